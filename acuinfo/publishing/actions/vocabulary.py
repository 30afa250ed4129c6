"""The kinds of sentences that need no question: one person writes one, another approves it once."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import edit_log
from ..models import SentenceKind
from .guards import Refused, must, must_be_as_shown


@transaction.atomic
def save_sentence_kind(*, kind: SentenceKind, by: User) -> SentenceKind:
    """Save a kind of sentence as it was written. Nobody has approved these words yet."""
    must(by, "publishing.change_sentencekind" if kind.pk else "publishing.add_sentencekind", gettext("write kinds"))
    former = (
        SentenceKind.objects.select_for_update(of=("self",)).filter(pk=kind.pk).select_related("written_by").first()
    )
    if former is not None and former.written_by_id not in {by.pk, *edit_log.writers_of(former, None)}:
        # Written without the admin, whose log has all other writers.
        edit_log.record_changed(former, former.written_by, "kind of sentence", former.template, ["template", "choices"])
    kind.written_by = by
    kind.approved_by = kind.approved_at = None
    kind.save()
    return kind


@transaction.atomic
def approve_sentence_kind(*, kind: SentenceKind, by: User, digest: str) -> SentenceKind:
    """Answer once for every sentence of a kind that none claims anything, by somebody who wrote none of its words.

    ``digest`` is of the words that they were shown (``SentenceKind.digest``).
    """
    must(by, "publishing.change_sentencekind", gettext("approve kinds of sentences"))
    kind = SentenceKind.objects.select_for_update().get(pk=kind.pk)
    must_be_as_shown(kind, digest)
    if not settings.SELF_APPROVAL and by.pk in {kind.written_by_id, *edit_log.writers_of(kind, None)}:
        raise Refused(gettext("You wrote this kind of sentence, so somebody else has to approve it."))
    kind.approved_by, kind.approved_at = by, timezone.now()
    kind.save()
    return kind
