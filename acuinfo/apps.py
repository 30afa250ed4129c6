"""The project's own app (templates, static files, checks) and the admin with our site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AcuInfoConfig(AppConfig):
    """The public shell: pages that span kinds, feeds, API, checks."""

    name = "acuinfo"

    def ready(self) -> None:
        """Register the system checks."""
        from . import checks  # noqa: F401, PLC0415  settings must be ready first


class DeskConfig(AdminConfig):
    """The admin, as the editors' desk."""

    default_site = "acuinfo.desk.Desk"
