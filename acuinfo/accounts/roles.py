"""Who may do what: three groups, each with the rights of the ones before."""

from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import CASCADE, Model

from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Draft, TaggedDraft

VIEWED = (
    "publication",
    "edition",
    "review",
    "change",
    "tag",
    "tagalias",
    "sentencekind",
    "sentenceanswer",
    "signpost",
    "missedword",
)
WRITTEN = {"add_correction", "change_correction", "view_correction", "view_remark", "change_remark", "view_clarity"}
"""What everybody at the desk may write besides drafts: mistakes of ours, and what becomes of readers' words."""
REVIEWER = {"approve_publication"}
PUBLISHER = {
    "publish_publication", "add_tag", "change_tag", "add_tagalias", "change_tagalias", "delete_tagalias",
    "add_sentencekind", "change_sentencekind", "add_signpost", "change_signpost", "delete_signpost",
}  # fmt: skip

ROLES = ("author", "reviewer", "publisher")


def _author() -> set[str]:
    """Return what authors may do: write drafts of every kind with their rows, what these share, and sources.

    They see what was published.
    """
    drafts = [spec.draft for spec in kinds()]
    shared = {model._meta.model_name for draft in drafts for model in _shared(draft)}
    written = {*(draft._meta.model_name for draft in drafts), *shared, "source"}
    rows = {row._meta.model_name for draft in drafts for row in _rows(draft)}
    names = {f"{verb}_{model}" for verb in ("add", "change", "view") for model in written | rows}
    return names | WRITTEN | {f"delete_{row}" for row in rows} | {f"view_{model}" for model in VIEWED}


def _rows(draft: type[Draft]) -> Iterator[type[Model]]:
    """Yield the tables of rows inside a draft: what goes with it and is no tag."""
    for relation in draft._meta.related_objects:
        if relation.on_delete is CASCADE and not issubclass(relation.related_model, TaggedDraft):
            yield relation.related_model


def _shared(draft: type[Draft]) -> Iterator[type[Model]]:
    """Yield the tables of records that several drafts of a kind share, such as scales."""
    for field in draft._meta.concrete_fields:
        model = field.related_model
        if isinstance(model, type) and model._meta.app_label == draft._meta.app_label and not issubclass(model, Draft):
            yield model


def _codenames(role: str) -> set[str]:
    return _author().union(*{"author": (), "reviewer": (REVIEWER,), "publisher": (REVIEWER, PUBLISHER)}[role])


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """Make the three groups, or bring their rights up to date, and return them by name."""
    groups = {}
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role)
        apps = {spec.draft._meta.app_label for spec in kinds()} | {"sources", "publishing", "correspondence"}
        ours = Permission.objects.filter(content_type__app_label__in=apps)
        group.permissions.set(ours.filter(codename__in=_codenames(role)))
        groups[role] = group
    return groups


def give_role(user: User, role: str) -> None:
    """Make a person a member of exactly one of the three groups, with access to the desk."""
    groups = ensure_roles()
    user.groups.remove(*groups.values())
    user.groups.add(groups[role])
    user.is_staff = True
    user.save(update_fields=["is_staff"])
