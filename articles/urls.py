"""Addresses of articles and of the site's own pages.

Both lead to the same views, and an article answers at one of the two only: the site's own pages at the root, such as
/about/, all others below /articles/. The other address redirects.
"""

from django.urls import path

from acuinfo.reading.urls import page_urls
from acuinfo.reading.views import detail

from . import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    *page_urls("articles/", "article"),
]

site_urlpatterns = [
    path("<slug:slug>/", detail, {"kind": "article"}, name="site-page"),
    *page_urls("", "article", "site-page-")[1:],
]
