"""Addresses of every kind of page, of tags, sources and the change log."""

from django.urls import URLPattern, URLResolver, include, path

from acuinfo.publishing.kinds import Kind, kinds

from . import citation_files, views

app_name = "publishing"
urlpatterns = [
    path("tags/", views.tags, name="tags"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("changes/", views.changes, name="changes"),
    path("corrections/", views.corrections, name="corrections"),
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


def page_urls(kind: Kind, prefix: str, name: str = "") -> list[URLPattern]:
    """Return the addresses below the pages of a kind: itself, its editions, their differences and its sources.

    ``name`` comes before the names of those below the page itself.
    """
    page, with_kind = f"{prefix}<slug:slug>/", {"kind": kind.name}
    return [
        path(page, views.detail, with_kind, name=name.removesuffix("-") or "detail"),
        path(f"{page}editions/", views.editions, with_kind, name=f"{name}editions"),
        path(f"{page}editions/<int:number>/", views.edition, with_kind, name=f"{name}edition"),
        path(f"{page}editions/<int:number>/changes/", views.edition_changes, with_kind, name=f"{name}edition-changes"),
        path(f"{page}sources.<slug:ending>", citation_files.page_sources, with_kind, name=f"{name}sources"),
    ]


def kind_urls() -> list[URLPattern | URLResolver]:
    """Return the list and the pages of every kind, and what addresses a kind has besides."""
    urls: list[URLPattern | URLResolver] = []
    for kind in kinds():
        listed = path(f"{kind.folder}/", views.listed, {"kind": kind.name}, name="list")
        urls.append(path("", include(([listed, *page_urls(kind, f"{kind.folder}/")], kind.folder))))
        urls += [path("", include(kind.urls))] if kind.urls else []
    return urls


def root_urls() -> list[URLPattern]:
    """Return the addresses at the root, such as /about/. They come last, for they take any word."""
    return [url for kind in kinds() if kind.at_root for url in page_urls(kind, "", "site-page-")]
