"""A large synthetic site for measuring: the same tables, documents and cards as real pages, written in bulk.

Nothing in it is true of anybody. The same size and seed always give the same pages.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import accumulate, count
from random import Random
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from acuinfo.publishing import search
from acuinfo.publishing.actions import card_values, derived_tag
from acuinfo.publishing.actions.cards import written_by_this_build
from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.compiling import assign, citation
from acuinfo.publishing.documents import Document, canonical, digest
from acuinfo.publishing.kinds import DerivedTag, kind
from acuinfo.publishing.models import Change, Draft, Edition, Publication, Tag, TagGroup, months_after
from acuinfo.sources.models import Source
from conditions.compiling import finding_tags, scale_record, short_name, with_wording
from conditions.documents import (
    ConditionDocument,
    EvidenceDocument,
    Rate,
    SafetyDocument,
    TreatmentOption,
    UsedScale,
    WarningSign,
)
from conditions.models import (
    Condition,
    EvidenceSummary,
    KeyMessage,
    OtherOption,
    Question,
    RedFlag,
    SafetyNote,
    Scale,
    TaggedCondition,
    TaggedEvidence,
    TaggedSafety,
)
from conditions.terms import Comparator, HowSoon, Measure, Outcome, RatedBy, RateUnit, SafetyKind, Urgency

EVIDENCE_EACH, SAFETY_EACH, TAGS_EACH = 6, 4, 8
TAGS_IN = {TagGroup.BODY_AREA: 20, TagGroup.TOPIC: 340, TagGroup.AUDIENCE: 40}
SOURCES = 300
CHUNK = 200
"""Conditions written at a time; with their findings and notes about 2,200 pages and 20,000 links."""
LATEST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

# Split strings read better here than a hundred and thirty quotes.
PLACES = "ankle back calf elbow finger foot hand heel hip jaw knee leg neck rib shoulder spine thigh thumb toe wrist"
TROUBLES = "ache arthritis cramp pain sprain stiffness strain tendinopathy tenderness weakness"
VOCABULARY = """
acute after ageing ankle balance bend bone careful cartilage chronic clinic clinician cold daily deep doctor dull
evening exercise fatigue feeling flare gentle grip healing heat hour injury joint knee ligament lift lying massage
medicine mild mobility morning movement muscle needle nerve night numbness often pain people physiotherapy point
posture practitioner pressure recovery relief rest routine session severe sharp sitting skin sleep slow sore
standing stiff stretch strength support swelling symptom tendon therapy tingling tissue treatment trial turning
walking warm week weight work
"""
WORDS, IN, WHAT = VOCABULARY.split(), PLACES.split(), TROUBLES.split()


# --- Words ------------------------------------------------------------------------------------------------------
def _sentence(random: Random, length: int) -> str:
    return " ".join(random.choices(WORDS, k=length)).capitalize() + "."


def _paragraphs(random: Random, how_many: int) -> str:
    return "".join(f"<p>{' '.join(_sentence(random, 12) for _ in range(4))}</p>" for _ in range(how_many))


def _name(number: int) -> str:
    return f"{WHAT[number % 10].capitalize()} of the {IN[number // 10 % 20]}, form {number:05d}"


# --- Documents --------------------------------------------------------------------------------------------------
def condition(random: Random, number: int, tags: tuple[str, ...]) -> ConditionDocument:
    """Return an invented condition, about as long as a real one."""
    return ConditionDocument(
        title=_name(number),
        summary=_sentence(random, 14),
        tags=tags,
        other_names=(f"{random.choice(WORDS)} {number}",),
        key_messages=tuple(_sentence(random, 14) for _ in range(3)),
        red_flags=tuple(WarningSign(text=_sentence(random, 10), how_soon=how_soon) for how_soon in HowSoon),
        what_it_is=_paragraphs(random, 2),
        without_treatment=_paragraphs(random, 1),
        what_it_involves=_paragraphs(random, 2),
        unknowns=_paragraphs(random, 1),
        other_options=tuple(TreatmentOption(title=_sentence(random, 3), text=_sentence(random, 12)) for _ in range(3)),
        questions=tuple(_sentence(random, 9) for _ in range(4)),
    )


def evidence(random: Random, about: str, place: int, source: Source, tags: tuple[str, ...]) -> EvidenceDocument:
    """Return an invented finding with a standardised mean difference."""
    outcome, comparator = list(Outcome)[place % 3], list(Comparator)[place // 3]
    estimate, width = Decimal(random.randint(-110, 10)) / 100, Decimal(random.randint(5, 40)) / 100
    document = EvidenceDocument(
        tags=tags,
        condition=about,
        outcome=outcome,
        comparator=comparator,
        population=_sentence(random, 6),
        follow_up=f"{random.randint(4, 52)} weeks",
        searched=f"{random.randint(2005, 2025)}-{random.randint(1, 12):02d}",
        measure=Measure.SMD,
        scale=UsedScale(name="Scale", small=Decimal("0.2"), moderate=Decimal("0.5"), large=Decimal("0.8")),
        estimate=estimate,
        ci_low=estimate - width,
        ci_high=estimate + width,
        studies=random.randint(1, 40),
        participants=random.randint(30, 9000),
        certainty=random.choice(list(Certainty)[:4]),
        rated_by=RatedBy.AUTHORS,
        certainty_reason=_sentence(random, 8),
        source=source.slug,
        locator="Table 2",
        extracted_by="One person",
        checked_by="Another person",
        explanation=_paragraphs(random, 1),
        citations={source.slug: citation(source)},
    )
    return with_wording(document, _sentence(random, 3)[:-1], short_name(source))


def safety(random: Random, about: tuple[str, ...], place: int, source: Source, tags: tuple[str, ...]) -> SafetyDocument:
    """Return an invented safety note with a rate."""
    low = Decimal(random.randint(1, 40))
    return SafetyDocument(
        title=f"{_sentence(random, 4)[:-1]} after a session",
        summary=_sentence(random, 12),
        tags=tags,
        safety_kind=list(SafetyKind)[place % 4],
        urgency=random.choice(list(Urgency)),
        what_it_is=_paragraphs(random, 1),
        what_to_do=_paragraphs(random, 1),
        rate=Rate(count=low + 1, denominator=1000, unit=RateUnit.PEOPLE, low=low, high=low + 2),
        source=source.slug,
        conditions=about,
        citations={source.slug: citation(source)},
    )


# --- Writing ----------------------------------------------------------------------------------------------------
class Writer:
    """Rows on their way to the database, table by table."""

    def __init__(self) -> None:
        self.rows: defaultdict[type[Model], list[Model]] = defaultdict(list)
        self._next: dict[type[Model], Iterator[int]] = {}

    def add(self, row: Model) -> None:
        """Give a row its primary key and keep it until ``flush``."""
        model = type(row)
        if model not in self._next:
            last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
            self._next[model] = count(last + 1)
        row.pk = next(self._next[model])
        self.rows[model].append(row)

    def flush(self) -> None:
        """Write everything. Foreign keys are checked at the end of the transaction, so the order does not matter."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=2000)
        self.rows.clear()

    def finish(self) -> None:
        """Let the database number the next rows after ours, and look at what it holds now."""
        with connection.cursor() as cursor:
            for statement in [*connection.ops.sequence_reset_sql(no_style(), list(self._next)), "ANALYZE"]:
                cursor.execute(statement)


Progress = Callable[[Iterable[range]], Iterable[range]]


class Corpus:
    """A synthetic site of a given number of conditions."""

    def __init__(self, conditions: int, seed: int, by: User) -> None:
        self.conditions = conditions
        self.random = Random(seed)  # noqa: S311  invented pages, not secrets
        self.by = by
        self.writer = Writer()
        self.chosen = self._vocabulary()
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.chosen) + 1)))
        self.tags = {tag.slug: tag for tag in self.chosen}
        self.derived: dict[DerivedTag, Tag] = {}
        self.scale: Scale | None = None
        self.names: dict[int, list[str]] = {}
        self.sources = {source.slug: source for source in self._sources()}

    def _vocabulary(self) -> list[Tag]:
        slugs = [(group, f"{group.value}-{n:03d}") for group, size in TAGS_IN.items() for n in range(1, size + 1)]
        self.random.shuffle(slugs)
        return [
            Tag.objects.get_or_create(
                slug=slug, defaults={"group": group, "name": slug.replace("-", " ").capitalize()}
            )[0]
            for group, slug in slugs
        ]

    def _sources(self) -> list[Source]:
        return [
            Source.objects.get_or_create(
                slug=f"invented{n:03d}",
                defaults={
                    "kind": "systematic-review",
                    "title": _sentence(self.random, 9),
                    "authors": "Nobody N",
                    "year": 2000 + n % 25,
                },
            )[0]
            for n in range(1, SOURCES + 1)
        ]

    def _source(self) -> Source:
        return self.random.choice(list(self.sources.values()))

    def _tags(self) -> tuple[str, ...]:
        """Choose 8 different tags, the n-th most popular one with a weight of 1/n (Zipf's law)."""
        found: dict[str, None] = {}
        while len(found) < TAGS_EACH:
            found.update(
                (tag.slug, None)
                for tag in self.random.choices(self.chosen, cum_weights=self.weights, k=TAGS_EACH - len(found))
            )
        return tuple(found)

    def write(self, progress: Progress) -> int:
        """Write the whole corpus in one transaction; return the number of pages."""
        chunks = [range(start, min(start + CHUNK, self.conditions)) for start in range(0, self.conditions, CHUNK)]
        before = Publication.objects.count()
        with transaction.atomic():
            for numbers in progress(chunks):
                self._chunk(numbers)
            self.writer.finish()
        return Publication.objects.count() - before

    def _chunk(self, numbers: range) -> None:
        pages: list[Publication] = []
        drafts = {}
        for number in numbers:
            document = condition(self.random, number, self._tags())
            page, draft = self._page(f"condition-{number:05d}", document)
            pages.append(page)
            drafts[page.slug] = draft
            self._rows(cast(Condition, draft), document)
        self._save(pages)
        about = {page.slug: page for page in pages}
        findings: list[Publication] = []
        for slug, condition_page in about.items():
            for place in range(EVIDENCE_EACH):
                finding = evidence(self.random, slug, place, self._source(), self._tags())
                findings.append(
                    self._page(f"{slug}-finding-{place + 1}", finding, condition_page, condition=drafts[slug])[0]
                )
            for place in range(SAFETY_EACH):
                note = safety(self.random, (slug,), place, self._source(), self._tags())
                page, draft = self._page(f"{slug}-note-{place + 1}", note, condition_page)
                findings.append(page)
                self.writer.add(SafetyNote.conditions.through(safetynote_id=draft.pk, condition_id=drafts[slug].pk))
        self._save(findings)

    def _save(self, pages: list[Publication]) -> None:
        self.writer.flush()
        search.write((page, self.names[page.pk]) for page in pages)
        self.names.clear()

    def _page(
        self, slug: str, document: Document, about: Publication | None = None, **links: Model
    ) -> tuple[Publication, Draft]:
        """Add one published page with its draft, edition, card, links and change."""
        spec = kind(document.KIND)
        when = LATEST - dt.timedelta(minutes=self.random.randint(0, 1_500_000))
        day = timezone.localdate(when)
        dates = {"created_at": when, "first_published_at": when, "published_at": when, "changed_at": when}
        due = months_after(day, document.review_cycle_months)
        page = Publication(
            kind=spec.name,
            slug=slug,
            last_reviewed_on=day,
            review_due_on=due,
            **dates,
            **card_values(spec, document, {}),
        )
        self.writer.add(page)
        page.current = edition = _edition(page, document, when, self.by)
        self.writer.add(edition)
        self._link(page, document, about)
        what, payload = Change.What.PUBLISHED, written_by_this_build()
        said = {"subject": page.title, "note": edition.change_note, "payload": payload}
        self.writer.add(Change(what=what, at=when, by=self.by, publication=page, edition=edition, **said))
        return page, self._draft(page, document, links)

    def _link(self, page: Publication, document: Document, about: Publication | None) -> None:
        add = self.writer.add
        tags = self._tags_of(document, about)
        self.names[page.pk] = [tag.name for tag in tags]
        for tag in tags:
            add(Publication.tags.through(publication_id=page.pk, tag_id=tag.pk))
        for slug in document.citations:
            add(Publication.cites.through(publication_id=page.pk, source_id=self.sources[slug].pk))
            add(Publication.leans_on.through(publication_id=page.pk, source_id=self.sources[slug].pk))
        if about is not None:
            add(Publication.about.through(from_publication_id=page.pk, to_publication_id=about.pk))

    def _tags_of(self, document: Document, about: Publication | None) -> list[Tag]:
        """Return chosen and derived tags, as the publishing action would find them."""
        derived = [DerivedTag(TagGroup.CONDITION, about.slug, about.title)] if about is not None else []
        if isinstance(document, EvidenceDocument):
            derived += finding_tags(document)
        for tag in derived:
            if tag not in self.derived:
                self.derived[tag] = derived_tag(tag.group, tag.slug, tag.name)
        return [*(self.tags[slug] for slug in document.tags), *(self.derived[tag] for tag in derived)]

    def _draft(self, page: Publication, document: Document, links: dict[str, Model]) -> Draft:
        draft = page.spec.draft(publication=page, owner=self.by, updated_by=self.by, **links)
        sources = self.sources
        assign(draft, document, sources)
        if isinstance(document, EvidenceDocument):
            draft.scale = self.scale = self.scale or scale_record(document.scale, sources)  # type: ignore[attr-defined]  # an EvidenceSummary; all share one
        if isinstance(document, SafetyDocument) and document.rate:
            assign(draft, document.rate, sources, "rate_")
        if isinstance(document, ConditionDocument):
            draft.other_names = "\n".join(document.other_names)  # type: ignore[attr-defined]  # a Condition
        self.writer.add(draft)
        item = {Condition: TaggedCondition, EvidenceSummary: TaggedEvidence, SafetyNote: TaggedSafety}[type(draft)]
        for slug in document.tags:
            self.writer.add(item(content_object=draft, tag_id=self.tags[slug].pk))
        return draft

    def _rows(self, draft: Condition, document: ConditionDocument) -> None:
        texts: list[tuple[Any, tuple[str, ...]]] = [
            (KeyMessage, document.key_messages), (Question, document.questions),
        ]  # fmt: skip
        for model, lines in texts:
            for order, text in enumerate(lines, 1):
                self.writer.add(model(condition=draft, order=order, text=text))
        for order, flag in enumerate(document.red_flags, 1):
            self.writer.add(RedFlag(condition=draft, order=order, text=flag.text, how_soon=flag.how_soon or ""))
        for order, option in enumerate(document.other_options, 1):
            self.writer.add(OtherOption(condition=draft, order=order, title=option.title, text=option.text))


def _edition(page: Publication, document: Document, when: dt.datetime, by: User) -> Edition:
    body = canonical(document)
    return Edition(
        publication=page,
        number=1,
        body=body,
        schema_version=document.SCHEMA,
        digest=digest(body),
        weight=Edition.Weight.MAJOR,
        change_note="Invented for measuring.",
        reviewed_on=timezone.localdate(when),
        reviewed_by="Nobody",
        published_by=by,
        published_at=when,
    )


def make(conditions: int, seed: int, by: User, progress: Progress = iter) -> int:
    """Write a corpus of this many conditions and eleven times as many pages; return the number of pages."""
    return Corpus(conditions, seed, by).write(progress)
