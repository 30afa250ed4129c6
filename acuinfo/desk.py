"""The admin site: the editors' desk."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest


class Desk(admin.AdminSite):
    """The stock admin under our name, with a second factor where it is asked for."""

    site_title = "AcuInfo desk"
    site_header = "AcuInfo: the editors' desk"
    index_title = "Your desk"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in, with a second factor where it is asked for."""
        return super().has_permission(request) and (not settings.ADMIN_REQUIRE_OTP or request.user.is_verified())  # type: ignore[union-attr]  # added by django-otp
