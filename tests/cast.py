"""The people and pages that tests are about: Ada writes, Ruth reviews, Pia publishes, Max reads."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.mail.backends.locmem import EmailBackend

from acuinfo.accounts.roles import ensure_roles
from acuinfo.publishing import actions
from acuinfo.publishing.documents import Document, canonical_json
from acuinfo.publishing.kinds import kind
from acuinfo.publishing.models import Correction, Edition, Publication
from acuinfo.sources.models import Source
from articles.documents import ArticleDocument
from conditions.documents import ConditionDocument, EvidenceDocument, SafetyDocument

AS_OF = dt.date(2026, 11, 22)
"""Up to when the sources of content files in tests were read."""
PASSWORD = "correct-horse-battery"


@dataclass(frozen=True)
class Cast:
    """Everybody who may do something."""

    ada: User
    ruth: User
    pia: User
    nobody: User
    """Can sign in, but has no right at all."""


def make_cast() -> Cast:
    """Make the accounts with their roles."""
    groups = ensure_roles()
    people = {}
    for name, role in (("ada", "author"), ("ruth", "reviewer"), ("pia", "publisher"), ("nobody", "")):
        address = f"{name}@example.org"
        user = User.objects.create_user(name, address, PASSWORD, first_name=name.title(), is_staff=bool(role))
        if role:
            user.groups.add(groups[role])
        people[name] = user
    return Cast(**people)


def source(slug: str = "vickers2018", **fields: Any) -> Source:
    """Make a source, or return the one there is."""
    values = {"kind": "ipd-meta-analysis", "title": f"Title of {slug}", "authors": "Vickers AJ", "year": 2018, **fields}
    return Source.objects.get_or_create(slug=slug, defaults=values)[0]


AUTHORS = ("Ada Lovelace, editor",)


def condition_document(**fields: Any) -> ConditionDocument:
    """Return a complete condition; fields override."""
    values = {
        "title": "Knee osteoarthritis",
        "summary": "We have not published any finding on acupuncture for this yet: Knee osteoarthritis.",
        "authors": AUTHORS,
        "other_names": ("OA of the knee",),
        "key_messages": ("It may ease pain a little.", "Exercise comes first."),
        "red_flags": ({"text": "the knee is hot and you have a fever", "how_soon": "same-day"},),
        "what_it_is": "<p>A joint that hurts when it moves.</p>",
        "without_treatment": "<p>Wear and pain in the knee joint.</p>",
        "what_it_involves": "<p>Weekly sessions with thin needles.</p>",
        "unknowns": "<p>How long it lasts.</p>",
        "other_options": (
            {"title": "Exercise", "text": "Regular movement."},
            {"title": "Weight loss", "text": "If needed."},
        ),
        "questions": ("Is it safe for me?", "What else could help?", "How many sessions?"),
        **fields,
    }
    return ConditionDocument.model_validate(values)


def finding_title(
    against: str = "sham (pretend) acupuncture", noun: str = "pain", condition: str = "Knee osteoarthritis"
) -> str:
    """Return the title that is composed for a finding of ``evidence_document`` with its own source."""
    return f"{condition}: acupuncture compared with {against}, for {noun} (Vickers 2018)"


FINDING = finding_title()
FINDING_STATEMENT = "Acupuncture may reduce pain slightly compared with sham (pretend) acupuncture."
FINDING_SUMMARY = f"{FINDING_STATEMENT} Low certainty (9 studies, 1,835 people)."
"""What is composed for ``evidence_document()`` about the published knee."""


def evidence_document(**fields: Any) -> EvidenceDocument:
    """Return a complete finding about knee osteoarthritis, with a source, without what is composed; fields override."""
    values = {
        "authors": AUTHORS,
        "condition": "knee-osteoarthritis",
        "outcome": "pain",
        "comparator": "sham",
        "population": "Adults with knee osteoarthritis",
        "follow_up": "Three months",
        "measure": "SMD",
        "scale": {"name": "Pain", "better": "lower", "small": 0.2, "moderate": 0.5, "large": 0.8},
        "estimate": -0.28,
        "ci_low": -0.45,
        "ci_high": -0.11,
        "studies": 9,
        "participants": 1835,
        "certainty": "low",
        "certainty_reason": "Trials differ.",
        "rated_by": "review-authors",
        "downgrades": ({"domain": "imprecision", "levels": 1, "reason": "The interval is wide."},),
        "source": "vickers2018",
        "searched": "2018-03",
        "explanation": "<p>People had a little less pain.</p>",
        **fields,
    }
    return EvidenceDocument.model_validate(values)


def as_first_version(body: str) -> str:
    """Return the stored text of a finding of today as version 1 of the software wrote it."""
    said = json.loads(body)
    marks = {name: said["scale"].pop(name) for name in ("noticeable_difference", "noticeable_source")}
    return canonical_json({**said, **marks, "own_sentence": ""})


NO_TRIALS: dict[str, Any] = {
    **dict.fromkeys(("estimate", "ci_low", "ci_high", "studies", "participants", "rated_by")),
    **{"no_trials": True, "measure": "none", "certainty": "not-rated", "source": "", "downgrades": ()},
}
"""What a finding says when nobody has made a trial."""


def safety_document(**fields: Any) -> SafetyDocument:
    """Return a complete safety note for everyone, without a rate; fields override."""
    values = {
        "title": "Bruising where the needle went in",
        "summary": "A small bruise can follow.",
        "authors": AUTHORS,
        "safety_kind": "side-effect",
        "what_it_is": "<p>A blue mark on the skin.</p>",
        "what_to_do": "<p>Press on it.</p>",
        **fields,
    }
    return SafetyDocument.model_validate(values)


def article_document(**fields: Any) -> ArticleDocument:
    """Return a complete article; fields override."""
    values = {
        "title": "What is acupuncture?",
        "summary": "Thin needles and old ideas.",
        "authors": AUTHORS,
        "section": "understanding",
        "body": "<p>A practitioner puts thin needles into the skin.</p>",
        **fields,
    }
    return ArticleDocument.model_validate(values)


def reserve_draft(cast: Cast, slug: str, document: Document) -> Publication:
    """Reserve an address and write the draft, as the admin does. The sources it cites are made."""
    spec = kind(document.KIND)
    for cited in document.cited_slugs():
        source(cited)
    publication = actions.reserve(kind_name=document.KIND, slug=slug, by=cast.ada)
    actions.write_draft(draft=spec.draft(publication=publication), document=document, by=cast.ada)
    return publication


def approve(cast: Cast, publication: Publication) -> str:
    """Have the draft reviewed as it is; return the digest that was approved."""
    compiled = actions.compile_draft(publication)
    answers = {sentence.text: False for sentence in compiled.sentences}
    actions.request_review(publication=publication, by=cast.ada)
    actions.approve(
        publication=publication, by=cast.ruth, digest=compiled.digest, answers=answers, read_every_sentence=True
    )
    return compiled.digest


def harmless(publication: Publication) -> dict[str, bool]:
    """Return the answer for each free sentence of a draft that it claims nothing."""
    return {sentence.text: False for sentence in actions.compile_draft(publication).sentences}


def publish(
    cast: Cast, publication: Publication, note: str = "A change readers should know.", weight: str = "major"
) -> Edition:
    """Approve and publish the draft as it is."""
    digest = approve(cast, publication)
    return actions.publish(publication=publication, by=cast.pia, digest=digest, change_note=note, weight=weight)


def rewrite(cast: Cast, publication: Publication, document: Document) -> None:
    """Change the draft without publishing. All live findings about a condition lead where the document names none."""
    if isinstance(document, ConditionDocument) and not document.leading:
        about = Publication.objects.live().of_kind("evidence").about([publication]).order_by("slug")
        document = document.model_copy(update={"leading": tuple(about.values_list("slug", flat=True))})
    for cited in document.cited_slugs():
        source(cited)
    actions.write_draft(draft=actions.draft_of(publication), document=document, by=cast.ada)


def published(cast: Cast, slug: str, document: Document) -> Publication:
    """Make a draft, have it approved and publish it."""
    publication = reserve_draft(cast, slug, document)
    publish(cast, publication)
    publication.refresh_from_db()
    return publication


def knee(cast: Cast, **fields: Any) -> Publication:
    """Publish knee osteoarthritis."""
    return published(cast, "knee-osteoarthritis", condition_document(**fields))


def mistake(publication: Publication, **fields: Any) -> Correction:
    """Return an entry of the list of our mistakes, not yet saved."""
    publication.refresh_from_db()
    values = {
        "edition": publication.current,
        "wrong_since": dt.date(2026, 3, 1),
        "what_was_wrong": "We said 12 studies.",
        "what_we_changed": "There are 9.",
        **fields,
    }
    return Correction(**values)


def keep(publication, owner, substitute=None):
    """Give a page an owner and a substitute."""
    draft = actions.draft_of(publication)
    draft.owner, draft.substitute = owner, substitute
    draft.save()
    actions.draft_edited(publication=publication)


class BrokenBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        """Fail as a socket does."""
        raise ConnectionRefusedError("the mail server is down")
