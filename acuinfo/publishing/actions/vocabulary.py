"""The kinds of sentences that need no question: one person writes one, another approves it once."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ..models import SentenceKind
from .guards import Refused, must


@transaction.atomic
def save_sentence_kind(*, kind: SentenceKind, by: User) -> SentenceKind:
    """Save a kind of sentence as it was written. Nobody has approved these words yet."""
    must(by, "publishing.change_sentencekind" if kind.pk else "publishing.add_sentencekind", gettext("write kinds"))
    kind.written_by = by
    kind.approved_by = kind.approved_at = None
    kind.save()
    return kind


@transaction.atomic
def approve_sentence_kind(*, kind: SentenceKind, by: User) -> SentenceKind:
    """Answer once for every sentence of a kind that none claims anything."""
    must(by, "publishing.change_sentencekind", gettext("approve kinds of sentences"))
    kind = SentenceKind.objects.select_for_update().get(pk=kind.pk)
    if not settings.SELF_APPROVAL and kind.written_by_id == by.pk:
        raise Refused(gettext("You wrote this kind of sentence, so somebody else has to approve it."))
    kind.approved_by, kind.approved_at = by, timezone.now()
    kind.save()
    return kind
