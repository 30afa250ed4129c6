"""A whole published site, small: one page or several of every kind, for tests of what readers get.

Everything is published through the actions by the cast. ``addresses`` names every kind of public address once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from acuinfo.publishing import actions, search
from acuinfo.publishing.documents import Document
from acuinfo.publishing.models import Publication

from . import cast as people

SITE_PAGES = ("about", "editorial-policy", "privacy", "accessibility-statement")
CONDITIONS = ("knee-osteoarthritis", "neck-pain", "fibromyalgia")
COMPARATORS = ("sham", "usual-care", "no-treatment")
BODY_AREAS = ("knee", "neck", "whole-body")
ANATOMY = (
    "key-messages dates urgent answers safety guidelines what-it-involves unknowns other-options questions related "
    "sources history"
).split()
"""The parts of a condition's page, in order."""


@dataclass(frozen=True)
class Site:
    """What was published."""

    cast: people.Cast
    conditions: list[Publication]
    evidence: list[Publication]
    safety: list[Publication]
    articles: list[Publication]

    @property
    def knee(self) -> Publication:
        """The condition that everything else is about."""
        return self.conditions[0]

    @property
    def pages(self) -> list[Publication]:
        """One page of each kind, and one of the site's own pages."""
        own = Publication.objects.get(kind="article", slug="about")
        return [self.conditions[0], self.evidence[0], self.safety[0], self.articles[0], own]


def add_tag(cast: people.Cast, slug: str, group: str, name: str = "", aliases: tuple[str, ...] = ()) -> None:
    """Add a tag to the vocabulary."""
    actions.save_tag(slug=slug, name=name or _title(slug), group=group, scope_note="", aliases=aliases, by=cast.pia)


def _title(slug: str) -> str:
    return slug.replace("-", " ").title()


def publish_site(cast: people.Cast, size: int = 1) -> Site:
    """Publish ``size`` (1 to 3) pages of each kind, all about the knee, and as many editions of its page, or two."""
    for i in range(size):
        add_tag(cast, BODY_AREAS[i], "body-area", aliases=(f"{BODY_AREAS[i]}-joint",))
        add_tag(cast, f"topic-{i}", "topic")
    tags = tuple(sorted([*BODY_AREAS[:size], *(f"topic-{i}" for i in range(size))]))
    cited = " ".join(f"[[trial{i}]]" for i in range(size))

    def publish(slug: str, document: Callable[..., Document], **fields: Any) -> Publication:
        return people.published(cast, slug, document(tags=tags, **fields))

    conditions = [
        publish(slug, people.condition_document, title=_title(slug), unknowns=f"<p>Much. {cited}</p>")
        for slug in CONDITIONS[:size]
    ]
    evidence = [
        publish(
            f"knee-pain-{comparator}",
            people.evidence_document,
            comparator=comparator,
            explanation=f"<p>People had a little less pain. {cited}</p>",
            studies=2,
            trials=(
                {"label": "Berman", "year": 2004, "effect": -0.2, "ci_low": -0.4, "ci_high": 0.0},
                {"label": "Witt", "year": 2005, "effect": -0.4, "ci_low": -0.6, "ci_high": -0.2},
            ),
        )
        for comparator in COMPARATORS[:size]
    ]
    safety, articles = [], []
    for i in range(size):
        about = {"conditions": CONDITIONS[: i + 1]}
        note = {"title": f"Bruise number {i}", "what_it_is": f"<p>A mark. {cited}</p>"}
        safety.append(publish(f"bruise-{i}", people.safety_document, **note, **about))
        text = {"title": f"All about needles {i}", "body": f"<p>Thin ones. {cited}</p>"}
        articles.append(publish(f"needles-{i}", people.article_document, **text, **about))
    for slug in SITE_PAGES:
        own = {"title": _title(slug), "section": "about", "body": f"<p>About. {cited}</p>"}
        publish(slug, people.article_document, conditions=CONDITIONS[:1], **own)
    for number in range(2, max(size, 2) + 1):  # from the second on, the findings that are there by then lead
        messages = (f"It may ease pain a little, says edition {number}.", "Exercise comes first.")
        new = people.condition_document(
            title="Knee Osteoarthritis", tags=tags, unknowns=f"<p>Much. {cited}</p>", key_messages=messages
        )
        people.rewrite(cast, conditions[0], new)
        people.publish(cast, conditions[0], note=f"What edition {number} says.")
    return Site(cast, conditions, evidence, safety, articles)


@contextmanager
def shared_by_tests(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is made inside for every test of a file; it is rolled back at the end.

    Every test of that file asks for ``db`` besides: without it no test database is made, and with it what a test
    changes is rolled back after it.
    """
    with blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:  # no model owns the entries of the search, so no test takes its own away
            cursor.execute(f"DELETE FROM {search.TABLE}")
        yield
        transaction.set_rollback(True)


PAGES = (
    "/conditions/knee-osteoarthritis/",
    "/evidence/knee-pain-sham/",
    "/safety/bruise-0/",
    "/articles/needles-0/",
    "/about/",
)
HTML_ADDRESSES = (
    "/",
    *("/conditions/", "/evidence/", "/safety/", "/articles/"),
    *(f"{page}{below}" for page in PAGES for below in ("", "editions/", "editions/1/", "editions/1/changes/")),
    "/conditions/knee-osteoarthritis/sheet/",
    *("/tags/", "/tags/knee/", "/tags/knee/?kind=evidence&tag=topic-0"),
    *("/search/", "/search/?q=needles", "/evidence-map/", "/evidence-map/?comparator=usual-care"),
    *("/compare/", "/compare/?comparators=sham&comparators=usual-care"),
    *("/sources/", "/sources/?kind=ipd-meta-analysis&standing=current", "/sources/trial0/"),
    *("/changes/", "/changes/?condition=knee-osteoarthritis&news=answer&since=2026-01-01", "/corrections/"),
    *("/conditions/?tag=knee", "/evidence/?tag=knee&tag=topic-0"),
)
"""One address for every kind of page that readers open."""

LETTERS = ("/alerts/?news=safety", *(f"{page}feedback/" for page in PAGES))
"""Where readers send something; these pages are kept nowhere."""

MACHINE_ADDRESSES = (
    "/evidence-map.csv",
    "/conditions/knee-osteoarthritis/findings.csv",
    "/conditions/knee-osteoarthritis/sources.json",
    "/evidence/knee-pain-sham/sources.ris",
    "/safety/bruise-0/sources.ris",
    "/articles/needles-0/sources.ris",
    "/about/sources.ris",
    "/sources.ris",
    "/sources/trial0.bib",
    "/search/suggest?q=privacy",
    "/feeds/changes.atom",
    "/feeds/changes.atom?news=safety",
    "/conditions.atom",
    "/evidence.atom",
    "/safety.atom",
    "/articles.atom",
    "/sources.atom",
    "/evidence.atom?tag=knee",
    "/tags/knee.atom",
    "/tags/knee.atom?kind=evidence&tag=topic-0",
    "/api/v1/",
    "/api/v1/condition/",
    "/api/v1/evidence/?tag=knee",
    "/api/v1/condition/knee-osteoarthritis/",
    "/api/v1/evidence/knee-pain-sham/",
    "/api/v1/safety/bruise-0/",
    "/api/v1/article/about/",
    "/api/v1/changes/",
    "/api/v1/openapi.json",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/robots.txt",
    "/.well-known/security.txt",
)
"""One address for everything that programs fetch."""

ADDRESSES = (*HTML_ADDRESSES, *MACHINE_ADDRESSES)
