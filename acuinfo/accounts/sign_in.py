"""The way in: name, password and, for whoever has a second factor, a code.

The page says the same for an unknown name, a wrong password, a closed account and an account that may not use the
desk; Django's backend hashes a password in every case, so that the time says no more than the words.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, user_has_device
from django_otp.forms import OTPAuthenticationFormMixin
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import form_recovery, sessions, sign_in_log
from .passwords import MAX_NAME, MAX_PASSWORD
from .throttling import minutes_locked
from .two_factor import CODE_WIDGET, MAX_CODE, is_app_code, tidy_code

WRONG_CODE = _("The code is not right, or was used already. Enter your password again, and the next code.")


class SignInForm(OTPAuthenticationFormMixin, AdminAuthenticationForm):  # type: ignore[misc]  # django-otp has no types
    """Check name, password and code."""

    username = UsernameField(
        label=_("Name"),
        max_length=MAX_NAME,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
        error_messages={"max_length": _("A name has at most %(limit_value)d characters.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=MAX_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"max_length": _("A password has at most %(limit_value)d characters.")},
    )
    otp_token = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=MAX_CODE,
        widget=CODE_WIDGET,
        help_text=_("From your app, or a backup code. Leave it empty if you have not set up a second factor."),
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "Name and password do not match, or the account may not use the desk. Upper and lower case matter."
        ),
    }
    otp_error_messages = {
        **OTPAuthenticationFormMixin.otp_error_messages,
        "token_required": _("This account has a second factor. Enter your password again, and the code from your app."),
        "invalid_token": WRONG_CODE,
        "n_failed_attempts": _("That was too soon after a wrong code. Wait a minute, then try again."),
        "device_required": WRONG_CODE,
    }

    def clean(self) -> dict[str, Any]:
        """Check the password, then the code where the account has a second factor."""
        cleaned: dict[str, Any] = super().clean()
        user = self.get_user()
        if user is not None and user_has_device(user):
            self.clean_otp(user)
        return cleaned

    def clean_otp_token(self) -> str:
        """Forgive spaces and capitals."""
        return tidy_code(self.cleaned_data["otp_token"])

    def _chosen_device(self, user: User) -> Device | None:
        """Choose by the look of the code, so that a wrong one slows down only the device it was meant for.

        Called by django-otp inside its transaction; the devices stay locked until it ends.
        """
        is_app = is_app_code(self.cleaned_data["otp_token"])
        return next((d for d in devices_for_user(user, for_verify=True) if isinstance(d, TOTPDevice) == is_app), None)

    def _update_form(self, user: User) -> None:
        """Do not send the password back to the browser, as django-otp would."""


class SignIn(LoginView):
    """Show the form, and let people in."""

    template_name = "admin/login.html"
    authentication_form = SignInForm
    next_page = "admin:index"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Begin a new session; nothing of an earlier one stays."""
        user: User = form.get_user()
        self.request.session.flush()
        response = super().form_valid(form)
        sessions.start(self.request)
        with_code = getattr(user, "otp_device", None) is not None
        sign_in_log.signed_in(self.request, user.get_username(), with_second_factor=with_code)
        if form_recovery.FIELD in self.request.POST:
            return form_recovery.ask_to_continue(self.request, self.get_success_url())  # type: ignore[return-value]  # a page
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry what was typed before the session ended, also over a wrong password."""
        kept = (
            {form_recovery.FIELD: self.request.POST[form_recovery.FIELD]}
            if form_recovery.FIELD in self.request.POST
            else {}
        )
        return {**super().get_context_data(**kwargs), **kept}

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the form again, and write down why. A lock has its own page and line (see `locked_out`)."""
        if not getattr(self.request, "axes_locked_out", False):
            sign_in_log.refused(self.request, form.data.get("username", ""), _reason(form))
        return super().form_invalid(form)


def _reason(form: AuthenticationForm) -> str:
    reasons = {
        "invalid_login": "wrong name or password",
        "token_required": "code missing",
        "invalid_token": "wrong code",
        "device_required": "wrong code",
    }
    errors = form.non_field_errors().as_data()
    if not errors:
        return "malformed"
    return reasons.get(errors[0].code or "", "code too soon after a wrong one")


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Answer 429 after too many wrong passwords, whether or not the last one was right (``AXES_LOCKOUT_CALLABLE``)."""
    sign_in_log.refused(request, request.POST.get("username", ""), "locked after too many tries")
    context = {"title": _("Too many tries"), "minutes": minutes_locked(), "site_title": settings.SITE_NAME}
    answer = render(request, "admin/locked_out.html", context, status=429)
    answer.headers["Retry-After"] = str(minutes_locked() * 60)
    return answer
