"""The home page: where it hurts, what is known, what is new and what to be careful about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from acuinfo.finding.facets import facet_index
from acuinfo.publishing.models import Change, Publication, PublicationQuerySet, TagGroup, site_version
from acuinfo.publishing.prepared import Prepared, PreparedIn
from conditions.models import Condition, EvidenceSummary, SafetyNote
from conditions.pages import map_in_small
from conditions.terms import Comparator, Urgency

MOST_ON_HOME = 24
"""Conditions on the home page; the list of conditions has them all."""


def home(request: HttpRequest) -> HttpResponse:
    """Show where it hurts, what is known, what is new and what to be careful about."""
    version = site_version()
    conditions = _CONDITIONS()
    evidence = _AGAINST_SHAM([condition.pk for condition in conditions])
    context = {
        "conditions": conditions,
        "body_areas": _body_areas(version),
        "urgent_safety": _URGENT(),
        "map_in_small": map_in_small(evidence, conditions),
        "changes": [
            {
                "at": c.at,
                "what": c.get_what_display(),
                "news": c.news,
                "news_label": c.get_news_display(),
                "subject": c.subject,
                "url": c.url,
                "note": "" if c.what == Change.What.PUBLISHED else c.note,
            }
            for c in _LATEST_NEWS()
        ],
        "counts": {
            "conditions": len(facet_index(Condition.KIND, version).ids),
            "evidence": len(facet_index(EvidenceSummary.KIND, version).ids),
            "safety": len(facet_index(SafetyNote.KIND, version).ids),
        },
    }
    return render(request, "home.html", context)


def _cards(kind: str) -> PublicationQuerySet:
    return Publication.objects.live().as_cards().in_list_order().of_kind(kind)


_CONDITIONS = Prepared(lambda: _cards(Condition.KIND)[:MOST_ON_HOME])

_AGAINST_SHAM = PreparedIn(
    lambda ids: _cards(EvidenceSummary.KIND).about(ids).filter(data__comparator=Comparator.SHAM.value), int
)

_URGENT = Prepared(lambda: _cards(SafetyNote.KIND).filter(data__urgency=Urgency.GET_HELP_NOW.value)[:4])

_LATEST_NEWS = Prepared(
    lambda: (
        Change.objects.filter(is_minor=False)
        .exclude(news=Change.News.WORDING)
        .select_related("publication", "source")
        .order_by("-pk")[:5]
    )
)
"""What matters to readers: answers, safety, evidence and our mistakes. Other changes are in the list of all."""


def _body_areas(version: int) -> list[dict[str, object]]:
    index = facet_index(Condition.KIND, version)
    tags = [index.vocabulary.tags[slug] for slug in index.carried(TagGroup.BODY_AREA)]
    return [
        {
            "name": t.name,
            "slug": t.slug,
            "get_absolute_url": f"/conditions/?tag={t.slug}",
            "count": index.bits[t.slug].bit_count(),
        }
        for t in sorted(tags, key=lambda t: t.order)
    ]
