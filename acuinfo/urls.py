"""Every address of the site; they are a contract (see the design, section 6)."""

from django.contrib import admin
from django.urls import include, path

from acuinfo.accounts.visitors import DESK
from acuinfo.desk.outside_review import outside_preview, outside_review
from acuinfo.operations import metrics
from acuinfo.publishing.kinds import kinds
from acuinfo.reading.urls import kind_urls, root_urls, source_urlpatterns
from acuinfo.site import feeds, sitemaps, views
from acuinfo.site.api import api

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

urlpatterns = [
    path("", views.home, name="home"),
    path(f"{DESK[1:]}outside-review/<str:token>/", outside_review, name="outside-review"),
    path(f"{DESK[1:]}outside-review/<str:token>/page/", outside_preview, name="outside-preview"),
    path(DESK[1:], admin.site.urls),
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    *kind_urls(),
    path("sources.atom", feeds.sources, name="sources-feed"),  # before the files, whose endings are free
    path("", include("acuinfo.reading.urls")),
    path("sources/", include(source_urlpatterns)),
    path("feeds/changes.atom", feeds.changes, name="changes-feed"),
    *(path(f"{kind.folder}.atom", feeds.listed, {"kind": kind.name}, name=f"{kind.folder}-feed") for kind in kinds()),
    path("tags/<str:slug>.atom", feeds.tagged, name="tag-feed"),
    path("api/v1/", api.urls),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    *root_urls(),
]
