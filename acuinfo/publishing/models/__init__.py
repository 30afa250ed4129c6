"""The engine's records: tags, publications, editions, reviews, changes and what every draft has.

Only ``actions`` writes publications, editions, reviews and changes.
"""

from .append_only import AppendOnlyError
from .changes import Change, site_version, site_version_in
from .corrections import Correction
from .drafts import Draft, DraftCard, OrderedRow
from .editions import Edition, Schedule, months_after
from .publications import FormerAddress, Insertion, PageCode, Publication, PublicationQuerySet
from .reviews import Reminder, Review, ReviewInvitation
from .sentences import SentenceAnswer, SentenceKind
from .signposts import MissedWord, Signpost
from .tags import EDITORIAL_GROUPS, Tag, TagAlias, TaggedDraft, TagGroup

__all__ = [
    "EDITORIAL_GROUPS",
    "AppendOnlyError",
    "Change",
    "Correction",
    "Draft",
    "DraftCard",
    "Edition",
    "FormerAddress",
    "Insertion",
    "MissedWord",
    "OrderedRow",
    "PageCode",
    "Publication",
    "PublicationQuerySet",
    "Reminder",
    "Review",
    "ReviewInvitation",
    "Schedule",
    "SentenceAnswer",
    "SentenceKind",
    "Signpost",
    "Tag",
    "TagAlias",
    "TagGroup",
    "TaggedDraft",
    "months_after",
    "site_version",
    "site_version_in",
]
