"""The app of sources."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Bibliographic records and their standing."""

    name = "acuinfo.sources"
    label = "sources"
