"""How long a sign-in lasts: two hours without a request, twelve hours in all.

The times are kept in the session itself, on the server. Only requests for the desk look at them, so that public
pages never touch a session.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from acuinfo.accounts.visitors import Handler, is_desk

from . import sign_in_log

STARTED, SEEN = "signed_in_at", "seen_at"
"""Keys in the session; the values are seconds since 1970."""
SEEN_STEP = 60
"""Seconds. A visit is written down at most this often, to spare a write a request."""


def session_limits(get_response: Handler) -> Handler:
    """End a session that has lasted, or rested, too long."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if is_desk(request) and SESSION_KEY in request.session:
            _keep_or_end(request, time.time())
        return get_response(request)

    return middleware


def start(request: HttpRequest) -> None:
    """Start both clocks, at sign-in."""
    request.session[STARTED] = request.session[SEEN] = time.time()


def _keep_or_end(request: HttpRequest, now: float) -> None:
    if STARTED not in request.session:
        start(request)
    if now - request.session[STARTED] >= settings.SESSION_COOKIE_AGE:
        _end(request, "signed in for too long")
    elif now - request.session[SEEN] >= settings.SESSION_IDLE_AGE:
        _end(request, "idle for too long")
    elif now - request.session[SEEN] >= SEEN_STEP:
        request.session[SEEN] = now


def _end(request: HttpRequest, reason: str) -> None:
    name = User.objects.filter(pk=request.session[SESSION_KEY]).values_list("username", flat=True).first()
    request.session.flush()
    sign_in_log.signed_out(request, name or "", reason)


def end_all_of(user: User, *, but: str | None = None) -> int:
    """End every session of a person, except the one with the key ``but``, and return how many there were.

    Reads every session that has not expired: a session does not say in a column whose it is, and a desk has few.
    """
    theirs = [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(session_key__in=theirs).delete()
    return len(theirs)
