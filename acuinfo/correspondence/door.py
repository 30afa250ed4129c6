"""The door for what readers send, who have no cookie and no account.

Django's protection against forged requests compares a token in the form with one in a cookie. Readers get no cookies
here, and their pages are kept and shared. So this door asks what a forger could gain, and denies it otherwise:

* *Acting in somebody's name*: there is no name. A form is worth the same from whoever sends it, so a page elsewhere
  that makes a visitor's browser send one gains what its owner could do with one line of a script.
* *Hiding behind other people's addresses to get round the throttle*: browsers say where a form comes from (``Origin``,
  ``Sec-Fetch-Site``), and one that says elsewhere is refused. What is no browser can say anything, but has an address
  of its own.
* *Filling the queue*: each address has a number an hour, the site another, each page a bound of its own; forms with
  words must have been fetched here, at least `QUICKEST` and at most `LONGEST` before, and have a field that people
  do not see.

Confirming and leaving alerts needs no throttle: the token in the link is the right to do it.
"""

import datetime as dt
import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from acuinfo.accounts.visitors import visitor_address

from .models import Knock
from .sealed import fingerprint

LARGEST = 64 << 10
"""Bytes of a form; nginx has the same bound."""
AN_HOUR = {"clear": 30, "words": 6, "alerts": 6}
"""How many forms of each sort one network address can send in an hour."""
TIMES_FOR_ALL = 50
"""All addresses together can send as many times as much."""
QUICKEST, LONGEST = dt.timedelta(seconds=2), dt.timedelta(hours=12)
"""How long a form with words was open."""

_signer = TimestampSigner(salt="correspondence.door")


class PersonForm(forms.Form):
    """A form that only people fill in: fetched from here, read, and without what they do not see."""

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_trap(self) -> bool:
        """True when the field that people do not see was filled in."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any] | None:
        """Ask to send it once more when it was open for too long or not at all."""
        if not _was_open(self.cleaned_data.get("opened", "")):
            raise forms.ValidationError(_("This form was not opened just now. Please look it over and send it again."))
        return super().clean()

    @property
    def fresh(self) -> str:
        """What the form says of when it was opened; new with each answer."""
        return _signer.sign("form")


def _was_open(said: str) -> bool:
    try:
        _signer.unsign(said, max_age=LONGEST)
    except BadSignature:
        return False
    try:
        _signer.unsign(said, max_age=QUICKEST)
    except BadSignature:
        return True
    return False


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view take forms of anybody (see above). What it answers is kept nowhere, and what was sent in no log."""

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and (int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST):
            answer = refused(request, 413)
        else:
            answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return opened


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Tell whether a browser says that another site's page sent this."""
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None:
        return told not in ("same-origin", "none")
    origin = request.headers.get("Origin", "")  # "null" from a page that sends no referrer
    return bool(origin) and urlsplit(origin).netloc not in (urlsplit(settings.SITE_URL).netloc, request.get_host())


def may_pass(request: HttpRequest, door: str) -> bool:
    """Count a form, and tell whether this visitor and all together are within their number of the hour. Two queries."""
    lately = Knock.objects.filter(door=door, at__gt=timezone.now() - dt.timedelta(hours=1))
    who = _visitor(request)
    if lately.filter(visitor=who).count() >= AN_HOUR[door] or lately.count() >= AN_HOUR[door] * TIMES_FOR_ALL:
        return False
    Knock.objects.create(visitor=who, door=door)
    return True


def _visitor(request: HttpRequest) -> str:
    """Return who knocks, as a hash of today: the network address, of IPv6 the part that a household has."""
    said = visitor_address(request)
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return fingerprint("", "visitor")
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped  # all of these are in one net
    net = ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return fingerprint(f"{net} {timezone.localdate()}", "visitor")


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Answer 403 to what comes from elsewhere, 413 to what is too large, 429 to what comes too often."""
    answer = render(request, "correspondence/refused.html", {"status": status}, status=status)
    if status == 429:
        answer.headers["Retry-After"] = "3600"
    return answer
