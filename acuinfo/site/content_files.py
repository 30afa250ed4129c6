"""Content as readable text files, one a page: written from what is live, loaded through the publishing actions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError as DocumentError

from acuinfo.publishing import actions, notifications
from acuinfo.publishing.documents import Document, plain_number
from acuinfo.publishing.inserted import inserts_of, live
from acuinfo.publishing.kinds import Kind, kind, kinds
from acuinfo.publishing.links import dead_links
from acuinfo.publishing.models import Draft, Edition, Publication, SentenceKind, Signpost, Tag
from acuinfo.publishing.upgrades import document_of
from acuinfo.sources.models import Source

SOURCE_FIELDS = (
    "kind", "title", "authors", "container", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "url", "note",
)  # fmt: skip
AS_OF = "evidence_as_of"
"""The field of a page's file that is no part of its document: up to when its sources were read."""
ID = "id"
"""Another such field: the page's permanent id, where the file was written by a site that has the page."""
SIGNPOST_FIELDS = ("means", "not_covered", "elsewhere_name", "elsewhere_url")
FORMERLY = "formerly"
"""A third: the addresses that lead to the page since it moved, first the one by which documents name it."""
STANDING_FIELDS = ("standing", "standing_note", "superseded_by")


class ContentError(Exception):
    """A content file that cannot be loaded, and why."""


class LinksNowhereError(ContentError):
    """A page that links to other pages of this site which are not there yet."""

    def __init__(self, sentence: str, addresses: frozenset[str]) -> None:
        super().__init__(sentence)
        self.addresses = addresses


@dataclass(frozen=True)
class File:
    """One content file."""

    path: Path
    kind: str
    slug: str


# --- Reading ----------------------------------------------------------------------------------------------------
def _parse(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe loaders
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: this is not a readable content file. {error}") from error


def files(root: Path) -> list[File]:
    """Return every page file below a folder, in the order of loading: conditions first."""
    found = []
    for spec in kinds():
        found += [File(p, spec.name, p.stem) for p in sorted((root / spec.folder).glob("*.yaml"))]
    return found


def read_document(file: File, spec: Kind) -> tuple[Document, dt.date]:
    """Return the document a file holds, and up to when its sources were read.

    Raises ContentError with the field and what is wrong.
    """
    page = _read_page(file, spec)
    return page.document, page.as_of


@dataclass(frozen=True)
class _Page:
    """What a page's file holds: a document, up to when its sources were read, and what it is known by already."""

    document: Document
    as_of: dt.date
    uuid: UUID | None
    formerly: tuple[str, ...]


def _read_page(file: File, spec: Kind) -> _Page:
    """Return what a file holds.

    Raises ContentError with the field and what is wrong.
    """
    data = _parse(file.path)
    if not isinstance(data, dict):
        raise ContentError(f"{file.path.name}: the file holds no fields.")
    as_of, name, formerly = data.pop(AS_OF, None), data.pop(ID, None), data.pop(FORMERLY, [])
    if type(as_of) is not dt.date:
        raise ContentError(f"{file.path.name}: say up to when its sources were read, such as {AS_OF}: 2026-11-22.")
    if as_of > timezone.localdate():
        raise ContentError(f"{file.path.name}: {AS_OF} is a day to come; nobody can have read its sources yet.")
    extra = spec.document.DERIVED.keys() & set(data)
    if extra:
        raise ContentError(f"{file.path.name}: {', '.join(sorted(extra))} is filled by the software; leave it out.")
    try:
        uuid = UUID(str(name)) if name is not None else None
    except ValueError:
        raise ContentError(f"{file.path.name}: {ID} is the permanent id of a page, or it is left out.") from None
    if not isinstance(formerly, list) or not all(isinstance(slug, str) for slug in formerly):
        raise ContentError(f"{file.path.name}: {FORMERLY} is a list of addresses, or it is left out.")
    try:
        return _Page(spec.document.model_validate(data), as_of, uuid, tuple(formerly))
    except DocumentError as error:
        first = error.errors()[0]
        raise ContentError(f"{file.path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


# --- Loading ----------------------------------------------------------------------------------------------------
def load_tags(root: Path, by: User) -> None:
    """Add the vocabulary in ``tags.yaml``; tags that exist are left as editors have them."""
    path = root / "tags.yaml"
    rows = _parse(path) if path.exists() else []
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {"slug", "name", "group"} <= set(row) for row in rows
    ):
        raise ContentError("tags.yaml: write a list of tags, each with slug, name and group.")
    known = set(Tag.objects.values_list("slug", flat=True))
    for row in rows:
        if row["slug"] not in known:
            actions.save_tag(
                slug=row["slug"],
                name=row["name"],
                group=row["group"],
                scope_note=row.get("scope", ""),
                first_person=row.get("first_person", ""),
                in_sentence=row.get("in_sentence", ""),
                aliases=row.get("aliases", ()),
                by=by,
            )


def load_sentence_kinds(root: Path, by: User) -> None:
    """Add the kinds of sentences in ``sentences.yaml``; nobody has approved them. Those that exist are left alone."""
    path = root / "sentences.yaml"
    rows = _parse(path) if path.exists() else []
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "template" in row for row in rows):
        raise ContentError("sentences.yaml: write a list of kinds of sentences, each with its template.")
    known = set(SentenceKind.objects.values_list("template", flat=True))
    for row in rows:
        if row["template"] not in known:
            listed = (f"{slot}: {' | '.join(words)}" for slot, words in row.get("choices", {}).items())
            kind = SentenceKind(template=row["template"], choices="\n".join(listed))
            try:
                kind.full_clean(exclude=["written_by"])
            except ValidationError as error:
                raise ContentError(f"sentences.yaml: {'; '.join(error.messages)}") from error
            actions.save_sentence_kind(kind=kind, by=by)


def load_signposts(root: Path, by: User) -> None:
    """Add the signposts in ``signposts.yaml`` where the site has none; editors' own are left alone.

    Call it after the pages that they lead to were loaded.
    """
    path = root / "signposts.yaml"
    if not path.exists() or Signpost.objects.exists():
        return
    rows = _parse(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "words" in row for row in rows):
        raise ContentError("signposts.yaml: write a list of signposts, each with its words.")
    for row in rows:
        post = Signpost(
            **{name: row.get(name, "") for name in SIGNPOST_FIELDS}, words="\n".join(map(str, row["words"]))
        )
        if "page" in row:
            folder, _slash, slug = str(row["page"]).partition("/")
            kinds_there = [spec.name for spec in kinds() if spec.folder == folder]
            post.page = Publication.objects.filter(kind__in=kinds_there, slug=slug).first()
            if post.page is None:
                continue  # a site that has not this page needs no way to it
        try:
            post.full_clean()
        except ValidationError as error:
            raise ContentError(f"signposts.yaml: {'; '.join(error.messages)}") from error
        actions.save_signpost(signpost=post, by=by)


@transaction.atomic
def load_sources(root: Path, by: User) -> int:
    """Add the sources below ``sources/``, all or none; those that exist are left as editors have them.

    Return how many are new. Raises ContentError for a file that holds no source.
    """
    known = set(Source.objects.values_list("slug", flat=True))
    new = {
        path.stem: _source_data(path) for path in sorted((root / "sources").glob("*.yaml")) if path.stem not in known
    }
    for slug, data in new.items():
        source = Source(slug=slug, **{name: _text(name, data.get(name)) for name in SOURCE_FIELDS})
        try:
            source.full_clean()
        except ValidationError as error:
            raise ContentError(f"sources/{slug}.yaml: {'; '.join(error.messages)}") from error
        source.save()
    for slug, data in new.items():
        if data.get("standing", "current") != "current":
            _load_standing(slug, data, by)
    return len(new)


def _source_data(path: Path) -> dict[str, Any]:
    data = _parse(path)
    if not isinstance(data, dict):
        raise ContentError(f"sources/{path.name}: the file holds no fields.")
    unknown = sorted(set(data) - {*SOURCE_FIELDS, *STANDING_FIELDS})
    if unknown:
        raise ContentError(f"sources/{path.name}: a source has no field {', '.join(map(str, unknown))}.")
    return data


def _load_standing(slug: str, data: dict[str, Any], by: User) -> None:
    name = data.get("superseded_by")
    successor = Source.objects.filter(slug=name).first() if name else None
    if name and successor is None:
        raise ContentError(f"sources/{slug}.yaml: there is no source {name} that takes its place.")
    try:
        actions.change_standing(
            source=Source.objects.get(slug=slug),
            standing=data["standing"],
            note=data.get("standing_note", ""),
            by=by,
            superseded_by=successor,
        )
    except actions.Refused as refused:
        raise ContentError(f"sources/{slug}.yaml: {refused}") from refused


def _text(name: str, value: Any) -> Any:
    if name == "year":
        return value
    return "" if value is None else " ".join(str(value).split())


LINKED = "It is loaded together with the pages it links to."


def load_pages(pages: Sequence[File], by: User, *, update: bool, done: Callable[[], Any]) -> int:
    """Load pages, in whatever order lets each find the pages it links to. Return how many were published.

    Pages that link to each other are loaded against the check of links, with that as the reason. A page that cannot
    be loaded does not hold up the others; raises ContentError for all such pages at the end.
    """
    new, reason, problems = 0, "", list[str]()
    coming = _addresses(pages)
    while pages:
        waiting: list[tuple[File, LinksNowhereError]] = []
        for file in pages:
            try:
                new += load_page(file, by, update=update, links_later=reason, coming=coming) is not None
                done()
            except LinksNowhereError as error:
                waiting.append((file, error))
            except ContentError as error:
                problems.append(str(error))
        if len(waiting) == len(pages) and not problems:
            _must_be_among(waiting)
            reason = LINKED
        elif len(waiting) == len(pages):
            break
        pages = [file for file, _error in waiting]
    if problems:
        raise ContentError("\n".join(problems))
    return new


def _must_be_among(waiting: Sequence[tuple[File, LinksNowhereError]]) -> None:
    """Raise the error of the first page that links to something that will not be there even when all are loaded."""
    coming = _addresses([file for file, _error in waiting])
    for _file, error in waiting:
        if not error.addresses <= coming:
            raise error


def _addresses(pages: Sequence[File]) -> frozenset[str]:
    addresses = {f"/{kind(file.kind).folder}/{file.slug}/" for file in pages}
    return frozenset(addresses | {f"/{file.slug}/" for file in pages if kind(file.kind).at_root})


def load_page(
    file: File, by: User, *, update: bool = False, links_later: str = "", coming: frozenset[str] = frozenset()
) -> Edition | None:
    """Load one page as draft and publish it, reviewed by nobody. None when it is there already, be it only as a draft.

    What it puts in may still be ``coming`` with other files; its sentences are told once that is there.

    With ``update``, a page whose file says something else than the live edition gets a new edition. Raises
    ContentError when the file will not do, or when somebody is at work on the page; then nothing is kept.
    """
    spec = kind(file.kind)
    publication = Publication.objects.select_related("current").filter(kind=file.kind, slug=file.slug).first()
    if publication is not None and (publication.current is None or not update):
        return None
    page = _read_page(file, spec)
    document, uuid, formerly = page.document, page.uuid, page.formerly
    if uuid is not None and Publication.objects.filter(uuid=uuid).exists():
        uuid, formerly = None, ()  # a copy of another page's file makes a page of its own
    live = publication.current if publication is not None else None
    if live is not None and _says(document) == _says(document_of(live)):
        return None
    try:
        with transaction.atomic():
            if publication is None:
                publication = actions.reserve(kind_name=file.kind, slug=file.slug, by=by, uuid=uuid, formerly=formerly)
                draft = spec.draft(publication=publication)  # filled, checked and saved by write_draft
            else:
                draft = _idle_draft(publication)
            actions.write_draft(draft=draft, document=document, by=by)
            compiled = actions.compile_draft(publication)
            if publication.current is not None and publication.digest == compiled.digest:
                transaction.set_rollback(True)  # the draft stays its last writer's
                return None
            note = "Loaded from the content files." if publication.current else "First edition."
            dead = dead_links(document)
            if dead and not links_later:
                raise LinksNowhereError(f"there is no page at {', '.join(sorted(dead))}.", dead)
            later = {"internal-links": links_later} if dead else {}
            if _inserted_later(compiled, coming):
                later |= {r.check.id: LINKED for r in compiled.blocking if r.check.id in ("inserts", "answer")}
            with notifications.quietly():  # or a folder of pages would send a mail a page to everybody
                return actions.publish_from_file(
                    publication=publication,
                    by=by,
                    digest=compiled.digest,
                    change_note=note,
                    evidence_as_of=page.as_of,
                    overrides=later,
                )
    except LinksNowhereError as error:
        raise LinksNowhereError(f"{spec.folder}/{file.path.name}: {error}", error.addresses) from error
    except (actions.Refused, ContentError) as error:
        raise ContentError(f"{spec.folder}/{file.path.name}: {error}") from error


def _inserted_later(compiled: actions.Compiled, coming: frozenset[str]) -> bool:
    """Tell whether all that stands in the way of what a page puts in is that it comes later, with the same files."""
    inserts = inserts_of(compiled.document)
    lost = [insert for insert in inserts if insert not in live(inserts)]
    addresses = {f"/{insert.spec.folder}/{insert.slug}/" for insert in lost if insert.spec}
    is_known = all(insert.is_known for insert in lost)
    stands = any(result.check.id == "inserts" for result in compiled.blocking)
    return stands and is_known and addresses <= coming


def _idle_draft(publication: Publication) -> Draft:
    """Return the draft of a published page, unless it holds work that is not published."""
    assert publication.current is not None  # noqa: S101  only published pages are updated
    live = document_of(publication.current)
    if _says(actions.compile_draft(publication).document) != _says(live):
        raise ContentError("the draft has changes that are not published. Publish or restore it, then load again.")
    return actions.draft_of(publication)


def _says(document: Document) -> dict[str, Any]:
    """Return what people wrote of a document."""
    return document.model_dump(exclude=set(document.DERIVED))


# --- Writing ----------------------------------------------------------------------------------------------------
class _Dumper(yaml.SafeDumper):
    """Write text as people write it: long lines folded, rich text as it stands."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists inside mappings."""
        super().increase_indent(flow, False)


_BLOCK_END = re.compile(r"(</(?:p|li|ul|ol|h[2-4]|table|tr|blockquote)>|<(?:ul|ol|table|tr|blockquote)>)(?=.)")


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if text.startswith("<"):
        text = _BLOCK_END.sub(r"\1\n", text)
    style = "|" if "\n" in text else ">" if len(text) > 90 and not re.search(r"\s{2}|^\s|\s$", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(Decimal, lambda d, n: d.represent_scalar("tag:yaml.org,2002:float", _float_text(n)))


def _float_text(number: Decimal) -> str:
    text = plain_number(number)
    return text if "." in text else f"{text}.0"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def as_text(document: Document, evidence_as_of: dt.date, page: Publication | None = None) -> str:
    """Return a document as a content file, without what the software fills in and what is not said.

    With its page the file also holds what other files know the page by.
    """
    data = document.model_dump(mode="python", exclude=set(document.DERIVED), exclude_defaults=True)
    return _dump({**_plain(data), AS_OF: evidence_as_of, **(_known_by(page) if page else {})})


def _known_by(page: Publication) -> dict[str, Any]:
    former = {address.slug for address in page.former_addresses.all()} - {page.name_in_documents}
    is_named = {FORMERLY: [page.name_in_documents, *sorted(former)]} if former or page.first_slug else {}
    return {ID: str(page.uuid), **is_named}


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)


def export_texts() -> Iterator[tuple[str, str]]:
    """Yield (relative path, text) of everything live: tags, sources, and each page's current edition."""
    yield (
        "tags.yaml",
        _dump([_tag(tag) for tag in Tag.objects.editorial().prefetch_related("aliases").order_by("group", "slug")]),
    )
    yield "sentences.yaml", _dump([_sentence_kind(kind) for kind in SentenceKind.objects.all()])
    yield "signposts.yaml", _dump([_signpost(post) for post in Signpost.objects.select_related("page")])
    for source in Source.objects.select_related("superseded_by").order_by("slug"):
        yield f"sources/{source.slug}.yaml", _dump(_source(source))
    pages = Publication.objects.live().select_related("current").prefetch_related("former_addresses").in_list_order()
    for page in pages.iterator(chunk_size=200):
        if page.current is not None:
            page.current.publication = page
            text = as_text(document_of(page.current), _as_of(page.current), page)
            yield f"{page.spec.folder}/{page.slug}.yaml", text


def _as_of(edition: Edition) -> dt.date:
    """Return up to when the sources of an edition were read: at its review, or before it came with the software."""
    as_of = edition.evidence_as_of or edition.reviewed_on
    assert as_of is not None  # noqa: S101  the table holds one of the two
    return as_of


def _signpost(post: Signpost) -> dict[str, Any]:
    said = {name: value for name in SIGNPOST_FIELDS if (value := getattr(post, name))}
    page = {"page": f"{post.page.spec.folder}/{post.page.slug}"} if post.page else {}
    return {"words": post.phrases, **said, **page}


def _sentence_kind(kind: SentenceKind) -> dict[str, Any]:
    return {"template": kind.template, **({"choices": kind.words} if kind.words else {})}


def _tag(tag: Tag) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": tag.slug, "name": tag.name, "group": tag.group}
    if tag.scope_note:
        row["scope"] = tag.scope_note
    if tag.first_person:
        row |= {"first_person": tag.first_person, "in_sentence": tag.in_sentence}
    aliases = [alias.name for alias in tag.aliases.all()]
    return {**row, "aliases": aliases} if aliases else row


def _source(source: Source) -> dict[str, Any]:
    row = {name: getattr(source, name) for name in SOURCE_FIELDS if getattr(source, name) not in ("", None)}
    if not source.is_current:
        row |= {"standing": source.standing, "standing_note": source.standing_note}
        if source.superseded_by is not None:
            row["superseded_by"] = source.superseded_by.slug
    return row
