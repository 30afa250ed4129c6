"""The standing of sources, and corrections of their records."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from acuinfo.sources.models import Source, Standing

from .. import edit_log
from ..language import in_english
from ..models import Change, Publication
from .cards import written_by_this_build
from .changes import record, record_each
from .drafts import draft_edited, draft_of
from .guards import Refused, must


@transaction.atomic
def change_standing(
    *, source: Source, standing: str, note: str, by: User | None, superseded_by: Source | None = None
) -> Source:
    """Say whether a source can still be leaned on. Shows at once on every page that cites it."""
    if by is not None:
        must(by, "publishing.publish_publication", gettext("change the standing of sources, which readers see at once"))
    source = Source.objects.select_for_update().get(pk=source.pk)
    if standing not in Standing.values:
        raise Refused(gettext("%(standing)s is not a standing a source can have.") % {"standing": standing})
    if standing != Standing.CURRENT and not note.strip():
        raise Refused(gettext("Say what happened and where it is announced."))
    if superseded_by is not None and (standing != Standing.SUPERSEDED or superseded_by.pk == source.pk):
        raise Refused(gettext("Only a superseded source has a successor, and it is another source."))
    same = (source.standing, source.standing_note, source.superseded_by_id)
    if same == (standing, note.strip(), superseded_by.pk if superseded_by else None):
        return source
    source.standing = standing
    source.standing_note = note.strip()
    source.standing_on = None if standing == Standing.CURRENT else timezone.localdate()
    source.superseded_by = superseded_by
    source.save()
    _tell_leaning_pages(source, by)
    if Publication.objects.live().citing(source).exists():
        record(
            Change.What.STANDING,
            by=by,
            source=source,
            subject=f"{source.title} ({in_english(Standing(standing).label).lower()})",
            note=note.strip(),
            news=Change.News.EVIDENCE,
        )
    return source


def _tell_leaning_pages(source: Source, by: User | None) -> None:
    """Date every live page that leans on a source anew: its readers get other words from now on."""
    leaning = Publication.objects.live().leaning_on(source).defer("search_text").order_by("pk")
    pages = list(leaning.select_for_update(of=("self",)))
    Publication.objects.live().leaning_on(source).update(changed_at=timezone.now())
    said = source.doubt_in_words if not source.is_current else f"marked as current again: {source.title}"
    payload = written_by_this_build()
    record_each(Change.What.SHOWN_CHANGED, pages, by=by, note=f"A source is {said}", payload=payload)


@transaction.atomic
def source_edited(*, source: Source, by: User) -> None:
    """Record that the public record of a cited source was corrected."""
    must(by, "sources.change_source", gettext("correct sources"))
    if Publication.objects.live().citing(source).exists():
        record(Change.What.SOURCE_EDITED, by=by, source=source, subject=source.title, is_minor=True)
    for page in Publication.objects.filter(draft_card__cites=source):
        edit_log.record_changed(draft_of(page), by, "source", source.slug, ["record"])
        draft_edited(publication=page)  # drafts hold the citation as it is now
