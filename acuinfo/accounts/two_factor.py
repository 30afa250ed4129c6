"""Setting up a second factor: a time-based code (RFC 6238) from an app, and ten backup codes.

The secret is shown before it is stored: it travels in the form, signed for this person and an hour, and becomes a
device only when a code made from it comes back. So looking at the page changes nothing, and an account never has a
second factor that its owner cannot use.
"""

import base64
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_otp import login as verify_session, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from acuinfo.reading.qr_code import qr_code

from . import sessions, sign_in_log

SALT = "acuinfo.accounts.two_factor"
SETUP_TIME = 3600
"""Seconds between showing a secret and confirming it."""
MAX_CODE = 20
APP_CODE = 6
"""Digits of a code from an app. Backup codes are longer, and so told apart."""
BACKUP_CODES = 10
CODE_WIDGET = forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"})


def tidy_code(code: str) -> str:
    """Remove what people add when they type a code: spaces, hyphens, capitals."""
    return "".join(code.split()).replace("-", "").lower()


def is_app_code(code: str) -> bool:
    """Tell a code of an app from a backup code."""
    return len(code) == APP_CODE and code.isascii() and code.isdigit()


class SetUpForm(forms.Form):
    """A secret that was shown, and a code made from it."""

    secret = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code from the app"), max_length=MAX_CODE, widget=CODE_WIDGET)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.key = default_key()
        """The key to show: a new one, until the form brings back one that was shown."""

    def clean_secret(self) -> str:
        """Return the key in hexadecimal, or refuse what was not shown to this person within the hour."""
        try:
            shown = signing.loads(self.cleaned_data["secret"], salt=SALT, max_age=SETUP_TIME)
        except signing.BadSignature:
            shown = {"user": None}
        if shown["user"] != self.user.pk:
            raise forms.ValidationError(_("The picture you scanned has grown too old. Please scan this new one."))
        self.key = str(shown["key"])
        return str(self.key)

    def clean_code(self) -> str:
        """Forgive spaces."""
        return tidy_code(self.cleaned_data["code"])


def set_up(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the secret of a new second factor, or store it and show the backup codes, once.

    ``request.user`` is signed in with the password. Whoever has a second factor already is only told so: a stolen
    session must not be able to replace it.
    """
    user = User.objects.get(username=request.user.get_username())
    if user_has_device(user):
        return render(request, "admin/two_factor_is_on.html", {**context, "backup_codes": _backup_codes_left(user)})
    form = SetUpForm(user, request.POST or None)
    if not form.is_valid():
        return _show_secret(request, form, context)
    device = add_device(user=user, key=form.key, code=form.cleaned_data["code"])
    if device is None:
        form.add_error("code", _("The code does not fit. Check the clock of your phone, and enter the next code."))
        sign_in_log.second_factor(request, user.get_username(), "not set up: wrong code")
        return _show_secret(request, form, context)
    verify_session(request, device)
    request.session.cycle_key()
    sessions.end_all_of(user, but=request.session.session_key)
    sign_in_log.second_factor(request, user.get_username(), "set up")
    return render(request, "admin/two_factor_done.html", {**context, "codes": _codes(user)})


@transaction.atomic
def add_device(*, user: User, key: str, code: str) -> TOTPDevice | None:
    """Store the secret and ten backup codes if the code fits and the person has no second factor; else return None.

    ``key`` is 40 hexadecimal digits. The person's row is locked, so that two forms sent at once make one device.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if user_has_device(user) or not is_app_code(code):
        return None
    device = TOTPDevice.objects.create(user=user, key=key, name="app", confirmed=True)
    if not device.verify_token(code):
        device.delete()
        return None
    backup = StaticDevice.objects.create(user=user, name="backup codes", confirmed=True)
    codes = (StaticToken.random_token() for _number in range(BACKUP_CODES))
    StaticToken.objects.bulk_create(StaticToken(device=backup, token=code) for code in codes)
    return device


@transaction.atomic
def remove_devices(user: User) -> int:
    """Remove every second factor of a person and end their sessions; return how many devices there were."""
    devices = [*TOTPDevice.objects.filter(user=user), *StaticDevice.objects.filter(user=user)]
    for device in devices:
        device.delete()
    sessions.end_all_of(user)
    return len(devices)


def _codes(user: User) -> list[str]:
    return list(StaticToken.objects.filter(device__user=user).order_by("pk").values_list("token", flat=True))


def _backup_codes_left(user: User) -> int:
    return len(_codes(user))


def _show_secret(request: HttpRequest, form: SetUpForm, context: dict[str, Any]) -> HttpResponse:
    device = TOTPDevice(user=form.user, key=form.key)
    shown = {
        **context,
        "form": form,
        "secret": signing.dumps({"user": form.user.pk, "key": form.key}, salt=SALT),
        "secret_as_text": _in_fours(_base32(device)),
        "qr": qr_code(device.config_url),
    }
    return render(request, "admin/two_factor.html", shown)


def _base32(device: TOTPDevice) -> str:
    return base64.b32encode(device.bin_key).decode()


def _in_fours(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
