"""Accounts on the desk: only for superusers; people are deactivated, never deleted; rights come with roles.

Roles are groups whose rights are written in `acuinfo.accounts.roles`; on the desk they are only looked at.
"""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


def _is_in_charge(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


class InCharge(admin.ModelAdmin):  # type: ignore[type-arg]  # the same
    """Rights that no group and no permission can give: who changes accounts could make anybody a superuser."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it to superusers."""
        return _is_in_charge(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Show it to superusers."""
        return _is_in_charge(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let superusers add."""
        return _is_in_charge(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let superusers change."""
        return _is_in_charge(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let nobody delete."""
        return False


class AccountAdmin(InCharge, UserAdmin):  # type: ignore[type-arg]  # Django's own admins take no parameters
    """The people. A name stays with what its owner wrote, so accounts are switched off, not deleted."""

    list_display = ("username", "first_name", "last_name", "roles", "is_active", "has_second_factor", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Fetch roles and second factors with the list."""
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        found: QuerySet[User] = super().get_queryset(request)
        return found.annotate(second_factor=Exists(device)).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, account: User) -> str:
        """Return the names of the groups."""
        return ", ".join(group.name for group in account.groups.all()) or "–"

    @admin.display(description=_("second factor"), boolean=True, ordering="second_factor")
    def has_second_factor(self, account: User) -> bool:
        """Tell whether a code is asked for at sign-in."""
        return bool(account.second_factor)  # type: ignore[attr-defined]  # annotated above


class RoleAdmin(InCharge, GroupAdmin):
    """The roles, to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let nobody add: a role is written in code, with its tests."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let nobody change."""
        return False


# Importing the stock versions above has registered them.
admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, RoleAdmin)
