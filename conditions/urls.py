"""Addresses of conditions, evidence, safety notes and the evidence map."""

from django.urls import path

from acuinfo.reading.urls import page_urls

from . import views

app_name = "conditions"
urlpatterns = [
    path("conditions/", views.condition_list, name="list"),
    *page_urls("conditions/", "condition"),
    path("conditions/<slug:slug>/findings.csv", views.findings_csv, name="findings-csv"),
    path("evidence/", views.evidence_list, name="evidence-list"),
    *page_urls("evidence/", "evidence", "evidence-"),
    path("safety/", views.safety_list, name="safety-list"),
    *page_urls("safety/", "safety", "safety-"),
    path("evidence-map/", views.map_page, name="map"),
    path("evidence-map.csv", views.map_csv, name="map-csv"),
]
