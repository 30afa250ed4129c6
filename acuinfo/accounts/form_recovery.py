"""What somebody typed is not lost when the session ended, or every cookie went, before they saved.

The form they sent travels with the sign-in form, as text in the page; nothing of it is stored on the server. After
signing in they are shown one button that sends it again, to the same address.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect

FIELD = "typed_work"
Fields = list[tuple[str, str]]


def packed(request: HttpRequest) -> str:
    """Return every field of a form that was sent, passwords excepted, as one text."""
    kept = {
        name: values
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
    }
    return json.dumps([(name, value) for name, values in kept.items() for value in values])


def unpacked(text: str) -> Fields:
    """Return the fields in a text; none when it is not one of ours."""
    try:
        fields = json.loads(text)
        return [(str(name), str(value)) for name, value in fields]
    except (ValueError, TypeError):
        return []


def kept_over_sign_in(view: Callable[..., Any], sign_in: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a view of the desk: a form sent by nobody leads to the sign-in page, with what it held."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            return csrf_protect(_ask)(request, sign_in)
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]  # views answer

    return guarded


def can_be_kept(request: HttpRequest, page: str | None, reason: str) -> bool:
    """Tell whether a form without its token holds work, and was sent by a page of ours whose cookies are gone.

    The browser says from where it sends; Django gives another reason where that is not us. Without its word the form
    may be anybody's, and whoever signs in next would send it on.
    """
    is_ours = "Origin" in request.headers and reason != REASON_BAD_ORIGIN % request.headers["Origin"]
    holds_work = FIELD in request.POST if page == "login" else page not in ("logout", "two_factor")
    return is_ours and holds_work


def keep_without_cookies(request: HttpRequest, sign_in: Callable[..., Any]) -> HttpResponseBase:
    """Show what was typed again to whoever is still signed in, or else the way in, which carries it."""
    if request.user.is_authenticated and FIELD not in request.POST:
        return _again(request, packed(request), request.get_full_path())
    return _ask(request, sign_in)


def _ask(request: HttpRequest, sign_in: Callable[..., Any]) -> HttpResponseBase:
    carried = FIELD in request.POST  # by the sign-in page, which knows where it leads
    context = {} if carried else {FIELD: packed(request), "next": request.get_full_path()}
    request.method = "GET"
    return sign_in(request, context)  # type: ignore[no-any-return]  # a page


def ask_to_continue(request: HttpRequest, address: str) -> HttpResponseBase:
    """Show the button that sends the typed form again."""
    return _again(request, request.POST[FIELD], address)


def _again(request: HttpRequest, typed: str, address: str) -> HttpResponseBase:
    return render(request, "admin/typed_work.html", {"fields": unpacked(typed), "address": address})
