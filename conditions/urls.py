"""What conditions have besides the addresses of every kind: findings as tables, the evidence map, and comparing."""

from django.urls import path

from . import views

urlpatterns = [
    path("conditions/<slug:slug>/findings.csv", views.findings_csv, name="findings-csv"),
    path("evidence-map/", views.map_page, name="evidence-map"),
    path("evidence-map.csv", views.map_csv, name="evidence-map-csv"),
    path("compare/", views.compare, name="compare"),
]
