"""Structured data for search engines: a page as schema.org describes medical web pages."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from acuinfo.publishing.models import KindName
from acuinfo.reading.pages import Page
from conditions.documents import ConditionDocument

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
CODE_SYSTEMS = {"icd-10": "ICD-10", "snomed-ct": "SNOMED-CT", "mesh": "MeSH"}


def medical_web_page(page: Page) -> dict[str, Any]:
    """Return a live page as schema.org MedicalWebPage, or Article for the site's own texts."""
    url = settings.SITE_URL + page.url
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article" if page.kind == KindName.ARTICLE else "MedicalWebPage",
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
            "dateModified": page.edition.published_at.date().isoformat(),
        }
        if page.kind != KindName.ARTICLE:
            data["lastReviewed"] = page.edition.reviewed_on.isoformat()
    if isinstance(page.document, ConditionDocument):
        data["about"] = _condition(page.document)
    return data


def _condition(document: ConditionDocument) -> dict[str, Any]:
    codes = [
        {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": CODE_SYSTEMS[code.system.value]}
        for code in document.codes
    ]
    return {
        "@type": "MedicalCondition",
        "name": document.title,
        "alternateName": list(document.other_names),
        "code": codes,
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD for a page's head; it is data, not a script, and nothing in it can close the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped on the line above
