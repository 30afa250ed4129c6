"""What conditions have besides the addresses of every kind: tables, a sheet to print, the evidence map, comparing."""

from django.urls import path

from . import views

urlpatterns = [
    path("conditions/<slug:slug>/findings.csv", views.findings_csv, name="findings-csv"),
    path("conditions/<slug:slug>/sheet/", views.sheet, name="sheet"),
    path("evidence-map/", views.map_page, name="evidence-map"),
    path("evidence-map.csv", views.map_csv, name="evidence-map-csv"),
    path("compare/", views.compare, name="compare"),
]
