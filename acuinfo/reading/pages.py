"""A page as readers get it: the same object for the live page, an old edition and a preview."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from acuinfo.publishing import actions
from acuinfo.publishing.compiling import sources_by_slug
from acuinfo.publishing.documents import Document
from acuinfo.publishing.inserted import Shown, as_of, inserts_of, live, lost_in, of_itself, told
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Edition, Publication, Tag, site_version
from acuinfo.publishing.prepared import Prepared
from acuinfo.publishing.upgrades import document_of
from acuinfo.sources.models import Source, Standing

from .about_me import AboutMe

_TAGS = Prepared(lambda pk: Tag.objects.filter(publications=pk), int)


@dataclass(frozen=True)
class Reference:
    """A numbered source of one page: as it was cited, and as it stands now."""

    number: int
    slug: str
    text: str
    link: str
    source: Source | None

    @property
    def name(self) -> str:
        """What to call it in a sentence: title and year, without the rest of the citation."""
        if self.source is None:
            return self.text
        title = self.source.title.rstrip(".")
        return f"{title} ({self.source.year})" if self.source.year else title

    @property
    def standing(self) -> str:
        """The standing now."""
        return self.source.standing if self.source else Standing.CURRENT

    @property
    def standing_label(self) -> str:
        """The standing in words."""
        return str(Standing(self.standing).label)

    @property
    def standing_note(self) -> str:
        """What happened to the source."""
        return self.source.standing_note if self.source else ""

    @property
    def is_current(self) -> bool:
        """True when nothing is known against the source."""
        return self.standing == Standing.CURRENT

    @property
    def url(self) -> str:
        """The source's own page on this site."""
        return self.source.get_absolute_url() if self.source else ""


NOTICE_LEVELS: dict[str, str] = {
    Standing.RETRACTED: "urgent",
    Standing.WITHDRAWN: "urgent",
    Standing.CONCERN: "caution",
    Standing.CORRECTED: "info",
    Standing.SUPERSEDED: "info",
}
"""How loudly a page says that one of its sources is no longer current."""


@dataclass(frozen=True)
class Notice:
    """Something readers must see beside the content."""

    level: str
    text: str
    """What the matter is, in the interface's language."""
    about: str
    """The source it is about, and what is known of it."""
    url: str = ""
    source: str = ""
    """The source by its short name; "" for what happened to the page itself."""


@dataclass
class Page:
    """Everything a template of a published page may ask for."""

    publication: Publication
    document: Document
    edition: Edition | None
    checks: Sequence[dict[str, Any]] = field(default=())
    is_preview: bool = False
    surrounding: Sequence[Publication] = field(default=())
    """Live cards that were read for this page already."""
    is_by_number: bool = False
    """True when an edition is read under its number, though it may be the current one."""
    about_me: AboutMe | None = None
    """What readers can say of themselves here, and what they said; None where they are not asked."""

    @cached_property
    def site_version(self) -> int:
        """The version of the site that this page shows. One query."""
        return site_version()

    @property
    def title(self) -> str:
        """The title this edition has."""
        return self.document.title

    @property
    def summary(self) -> str:
        """The summary this edition has, with the words of what is put into it."""
        return told(self.document.summary, self.shown)

    @cached_property
    def shown(self) -> Shown:
        """The pages that are put into this one: as they are now, for an old edition as they were to the end of it."""
        inserts = inserts_of(self.document)
        if not inserts:
            return {}
        if self.edition is not None and self.is_old:
            later = Edition.objects.filter(publication=self.publication, number__gt=self.edition.number)
            return as_of(inserts, later.order_by("number").values_list("published_at", flat=True)[0])
        return live(inserts, [*of_itself(self.publication, self.document), *self.surrounding])

    @property
    def kind(self) -> str:
        """The kind's name."""
        return self.publication.kind

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return self.publication.kind_label

    @cached_property
    def url(self) -> str:
        """The public address of the page as it is now."""
        return self.publication.get_absolute_url()

    @property
    def editions_url(self) -> str:
        """The address of the history."""
        return f"{self.url}editions/"

    @property
    def is_old(self) -> bool:
        """True for an edition that is not the one readers get now."""
        return self.edition is not None and self.edition.pk != self.publication.current_id

    @property
    def is_current_by_number(self) -> bool:
        """True for the edition that readers get now, when it was asked for by its number."""
        return self.is_by_number and not self.is_old

    @property
    def last_reviewed_on(self) -> Any:
        """The day the review of this edition was finished; None in a preview."""
        return self.edition.reviewed_on if self.edition else None

    @property
    def review_due_on(self) -> Any:
        """The day the next review is due; None in a preview."""
        if self.edition is None:
            return None
        if not self.is_old:
            return self.publication.review_due_on
        return self.edition.review_due_on(self.document.review_cycle_months)

    @property
    def is_late(self) -> bool:
        """True when the next review is overdue."""
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()

    @property
    def evidence_as_of(self) -> Any:
        """Up to when the sources were read, where the page came with the software and nobody here has reviewed it."""
        return self.edition.evidence_as_of if self.edition else None

    @property
    def reviewed_by(self) -> str:
        """Who approved this edition."""
        return self.edition.reviewed_by if self.edition else ""

    @property
    def reviewed_by_clinician(self) -> bool:
        """True when the approval was a clinician's."""
        return self.edition is not None and self.edition.reviewed_by_clinician

    @property
    def as_shown(self) -> tuple[Hashable, ...] | None:
        """All that the page itself depends on, besides what surrounds it and the glossary; None for a preview."""
        if self.edition is None:
            return None
        sources = tuple((ref.slug, ref.standing, ref.standing_note, ref.name, ref.url) for ref in self.references)
        tags = tuple((tag.slug, tag.name) for tag in self.tags)
        shown = tuple(card.as_shown for card in self.shown.values() if card.pk != self.publication.pk)
        return (self.edition.pk, self.is_old, self.is_late, self.url, self.changed_at, sources, tags, shown)

    @property
    def changed_at(self) -> Any:
        """When readers last got other words on this page: by its own edition or by what is put into it."""
        if self.edition is None:
            return None
        return self.edition.published_at if self.is_old else self.publication.changed_at

    @property
    def authors(self) -> Sequence[str]:
        """Names with roles."""
        return self.document.authors

    @cached_property
    def tags(self) -> list[Tag]:
        """The tags of the card (the live page's). One query."""
        return _TAGS(self.publication.pk) if self.publication.current else []

    @cached_property
    def references(self) -> list[Reference]:
        """Every source the page leans on, numbered in order of first appearance. One query."""
        slugs = self.document.cited_slugs()
        sources = sources_by_slug(slugs)
        references = []
        for number, slug in enumerate(slugs, 1):
            cited = self.document.citations.get(slug)
            source = sources.get(slug)
            text = cited.text if cited else (source.title if source else slug)
            link = cited.url if cited else (source.link if source else "")
            references.append(Reference(number, slug, text, link, source))
        return references

    @cached_property
    def numbers(self) -> dict[str, Reference]:
        """References by the short name of their source."""
        return {reference.slug: reference for reference in self.references}

    @cached_property
    def notices(self) -> list[Notice]:
        """What readers must know before they lean on this page."""
        notices = []
        if self.edition is not None and not self.is_old and lost_in(self.document, self.shown):
            said = _("Something that this page told was taken out, because the page it comes from was withdrawn.")
            notices.append(Notice("caution", said, ""))
        for reference in self.references:
            if not reference.is_current:
                notices.append(
                    Notice(
                        NOTICE_LEVELS[reference.standing],
                        _("A source of this page is marked as %(standing)s:")
                        % {"standing": in_sentence(reference.standing_label)},
                        f"{reference.name}. {reference.standing_note}".rstrip(),
                        reference.url,
                        reference.slug,
                    )
                )
        for card in self.doubtful:
            said = _("Something told on this page rests on a source that is marked as %(standing)s:")
            standing = {"standing": in_sentence(card.source_doubt)}
            notices.append(
                Notice(NOTICE_LEVELS[card.source_standing], said % standing, card.title, card.get_absolute_url())
            )
        return notices

    @property
    def first_notices(self) -> list[Notice]:
        """What stands before everything else: a source was retracted or withdrawn."""
        return [notice for notice in self.notices if notice.level == "urgent"]

    @property
    def own_notices(self) -> list[Notice]:
        """What touches the page as a whole: words that were taken out, and doubt about the source it rests on."""
        touching = ("", self.document.main_source)
        return [notice for notice in self._quiet_notices if notice.source in touching]

    @property
    def source_notices(self) -> list[Notice]:
        """What is known against other sources; each claim that cites one says so where it stands."""
        return [notice for notice in self._quiet_notices if notice not in self.own_notices]

    @property
    def _quiet_notices(self) -> list[Notice]:
        return [notice for notice in self.notices if notice.level != "urgent"]

    @property
    def doubtful(self) -> list[Publication]:
        """The pages put into this one that rest on a source that is not current, and that this page does not cite."""
        others = (card for card in self.shown.values() if card.pk != self.publication.pk)
        return list(
            {card.data["source"]: card for card in others if card.source_doubt and self._only_told(card)}.values()
        )

    def _only_told(self, card: Publication) -> bool:
        return card.data["source"] not in self.numbers

    @property
    def standing(self) -> Standing:
        """The worst standing among the sources that this page leans on, those of what is put into it included."""
        cited = (reference.standing for reference in self.references)
        return Standing.worst([*cited, *(card.source_standing for card in self.doubtful)])

    @property
    def title_prefix(self) -> str:
        """What stands before the title when the source the page rests on is not current: "[Source retracted] "."""
        main = self.numbers.get(self.document.main_source)
        if main is None or main.is_current:
            return ""
        return "[" + _("Source %(standing)s") % {"standing": in_sentence(main.standing_label)} + "] "


def page_of(edition: Edition, *, is_by_number: bool = False) -> Page:
    """Return the page an edition makes."""
    return Page(edition.publication, document_of(edition), edition, edition.checks, is_by_number=is_by_number)


def preview_of(publication: Publication) -> Page:
    """Return the page the draft would make now. Raises ``actions.Refused`` when it makes none."""
    compiled = actions.compile_draft(publication)
    checks = [result.as_data() for result in compiled.results]
    return Page(publication, compiled.document, None, checks, is_preview=True)
