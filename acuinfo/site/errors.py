"""What is answered when something cannot be."""

import sys
from contextlib import suppress

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.template.loader import get_template

from acuinfo.accounts import form_recovery
from acuinfo.finding.pagination import NoSuchPage
from acuinfo.operations import databases
from acuinfo.operations.middleware import API
from acuinfo.operations.problems import problem_document


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token; a form of the desk whose cookies are gone is kept over the sign-in.

    What was sent is read to its end first: a connection closed in the middle of it looks to nginx like a dead origin.
    """
    at = request.resolver_match
    if at is not None and at.namespace == "admin" and form_recovery.can_be_kept(request, at.url_name, reason):
        return form_recovery.keep_without_cookies(request, admin.site.login)  # type: ignore[return-value]  # a page
    with suppress(UnreadablePostError, RawPostDataException):
        while request.read(1 << 16):
            pass
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; beyond the end of a list it leads back into that list."""
    beyond = exception if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"beyond": beyond}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database and without the request; 503 where the database is away, full or read-only.

    Django calls this while it handles the error.
    """
    is_away = databases.is_away(sys.exc_info()[1])
    status = 503 if is_away else 500
    if request.path.startswith(API):
        said = AWAY if is_away else "Something went wrong here. It has been recorded."
        answer: HttpResponse = problem_document(status, said)
    else:
        answer = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if is_away:
        answer.headers["Retry-After"] = "60"
    return answer


AWAY = "The database does not answer, its disk is full, or it can only be read. Nothing was saved."
