"""The admin with our own site: the editors' desk."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin, as the editors' desk."""

    default_site = "acuinfo.site.admin_site.Desk"
