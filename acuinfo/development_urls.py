"""The addresses of a development server: all of the site's, and the page of components."""

from django.urls import path

from acuinfo import urls
from acuinfo.site.components import components

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("components/", components, name="components"), *urls.urlpatterns]
