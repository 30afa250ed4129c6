"""The vocabulary: saving, merging and renaming tags, and undoing it."""

from collections.abc import Iterable
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from .. import search
from ..kinds import kinds
from ..models import EDITORIAL_GROUPS, Change, Publication, Tag, TagAlias
from .addresses import must_be_an_address
from .cards import rebuild_card
from .changes import record, record_each
from .guards import Refused, must


def _must_be_a_tag(slug: str, name: str, groups: set[str]) -> None:
    must_be_an_address(slug)
    if not name.strip():
        raise Refused(gettext("Give the tag a name."))
    if not groups <= set(EDITORIAL_GROUPS):
        raise Refused(gettext("The software fills this group by itself."))
    others = Tag.objects.editorial().in_use().exclude(slug=slug).prefetch_related("aliases")
    for other in others:
        words = {other.name, other.slug, *(alias.name for alias in other.aliases.all())}
        if _same_word(name) in map(_same_word, words):
            told = gettext("There is already the tag “%(name)s” (%(group)s). Use that one.")
            raise Refused(told % {"name": other.name, "group": other.get_group_display()})


def _same_word(text: str) -> str:
    """Return a word without case, spaces, punctuation and a plural ending, to notice near-duplicates."""
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return letters.removesuffix("s").removesuffix("e")


def _must_be_free(slug: str, aliases: Iterable[str]) -> None:
    is_tag = Tag.objects.filter(slug__in=aliases)
    leads_elsewhere = TagAlias.objects.filter(slug__in=[slug, *aliases]).exclude(tag__slug=slug)
    if is_tag.exists() or leads_elsewhere.exists():
        raise Refused(gettext("One of these words is a tag already or leads to another tag."))


def _address_of(alias: str) -> str:
    """Return the address of another name; one without Latin letters gets a made-up address, and search finds it."""
    return slugify(alias) or f"name-{sha256(alias.strip().encode()).hexdigest()[:12]}"


def check_tag(*, slug: str, name: str, group: str, aliases: Iterable[str]) -> dict[str, str]:
    """Return a tag's other names by their addresses. Raises Refused when the vocabulary cannot take it."""
    wanted = {_address_of(alias): alias.strip() for alias in aliases if alias.strip()}
    before = Tag.objects.filter(slug=slug).first()
    _must_be_a_tag(slug, name, {group, before.group if before else group})
    _must_be_free(slug, wanted)
    return wanted


@transaction.atomic
def save_tag(
    *,
    slug: str,
    name: str,
    group: str,
    scope_note: str,
    aliases: Iterable[str],
    by: User,
    first_person: str = "",
    in_sentence: str = "",
) -> Tag:
    """Add a tag to the vocabulary or change its name, what is said of it, and its aliases."""
    must(by, "publishing.change_tag", gettext("change the vocabulary"))
    wanted = check_tag(slug=slug, name=name, group=group, aliases=aliases)
    if bool(first_person) != bool(in_sentence):
        raise Refused(gettext("Give both: what readers say of themselves, and how it stands within a sentence."))
    said = {"name": name, "group": group, "scope_note": scope_note}
    said |= {"first_person": first_person, "in_sentence": in_sentence}
    before = Tag.objects.filter(slug=slug).first()
    tag = before or Tag(slug=slug)
    known = dict(tag.aliases.values_list("slug", "name")) if before else None
    if before and known == wanted and all(getattr(tag, field) == value for field, value in said.items()):
        return tag
    for field, value in said.items():
        setattr(tag, field, value)
    tag.save()
    tag.aliases.all().delete()
    TagAlias.objects.bulk_create(TagAlias(tag=tag, slug=s, name=n) for s, n in wanted.items())
    carrying = list(Publication.objects.live().filter(tags=tag)) if before else []
    for publication in carrying:
        search.index(publication)
    if carrying:
        record(Change.What.TAG_EDITED, by=by, subject=tag.name, is_minor=True)
    return tag


@transaction.atomic
def merge_tags(*, tag: Tag, into: Tag, by: User) -> Change:
    """Let one tag stand for two. Pages move over, and the old address leads to the tag that stays.

    Drafts and editions keep the old word; it is understood as the new one wherever it is read.
    """
    must(by, "publishing.publish_publication", gettext("merge tags"))
    tag, into = (Tag.objects.select_for_update().get(pk=t.pk) for t in (tag, into))
    if tag.pk == into.pk or tag.group != into.group or tag.group not in EDITORIAL_GROUPS:
        raise Refused(gettext("Choose another tag of the same group."))
    if tag.merged_into_id or into.merged_into_id:
        raise Refused(gettext("One of the two was merged into another tag before."))
    moved = _become(tag, into, by)
    note = f"{tag.name} is now {into.name}."
    payload = {"tag": tag.slug, "into": into.slug, "publications": moved}
    return record(Change.What.TAG_MERGED, by=by, subject=into.name, note=note, payload=payload)


def _become(tag: Tag, into: Tag, by: User) -> list[int]:
    """Make every page that carries a tag carry another; return the ids of those that did not before."""
    Tag.objects.filter(merged_into=tag).update(merged_into=into)
    tag.merged_into = into
    tag.save()
    carrying = list(Publication.objects.filter(tags=tag))
    had = set(Publication.objects.filter(tags=into).values_list("pk", flat=True))
    for publication in carrying:
        publication.tags.remove(tag)
        publication.tags.add(into)
        if publication.is_live:
            search.index(publication)
    record_each(Change.What.RECORD_CHANGED, carrying, by=by, note=f"The tag {tag.slug} became {into.slug}.")
    return [publication.pk for publication in carrying if publication.pk not in had]


@transaction.atomic
def rename_tag(*, tag: Tag, slug: str, name: str, by: User) -> Tag:
    """Give a tag another name and address. The old address leads to the new one."""
    must(by, "publishing.publish_publication", gettext("rename tags"))
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    if slug == tag.slug:
        raise Refused(gettext("That is the address already. Change only the name in the tag's own form."))
    _must_be_a_tag(slug, name, {tag.group})
    _must_be_free(slug, {})
    if Tag.objects.filter(slug=slug).exists():
        told = gettext("There is a tag at the address %(slug)s already. Merge the two instead.")
        raise Refused(told % {"slug": slug})
    old_name, tag.name = tag.name, f"{tag.name} (now {name})"[:100]
    tag.save(update_fields=["name"])
    kept = {field: getattr(tag, field) for field in ("group", "scope_note", "first_person", "in_sentence")}
    new: Tag = Tag.objects.create(slug=slug, name=name, **kept)
    TagAlias.objects.filter(tag=tag).update(tag=new)
    moved = _become(tag, new, by)
    payload = {"tag": tag.slug, "into": slug, "publications": moved, "name": old_name}
    record(Change.What.TAG_RENAMED, by=by, subject=name, note=f"{old_name} is now {name}.", payload=payload)
    return new


@transaction.atomic
def undo_tag_change(*, change: Change, by: User) -> Tag:
    """Undo a merge or a renaming: pages that name the old tag carry it again."""
    must(by, "publishing.publish_publication", gettext("undo this"))
    if change.what not in (Change.What.TAG_MERGED, Change.What.TAG_RENAMED):
        raise Refused(gettext("Only merging and renaming of tags can be undone here."))
    tag = Tag.objects.select_for_update().filter(slug=change.payload["tag"]).first()
    if tag is None or tag.merged_into is None or tag.merged_into.slug != change.payload["into"]:
        raise Refused(gettext("This was undone already, or the tag has moved on since."))
    into = tag.merged_into
    tag.merged_into = None
    tag.name = change.payload.get("name", tag.name)
    tag.save()
    carrying = list(Publication.objects.filter(tags=into, current__isnull=False))
    for publication in carrying:
        rebuild_card(publication=publication)
    record_each(Change.What.RECORD_CHANGED, carrying, by=by, note=f"The tag {tag.slug} is one of its own again.")
    if change.what == Change.What.TAG_RENAMED:
        TagAlias.objects.filter(tag=into).update(tag=tag)
        _must_be_unused(into)
    record(Change.What.TAG_EDITED, by=by, subject=tag.name, note="Undone.", is_minor=True)
    return tag


def _must_be_unused(tag: Tag) -> None:
    """Delete the tag a renaming made, unless editors have chosen it since."""
    if Publication.objects.filter(tags=tag).exists() or any(
        kind_.draft._default_manager.filter(**{"tags": tag}).exists() for kind_ in kinds()
    ):
        raise Refused(gettext("Pages carry the new tag by their own choice now. Merge the two instead."))
    tag.delete()
