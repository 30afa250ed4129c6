"""A draft as the document it would publish now, and everything that follows from editing it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext
from pydantic import ValidationError as DocumentError

from acuinfo.sources.models import Source

from .. import checks, edit_log
from ..compiling import CompileError, incomplete, set_tags, sources_by_slug
from ..documents import Document, canonical, digest
from ..free_sentences import FreeSentence, answered
from ..inserted import inserts_of, live, of_itself
from ..links import dead_links
from ..models import Draft, DraftCard, Edition, Publication
from ..prepared import PreparedIn
from ..readability import reading_age
from ..upgrades import document_of
from .cards import subjects_at
from .guards import Refused, draft_permission, locked, must, named


@dataclass(frozen=True)
class Compiled:
    """A draft as the document it would publish now."""

    document: Document
    body: str
    schema_version: int
    """The form that the body has; older than the document's where it was approved before an upgrade of the software."""
    digest: str
    results: tuple[checks.Result, ...]
    sentences: tuple[FreeSentence, ...]
    """The sentences that nobody composed, with what was answered about them."""

    @property
    def blocking(self) -> tuple[checks.Result, ...]:
        """The checks that stand in the way."""
        return tuple(result for result in self.results if result.blocks)


def draft_of(publication: Publication) -> Draft:
    """Return the working copy of a publication. Raises Refused when there is none."""
    model = publication.spec.draft
    try:
        return model._default_manager.get(publication=publication)
    except model.DoesNotExist:
        raise Refused(gettext("This page has no draft.")) from None


def compile_draft(publication: Publication) -> Compiled:
    """Compile the draft and run the checks; nothing is stored. Raises Refused when it makes no valid page."""
    spec = publication.spec
    try:
        document = spec.compile(draft_of(publication))
    except DocumentError as error:
        raise Refused(incomplete(error, spec.draft)) from error
    except CompileError as error:
        raise Refused(str(error)) from error
    return with_checks(publication, document, canonical(document), document.SCHEMA)


def with_checks(publication: Publication, document: Document, body: str, schema_version: int) -> Compiled:
    """Return a document as what it would publish, with what the checks say of it."""
    spec, sentences = publication.spec, answered(publication, document)
    facts = checks.Facts(
        sources_by_slug(document.cited_slugs()),
        dead_links(document),
        live(inserts_of(document), of_itself(publication, document)),
        sentences,
        _numbers_from(document.cited_slugs()),
        list(Publication.objects.live().about([publication]).as_cards()) if spec.tag_group else (),
    )
    return Compiled(document, body, schema_version, digest(body), checks.run(spec, document, facts), sentences)


def _numbers_from(sources: Sequence[str]) -> dict[str, set[str]]:
    """Return the numbers that live findings take from sources. One query, none for no sources."""
    found: dict[str, set[str]] = defaultdict(set)
    for card in _CITING(sources):
        found[card.data["source"]].update(card.data["numbers"])
    return found


_CITING = PreparedIn(
    lambda slugs: (
        Publication.objects.live()
        .filter(pk__in=Publication.cites.through.objects.filter(source__slug__in=slugs).values("publication"))
        .filter(data__has_key="numbers")
        .only("data")
        .order_by()
    ),
    str,
)


def as_shown(publication: Publication, shown: str) -> Compiled:
    """Compile the draft; refuse when it is not what the person was shown."""
    compiled = compile_draft(publication)
    if compiled.digest != shown:
        raise Refused(gettext("The draft was changed after this page was shown. Look at it again, then decide."))
    return compiled


@transaction.atomic
def restore(*, edition: Edition, by: User) -> Draft:
    """Load an old edition into the draft. Nothing public changes until the draft is published."""
    publication = locked(edition.publication)
    spec = publication.spec
    must(by, draft_permission(spec, "change"), gettext("change this %(kind)s") % named(spec))
    draft = draft_of(publication)
    write_draft(draft=draft, document=document_of(edition), by=by)
    edit_log.record_restored(draft, by, edition.number)
    return draft


def write_draft(*, draft: Draft, document: Document, by: User) -> None:
    """Overwrite a draft and its rows with what a document says, and save it."""
    draft.revision += 1
    draft.updated_by = by
    try:
        with transaction.atomic():
            draft.publication.spec.apply(document, draft)
            set_tags(draft, document.tags)
    except CompileError as error:
        raise Refused(str(error)) from error
    draft_edited(publication=draft.publication)


@transaction.atomic
def draft_edited(*, publication: Publication) -> None:
    """Write the desk's card of a draft anew. Whatever changes what a draft compiles to ends with this.

    That is: every way of editing the draft, a corrected source that it cites, and a condition it is about that moved.
    """
    draft = draft_of(publication)
    try:
        write_draft_card(draft, compile_draft(publication))
    except Refused as refused:
        write_draft_card(draft, None, problem=str(refused))


def write_draft_card(draft: Draft, compiled: Compiled | None, problem: str = "") -> None:
    """Write what the desk lists of a draft; ``problem`` says why it compiles to nothing.

    Where the software composes the title, the draft gets it here.
    """
    if compiled and draft.title != compiled.document.title:
        draft.title = compiled.document.title
        type(draft)._default_manager.filter(pk=draft.pk).update(title=draft.title)
    values = {
        "draft_pk": draft.pk,
        "title": str(draft),
        "digest": compiled.digest if compiled else "",
        "problem": problem,
        "reading_age": reading_age(compiled.document) if compiled else None,
        **{name: getattr(draft, name) for name in ("owner", "substitute", "updated_by", "updated_at")},
    }
    card, _made = DraftCard.objects.update_or_create(publication=draft.publication, defaults=values)
    cited = compiled.document.cited_slugs() if compiled else ()
    card.cites.set(Source.objects.filter(slug__in=cited))
    card.about.set(subjects_at(compiled.document.about) if compiled else ())
