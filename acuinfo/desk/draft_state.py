"""Where a draft stands: everything the desk shows about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext, gettext_lazy as _, ngettext

from acuinfo.publishing import actions, differences, inserted
from acuinfo.publishing.field_names import field_name
from acuinfo.publishing.free_sentences import FreeSentence
from acuinfo.publishing.models import Draft, Edition, Publication, Review, Schedule
from acuinfo.publishing.richtext import lines
from acuinfo.publishing.upgrades import document_of

STEP_AFTER: dict[str, str] = {
    Review.Verdict.REQUESTED: "in-review",
    Review.Verdict.CHANGES_REQUESTED: "changes-requested",
    Review.Verdict.APPROVED: "approved",
}


@dataclass(frozen=True)
class Reach:
    """A sentence of another page into which this page is put."""

    page: Publication
    field: str
    before: str
    after: str


def _reaches(publication: Publication, card: Publication | None) -> Iterator[Reach]:
    """Yield every sentence of live pages that puts this page in, before and after it gets another card, or none."""
    for place in inserted.places(publication):
        shown = inserted.live(list(inserted.inserts_in(place.sentence)))
        mine = [insert for insert, found in shown.items() if found.pk == publication.pk]
        then = {insert: found for insert, found in shown.items() if insert not in mine}
        if card is not None:
            then |= dict.fromkeys(mine, card)
        told = (" ".join(lines(inserted.told(place.sentence, said))) for said in (shown, then))
        yield Reach(place.page, field_name(place.page.spec, place.path), *told)


@dataclass
class DraftState:
    """Everything the desk shows about one draft. Compiled once, on first use."""

    draft: Draft

    @cached_property
    def publication(self) -> Publication:
        """The address and card, with the live edition."""
        return Publication.objects.select_related("current", "withdrawn_by").get(pk=self.draft.publication_id)

    @cached_property
    def _compiled(self) -> actions.Compiled | actions.Refused:
        try:
            return actions.compile_draft(self.publication)
        except actions.Refused as refused:
            return refused

    @property
    def compiled(self) -> actions.Compiled | None:
        """The draft as a document, or None when it makes none."""
        return None if isinstance(self._compiled, actions.Refused) else self._compiled

    @property
    def open_sentences(self) -> tuple[FreeSentence, ...]:
        """The sentences that nobody composed and no second person has answered for as harmless."""
        return tuple(s for s in self.compiled.sentences if not s.is_settled) if self.compiled else ()

    @property
    def problem(self) -> str:
        """Why the draft makes no page, or ""."""
        return str(self._compiled) if isinstance(self._compiled, actions.Refused) else ""

    @property
    def live(self) -> Edition | None:
        """The edition readers get."""
        return self.publication.current if self.publication.is_live else None

    @property
    def is_changed(self) -> bool:
        """True when the draft says something else than the current edition."""
        return self.compiled is None or not self.publication.current or self.publication.digest != self.compiled.digest

    @cached_property
    def conversation(self) -> list[Review]:
        """Every word of reviewers on this page, newest first."""
        return list(self.publication.reviews.select_related("by")[:50])

    @cached_property
    def approval(self) -> Review | None:
        """The approval of exactly this draft, where it lets anybody publish."""
        found = actions.approval_of(self.publication, self.compiled.digest) if self.compiled else None
        if found is None or actions.why_not(found, actions.writers(self.publication, found.digest), None):
            return None
        return found

    @cached_property
    def schedule(self) -> Schedule | None:
        """What goes live by itself, and when."""
        return Schedule.objects.select_related("by").filter(publication=self.publication).first()

    @property
    def last_word(self) -> Review | None:
        """The last review of exactly this draft."""
        if self.compiled is None:
            return None
        return next((r for r in self.conversation if r.digest == self.compiled.digest), None)

    @cached_property
    def differences(self) -> list[differences.Difference]:
        """What the draft changes against the current edition."""
        if self.compiled is None:
            return []
        current = self.publication.current
        if current is not None:
            current.publication = self.publication
        return differences.between(document_of(current) if current else None, self.compiled.document)

    @cached_property
    def reaches(self) -> list[Reach]:
        """Every sentence of other pages that changes with this draft, as it is and as it would be."""
        if self.compiled is None:
            return []
        card = inserted.as_told_by(self.publication, self.compiled.document)
        return [reach for reach in _reaches(self.publication, card) if reach.before != reach.after]

    @cached_property
    def reaches_when_withdrawn(self) -> list[Reach]:
        """Every sentence of other pages that drops out when this page is withdrawn."""
        return list(_reaches(self.publication, None))

    @property
    def step(self) -> str:
        """One of: incomplete, unchanged, changed, in-review, changes-requested, approved, withdrawn."""
        if self.publication.withdrawn_at is not None:
            return "withdrawn"
        if self.compiled is None:
            return "incomplete"
        if not self.is_changed:
            return "unchanged"
        if self.approval is not None:
            return "approved"
        return STEP_AFTER[self.last_word.verdict] if self.last_word else "changed"

    SENTENCES = {
        "incomplete": _("This draft is not complete yet."),
        "unchanged": _("Readers see exactly this."),
        "changed": _("This draft differs from what readers see. Ask for a review when it is ready."),
        "in-review": _("Waiting for a review."),
        "changes-requested": _("The reviewer asked for changes."),
        "approved": _("Approved. It can be published."),
        "withdrawn": _("This page is withdrawn. Readers are told why."),
    }

    @property
    def in_short(self) -> str:
        """What stands in the way of readers getting the draft, or else where it stands."""
        if self.compiled is None:
            return gettext("Not complete yet")
        count = len(self.compiled.blocking)
        told = ngettext("%(count)d check stands in the way", "%(count)d checks stand in the way", count)
        return told % {"count": count} if count else self.sentence

    @property
    def sentence(self) -> str:
        """Where the draft stands, in one sentence."""
        if self.step == "changed" and self.publication.current is None:
            return gettext("Readers cannot see this page yet. Ask for a review when it is ready.")
        return str(self.SENTENCES[self.step])
