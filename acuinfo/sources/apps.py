"""The app of sources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Bibliographic records and their standing."""

    name = "acuinfo.sources"
    verbose_name = _("Sources")
    label = "sources"
