"""Structured data for search engines: a page as schema.org describes medical web pages."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from acuinfo.reading.pages import Page

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def medical_web_page(page: Page) -> dict[str, Any]:
    """Return a live page as schema.org MedicalWebPage, or Article for the site's own texts."""
    spec, url = page.publication.spec, settings.SITE_URL + page.url
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": spec.schema_type,
        "@id": url,
        "url": url,
        "name": page.title,
        "headline": page.title,
        "description": page.summary,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL + "/"},
        "author": [
            {"@type": "Person" if "," in line else "Organization", "name": line.split(",")[0]} for line in page.authors
        ],
        "citation": [reference.text for reference in page.references],
    }
    if page.edition is not None:
        data |= {
            "version": page.edition.number,
            "dateModified": page.changed_at.date().isoformat(),
        }
        if page.edition.reviewed_on and spec.schema_type == "MedicalWebPage":
            data["lastReviewed"] = page.edition.reviewed_on.isoformat()
    return {**data, **spec.structured_data(page.document)}


def as_script(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD for a page's head; it is data, not a script, and nothing in it can close the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped on the line above
