"""What somebody typed is not lost when the session ended before they saved.

The form they sent travels with the sign-in form, as text in the page; nothing of it is stored on the server. After
signing in they are shown one button that sends it again, to the same address.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
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


def _ask(request: HttpRequest, sign_in: Callable[..., Any]) -> HttpResponseBase:
    context = {FIELD: packed(request), "next": request.get_full_path()}
    request.method = "GET"
    return sign_in(request, context)  # type: ignore[no-any-return]  # a page


def ask_to_continue(request: HttpRequest, address: str) -> HttpResponseBase:
    """Show the button that sends the typed form again."""
    context = {"fields": unpacked(request.POST[FIELD]), "address": address}
    return render(request, "admin/typed_work.html", context)
