"""The admin site: the editors' desk."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

# Late imports below: this module is read before the models are.


class Desk(admin.AdminSite):
    """The stock admin under our name, with a second factor where it is asked for."""

    site_title = _("AcuInfo desk")
    site_header = _("AcuInfo: the editors' desk")
    index_title = _("Your desk")
    enable_nav_sidebar = True
    logout_template = "admin/signed_out.html"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the second factor, and a sign-out that also works for whoever has not set it up yet."""
        own = [
            path("logout/", self.logout, name="logout"),
            path("two-factor/", self.two_factor, name="two_factor"),
            path("who-did-what/", self.admin_view(self.who_did_what), name="who_did_what"),
            path("insertable/", self.admin_view(self.insertable), name="insertable"),
            path("who-did-what.csv", self.admin_view(self.who_did_what_table), name="who_did_what_table"),
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Guard a view of the desk; a form sent after the session ended is kept over the sign-in."""
        from acuinfo.accounts.form_recovery import kept_over_sign_in

        return kept_over_sign_in(super().admin_view(view, cacheable), self.login)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for this person, above the stock list of records."""
        from acuinfo.correspondence.admin import waiting
        from acuinfo.desk import front_page

        return super().index(request, {**front_page.context(request), **waiting(), **(extra_context or {})})

    def who_did_what(self, request: HttpRequest) -> HttpResponse:
        """Show everything anybody did."""
        from . import who_did_what

        return who_did_what.page(request, self.each_context(request))

    def who_did_what_table(self, request: HttpRequest) -> HttpResponseBase:
        """Send the same as a table."""
        from . import who_did_what

        return who_did_what.table(request)

    def insertable(self, request: HttpRequest) -> HttpResponse:
        """Answer what can be put into a text."""
        from acuinfo.desk.insertable import insertable

        return insertable(request)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in, with a second factor where it is asked for."""
        return super().has_permission(request) and (not settings.ADMIN_REQUIRE_OTP or request.user.is_verified())  # type: ignore[union-attr]  # added by django-otp

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in; whoever is signed in but still needs a second factor goes to set it up."""
        from acuinfo.accounts.sign_in import SignIn

        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        if request.method == "GET" and self._needs_second_factor(request):
            return redirect("admin:two_factor")
        context = {**self.each_context(request), "title": _("Sign in"), **(extra_context or {})}
        return SignIn.as_view(extra_context=context)(request)  # type: ignore[return-value]  # a page or a redirect

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        from django_otp import user_has_device

        return settings.ADMIN_REQUIRE_OTP and super().has_permission(request) and not user_has_device(request.user)

    @method_decorator(never_cache)
    @method_decorator(csrf_protect)
    def two_factor(self, request: HttpRequest) -> HttpResponse:
        """Set up a second factor. The password is enough here, for it is where the second one comes from."""
        from acuinfo.accounts import two_factor

        if not super().has_permission(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return two_factor.set_up(request, {**self.each_context(request), "title": _("Second factor")})

    @method_decorator(csrf_protect)
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Sign out by POST: the session is deleted on the server."""
        from acuinfo.accounts import sign_in_log

        name = request.user.get_username()
        response = super().logout(request, extra_context)
        if request.method == "POST" and name:
            sign_in_log.signed_out(request, name, "asked to")
        return response
