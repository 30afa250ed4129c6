"""Structured data for search engines: a page as schema.org describes medical web pages."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from acuinfo.reading.pages import Page, Reference
from acuinfo.sources.models import Standing

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def medical_web_page(page: Page) -> dict[str, Any]:
    """Return a live page as schema.org MedicalWebPage, or Article for the site's own texts."""
    spec, url = page.publication.spec, settings.SITE_URL + page.url
    with override(None):  # what programs read is in the language of the content
        name = page.title_prefix + page.title
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": spec.schema_type,
        "@id": url,
        "url": url,
        "identifier": page.publication.urn,
        "name": name,
        "headline": name,
        "description": page.summary,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL + "/"},
        "author": [
            {"@type": "Person" if "," in line else "Organization", "name": line.split(",")[0]} for line in page.authors
        ],
        "citation": [_citation(reference) for reference in page.references],
    }
    if settings.CONTENT_LICENCE:
        data["license"] = settings.CONTENT_LICENCE_URL or settings.CONTENT_LICENCE
    if page.standing != Standing.CURRENT:
        data["creativeWorkStatus"] = f"Leans on a source marked as {page.standing.in_english.lower()}"
    if page.edition is not None:
        data |= {
            "version": page.edition.number,
            "dateModified": page.changed_at.date().isoformat(),
        }
        if page.edition.reviewed_on and spec.schema_type == "MedicalWebPage":
            data["lastReviewed"] = page.edition.reviewed_on.isoformat()
    return {**data, **spec.structured_data(page.document)}


def _citation(reference: Reference) -> dict[str, Any]:
    """Return a source as it was cited; one that is not current says so in its name."""
    said = {"@type": "CreativeWork", "name": reference.text, "url": reference.link}
    if not reference.is_current:
        status = Standing(reference.standing).in_english
        said |= {"name": f"[{status}] {reference.text}", "creativeWorkStatus": status}
    return {key: value for key, value in said.items() if value}


def as_script(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD for a page's head; it is data, not a script, and nothing in it can close the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped on the line above
