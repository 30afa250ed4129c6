"""The only writers of publications, editions, reviews and changes.

Every action is keyword-only, runs in one transaction, locks the publication, checks the right of the person who
acts, and refuses with a sentence that an editor understands (``Refused``). What follows a success for readers is
already committed when the action returns; only caches are cleared and mails sent after the commit.
"""

from .addresses import move, must_be_free, reserve, tag_of_subject
from .cards import card_values, cards_rebuilt, derived_tag, rebuild_card
from .changes import after_commit
from .corrections import approve_correction, save_correction
from .drafts import Compiled, compile_draft, draft_edited, draft_of, restore, write_draft
from .editions import publish, publish_from_file
from .four_eyes import why_not
from .guards import NotAllowed, Refused
from .invitations import (
    invitation_for,
    invite_reviewer,
    reopen_invitation,
    review_from_outside,
    revoke_invitation,
)
from .reviews import answer_for_sentences, approval_of, approve, request_changes, request_review, writers
from .schedules import cancel_schedule, publish_scheduled, schedule
from .signposts import remove_signpost, save_signpost
from .sources import change_standing, source_edited
from .tags import check_tag, merge_tags, rename_tag, save_tag, undo_tag_change
from .vocabulary import approve_sentence_kind, save_sentence_kind
from .withdrawals import reinstate, withdraw

__all__ = [
    "Compiled",
    "NotAllowed",
    "Refused",
    "after_commit",
    "answer_for_sentences",
    "approval_of",
    "approve",
    "approve_correction",
    "approve_sentence_kind",
    "cancel_schedule",
    "card_values",
    "cards_rebuilt",
    "change_standing",
    "check_tag",
    "compile_draft",
    "derived_tag",
    "draft_edited",
    "draft_of",
    "invitation_for",
    "invite_reviewer",
    "merge_tags",
    "move",
    "must_be_free",
    "publish",
    "publish_from_file",
    "publish_scheduled",
    "rebuild_card",
    "reinstate",
    "remove_signpost",
    "rename_tag",
    "reopen_invitation",
    "request_changes",
    "request_review",
    "reserve",
    "restore",
    "review_from_outside",
    "revoke_invitation",
    "save_correction",
    "save_sentence_kind",
    "save_signpost",
    "save_tag",
    "schedule",
    "source_edited",
    "tag_of_subject",
    "undo_tag_change",
    "why_not",
    "withdraw",
    "write_draft",
    "writers",
]
