"""Who may do what: three groups, each with the rights of the ones before."""

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

AUTHOR = {
    "add": ("condition", "evidencesummary", "safetynote", "article", "source"),
    "change": ("condition", "evidencesummary", "safetynote", "article", "source"),
    "view": (
        "condition", "evidencesummary", "safetynote", "article", "source", "publication", "edition", "review", "change",
        "tag", "tagalias",
    ),
}  # fmt: skip
ROWS = (
    "keymessage", "redflag", "otheroption", "question", "guidelinestatement", "notapplicablecaution", "conditioncode",
    "downgrade", "trial",
)  # fmt: skip
REVIEWER = {"approve": ("publication",)}
PUBLISHER = {
    "publish": ("publication",),
    "add": ("tag", "tagalias"),
    "change": ("tag", "tagalias"),
    "delete": ("tagalias",),
}

ROLES = ("author", "reviewer", "publisher")


def _codenames(role: str) -> set[str]:
    names = {f"{verb}_{model}" for verb, models in AUTHOR.items() for model in models}
    names |= {f"{verb}_{row}" for verb in ("add", "change", "delete", "view") for row in ROWS}
    steps = {"author": (), "reviewer": (REVIEWER,), "publisher": (REVIEWER, PUBLISHER)}[role]
    for step in steps:
        names |= {f"{verb}_{model}" for verb, models in step.items() for model in models}
    return names


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """Make the three groups, or bring their rights up to date, and return them by name."""
    groups = {}
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role)
        ours = Permission.objects.filter(
            content_type__app_label__in=["conditions", "articles", "sources", "publishing"]
        )
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
