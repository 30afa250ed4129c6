"""Addresses of tags, sources and the change log, and those every kind has below its page."""

from django.urls import URLPattern, path

from . import citation_files, views

app_name = "publishing"
urlpatterns = [
    path("tags/", views.tags, name="tags"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("changes/", views.changes, name="changes"),
    path("sources.<slug:ending>", citation_files.all_sources, name="all-sources"),
]

source_urlpatterns = (
    [
        path("", views.sources, name="list"),
        path("<slug:slug>/", views.source, name="detail"),
        path("<slug:slug>.<slug:ending>", citation_files.source_file, name="file"),
    ],
    "sources",
)


def page_urls(prefix: str, kind: str, name: str = "") -> list[URLPattern]:
    """Return the addresses below a page of a kind: itself, its editions, their differences and its sources.

    ``name`` comes before the URL names, for an app with several kinds: ``evidence-`` gives ``evidence-detail``.
    """
    with_kind = {"kind": kind}
    return [
        path(f"{prefix}<slug:slug>/", views.detail, with_kind, name=f"{name}detail"),
        path(f"{prefix}<slug:slug>/editions/", views.editions, with_kind, name=f"{name}editions"),
        path(f"{prefix}<slug:slug>/editions/<int:number>/", views.edition, with_kind, name=f"{name}edition"),
        path(
            f"{prefix}<slug:slug>/editions/<int:number>/changes/",
            views.edition_changes,
            with_kind,
            name=f"{name}edition-changes",
        ),
        path(
            f"{prefix}<slug:slug>/sources.<slug:ending>", citation_files.page_sources, with_kind, name=f"{name}sources"
        ),
    ]
