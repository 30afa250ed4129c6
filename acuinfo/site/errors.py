"""What is answered when something cannot be."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.template.loader import get_template

from acuinfo.finding.pagination import NoSuchPage


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, such as one that waited too long.

    What was sent is read to its end first: a connection closed in the middle of it looks to nginx like a dead origin.
    """
    with suppress(UnreadablePostError, RawPostDataException):
        while request.read(1 << 16):
            pass
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; beyond the end of a list it leads back into that list."""
    beyond = exception if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"beyond": beyond}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database and without the request."""
    return HttpResponse(get_template("500.html").render(), status=500)
