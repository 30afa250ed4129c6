"""Addresses of articles and of the site's own pages."""

from django.urls import path

from acuinfo.publishing.urls import page_urls

from . import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<slug:slug>/", views.article, name="detail"),
    *page_urls("articles/", views.KIND)[1:],
]

site_urlpatterns = [
    path("<slug:slug>/", views.site_page, name="site-page"),
    path("<slug:slug>/editions/", views.site_page_editions, name="site-page-editions"),
    path("<slug:slug>/editions/<int:number>/", views.site_page_edition, name="site-page-edition"),
    path("<slug:slug>/editions/<int:number>/changes/", views.site_page_changes, name="site-page-changes"),
]
