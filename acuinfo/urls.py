"""Every address of the site; they are a contract (see the design, section 6)."""

from django.contrib import admin
from django.urls import include, path

from acuinfo.accounts.visitors import DESK
from acuinfo.correspondence.urls import feedback_urls
from acuinfo.desk.outside_review import outside_preview, outside_review
from acuinfo.operations import health, metrics
from acuinfo.publishing.kinds import kinds
from acuinfo.reading.urls import kind_urls, root_urls, source_urlpatterns
from acuinfo.site import embeds, errors, feeds, home, infobutton, search_page, sitemaps, well_known
from acuinfo.site.api import api

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", home.home, name="home"),
    path(f"{DESK[1:]}outside-review/<str:token>/", outside_review, name="outside-review"),
    path(f"{DESK[1:]}outside-review/<str:token>/page/", outside_preview, name="outside-preview"),
    path(DESK[1:], admin.site.urls),
    path("search/", search_page.search, name="search"),
    path("search/suggest", search_page.suggest, name="suggest"),
    *kind_urls(),
    path("", include("acuinfo.correspondence.urls")),
    path("sources.atom", feeds.sources, name="sources-feed"),  # before the files, whose endings are free
    path("", include("acuinfo.reading.urls")),
    path("sources/", include(source_urlpatterns)),
    path("feeds/changes.atom", feeds.changes, name="changes-feed"),
    *(path(f"{kind.folder}.atom", feeds.listed, {"kind": kind.name}, name=f"{kind.folder}-feed") for kind in kinds()),
    path("tags/<str:slug>.atom", feeds.tagged, name="tag-feed"),
    path("api/v1/", api.urls),
    path("infobutton/", infobutton.infobutton, name="infobutton"),
    path("oembed", embeds.oembed, name="oembed"),
    path("embed/<slug:folder>/<slug:slug>/", embeds.embed, name="embed"),
    path("embed/<slug:folder>/<slug:slug>/editions/<int:number>/", embeds.embed, name="embed-edition"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_file, name="sitemap-file"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security_txt, name="security-txt"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    *feedback_urls(),
    *root_urls(),
]
