"""Who may open what on the desk: every address, every role, compared with tables written by hand.

A new page of the desk fails the first test until it stands in `PAGES` (an address of ours) or `MODELS` (the standard
pages of a model's admin). The words: ``open`` (a page, or a redirect within the desk), ``sign-in`` (sent to the
sign-in page), ``403`` and ``405``. GET is sent as it is, POST with an empty form and with its token.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, path, reverse

from acuinfo.correspondence import remarks
from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Publication, SentenceKind, Signpost, Tag
from acuinfo.sources.models import Source

from . import cast as people

ROLES = ("anonymous", "nobody", "author", "reviewer", "publisher")
STAFF = "sign-in sign-in open open open"
PUBLISHERS = "sign-in sign-in 403 403 open"

PAGES: dict[str, tuple[str, str]] = {
    # address                       GET: one word for each of ROLES              POST
    "index":                       (STAFF, STAFF),
    "app_list":                    (STAFF, STAFF),
    "login":                       ("open open open open open", "open open open open open"),
    "logout":                      ("405 405 405 405 405", "open open open open open"),
    "two_factor":                  (STAFF, STAFF),
    "password_change":             (STAFF, STAFF),
    "password_change_done":        (STAFF, "sign-in sign-in 405 405 405"),
    "autocomplete":                ("sign-in sign-in 403 403 403", "sign-in sign-in 405 405 405"),
    "jsi18n":                      (STAFF, "sign-in sign-in 405 405 405"),
    "view_on_site":                (STAFF, STAFF),
    "insertable":                  (STAFF, STAFF),
    "who_did_what":                (STAFF, STAFF),
    "who_did_what_table":          (STAFF, STAFF),
    "sources_source_import":       (STAFF, STAFF),
    "sources_source_standing":     (PUBLISHERS, PUBLISHERS),
    "publishing_tag_merge":        (PUBLISHERS, PUBLISHERS),
    "publishing_tag_rename":       (PUBLISHERS, PUBLISHERS),
    "publishing_tag_undo":         (PUBLISHERS, PUBLISHERS),
}  # fmt: skip

PAGES_OF_A_DRAFT: dict[str, tuple[str, str]] = {
    "preview":   (STAFF, STAFF),
    "review":    (STAFF, STAFF),
    "publish":   (PUBLISHERS, PUBLISHERS),
    "withdraw":  (PUBLISHERS, PUBLISHERS),
    "reinstate": (PUBLISHERS, PUBLISHERS),
    "move":      (PUBLISHERS, PUBLISHERS),
    "unschedule": (PUBLISHERS, PUBLISHERS),
    "invite":    (STAFF, STAFF),
    "editions":  (STAFF, STAFF),
    "restore":   (STAFF, STAFF),
}  # fmt: skip
DRAFTS = ("conditions_condition", "conditions_evidencesummary", "conditions_safetynote", "articles_article")
PAGES |= {f"{draft}_{page}": words for draft in DRAFTS for page, words in PAGES_OF_A_DRAFT.items()}

WRITE = "view add change"
MODELS: dict[str, tuple[str, str, str]] = {
    # the standard pages             author    reviewer   publisher; nobody but staff gets past the sign-in page
    "articles.article":            (WRITE, WRITE, WRITE),
    "conditions.condition":        (WRITE, WRITE, WRITE),
    "conditions.evidencesummary":  (WRITE, WRITE, WRITE),
    "conditions.safetynote":       (WRITE, WRITE, WRITE),
    "conditions.scale":            (WRITE, WRITE, WRITE),
    "sources.source":              (WRITE, WRITE, WRITE),
    "publishing.publication":      ("view", "view", "view"),
    "publishing.edition":          ("view", "view", "view"),
    "publishing.review":           ("view", "view", "view"),
    "publishing.change":           ("view", "view", "view"),
    "publishing.sentenceanswer":   ("view", "view", "view"),
    "publishing.correction":       (WRITE, WRITE, WRITE),
    "publishing.sentencekind":     ("view", "view", WRITE),
    "publishing.signpost":         ("view", "view", f"{WRITE} delete"),
    "publishing.tag":              ("view", "view", WRITE),
    "correspondence.remark":       ("view change", "view change", "view change"),
    "correspondence.clarity":      ("view", "view", "view"),
    "auth.user":                   ("", "", ""),
    "auth.group":                  ("", "", ""),
}  # fmt: skip

STANDARD = ("changelist", "add", "change", "delete", "history")


# --- The world ----------------------------------------------------------------------------------------------------
@dataclass
class World:
    """Something of every kind, and a client for every role."""

    cast: people.Cast
    clients: dict[str, Client]
    tag: Tag

    def client(self, role: str, **options: Any) -> Client:
        """Return a fresh client of a role."""
        client = Client(**options)
        person = {"nobody": "nobody", "author": "ada", "reviewer": "ruth", "publisher": "pia"}.get(role)
        if person:
            client.force_login(getattr(self.cast, person))
        return client

    def address(self, name: str) -> str:
        """Return an address of the desk by its name, for something that exists."""
        return reverse(f"admin:{name}", args=self._arguments(name))

    def _arguments(self, name: str) -> list[Any]:
        if name.rpartition("_")[0] in DRAFTS:
            draft = apps.get_model(name.rpartition("_")[0].replace("_", ".")).objects.first()
            return [draft.pk, 1] if name.endswith("_restore") else [draft.pk]
        special = {
            "app_list": lambda: ["conditions"],
            "view_on_site": lambda: [ContentType.objects.get_for_model(Publication).pk, Publication.objects.first().pk],
            "sources_source_standing": lambda: [Source.objects.get().pk],
            "publishing_tag_merge": lambda: [self.tag.pk],
            "publishing_tag_rename": lambda: [self.tag.pk],
            "publishing_tag_undo": lambda: [Change.objects.get(what=Change.What.TAG_MERGED).pk],
        }
        return special.get(name, list)()

    def standard(self, label: str, page: str) -> str:
        """Return the address of a standard page of a model's admin."""
        found = self.tag if label == "publishing.tag" else apps.get_model(label).objects.order_by("pk").first()
        args = [found.pk] if page in ("change", "delete", "history") else []
        return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


@pytest.fixture
def world(cast):
    """One published page of each kind, a tag, and everybody's clients."""
    people.published(cast, "knee-osteoarthritis", people.condition_document())
    people.published(cast, "knee-pain-sham", people.evidence_document())
    people.published(cast, "bruising", people.safety_document())
    people.published(cast, "what-is-acupuncture", people.article_document())
    knee, knees = (Tag.objects.create(slug=slug, name=slug, group="body-area") for slug in ("knee", "knees"))
    actions.merge_tags(tag=knees, into=knee, by=cast.pia)
    knee_page = Publication.objects.get(slug="knee-osteoarthritis")
    actions.save_correction(correction=people.mistake(knee_page), by=cast.ada)
    remarks.count(knee_page.current, is_clear=True)
    remarks.take(knee_page.current, "wrong", "There are 9 trials.")
    actions.save_signpost(signpost=Signpost(words="migraine", not_covered="migraine"), by=cast.pia)
    actions.save_sentence_kind(kind=SentenceKind(template="Ask your doctor."), by=cast.pia)
    return _with_clients(World(cast, {}, knee))


@pytest.fixture
def small_world(cast):
    """Only one published condition, for tests that act on it."""
    people.knee(cast)
    return _with_clients(World(cast, {}, Tag()))


def _with_clients(world: World) -> World:
    world.clients = {role: world.client(role) for role in ROLES}
    return world


def word(response) -> str:
    """Return what happened, in one of the words of the tables."""
    if response.status_code in (403, 405):
        return str(response.status_code)
    if response.status_code == 302 and response.headers["Location"].startswith("/admin/login/"):
        return "sign-in"
    is_login = response.request["PATH_INFO"] == "/admin/login/"
    if not is_login and b'id="login-form"' in getattr(response, "content", b""):
        return "sign-in"  # the sign-in page in place, with what was typed
    assert response.status_code in (200, 302), (response.request["PATH_INFO"], response.status_code)
    return "open"


DJANGOS_OWN = ("<path:object_id>/", "(?P<url>.*)$")
"""Without a name: the redirect from a former address of change forms, and the page that says 404."""


# --- The tables are complete --------------------------------------------------------------------------------------
def names(patterns) -> set[str]:
    """Return the names of every address; a page without one cannot stand in a table."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns)
        elif pattern.name:
            found.add(pattern.name)
        else:
            assert str(pattern.pattern) in DJANGOS_OWN, (
                f"The address {pattern.pattern} has no name. Give it one, and a row in PAGES."
            )
    return found


def models_on_the_desk() -> set[str]:
    return {model._meta.label_lower for model in admin.site._registry}


def test_every_address_of_the_desk_stands_in_a_table_when_the_site_is_walked():
    standard = {f"{label.replace('.', '_')}_{page}" for label in models_on_the_desk() for page in STANDARD}
    standard.add("auth_user_password_change")

    there = names(admin.site.get_urls()) - standard

    assert sorted(there - set(PAGES)) == [], (
        "These pages of the desk have no row in PAGES: write down who may open them."
    )
    assert sorted(set(PAGES) - there) == [], "These rows of PAGES have no page any more: remove them."


def test_every_model_of_the_desk_stands_in_the_table_when_the_registry_is_walked():
    assert sorted(models_on_the_desk()) == sorted(MODELS), "Write down in MODELS who may do what with each model."


def test_a_page_is_noticed_when_an_admin_adds_it():
    added = path("articles/article/<str:pk>/burn/", lambda request, pk: None, name="articles_article_burn")

    assert names([added, *admin.site.get_urls()]) - names(admin.site.get_urls()) == {"articles_article_burn"}


# --- Everybody everywhere -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_open_only_for_the_roles_in_the_table_when_everybody_tries_every_one(world, method):
    expected = {name: words[method == "POST"] for name, words in PAGES.items()}

    found = {}
    for name in PAGES:
        clients = {role: world.client(role) for role in ROLES} if name in ("login", "logout") else world.clients
        send = {role: client.post if method == "POST" else client.get for role, client in clients.items()}
        found[name] = " ".join(word(send[role](world.address(name))) for role in ROLES)

    assert found == expected


def allowed(rights: str, page: str) -> bool:
    needed = {"changelist": "view", "history": "view", "add": "add", "change": "view", "delete": "delete"}[page]
    return needed in rights.split()


def test_standard_pages_open_only_with_the_right_in_the_table_when_everybody_looks(world):
    expected, found = {}, {}
    for label, rights in MODELS.items():
        of_role = dict(zip(ROLES, (None, None, *rights), strict=True))
        for page in STANDARD:
            for role, theirs in of_role.items():
                case = f"{role}: {label} {page}"
                expected[case] = "sign-in" if theirs is None else "open" if allowed(theirs, page) else "403"
                found[case] = word(world.clients[role].get(world.standard(label, page)))

    assert found == expected


def test_standard_pages_take_a_form_only_with_the_right_in_the_table_when_everybody_sends_one(world):
    expected, found = {}, {}
    for label, rights in MODELS.items():
        of_role = dict(zip(ROLES, (None, None, *rights), strict=True))
        for page in ("add", "change", "delete"):
            for role, theirs in of_role.items():
                case = f"{role}: {label} {page}"
                expected[case] = "sign-in" if theirs is None else "open" if page in theirs.split() else "403"
                found[case] = word(world.clients[role].post(world.standard(label, page)))

    assert found == expected


# --- Acting --------------------------------------------------------------------------------------------------------
def _acts(digest: str) -> dict[str, dict[str, str]]:
    return {
        "review": {"_approve": "1", "digest": digest, "read_every_sentence": "on"},
        "publish": {"digest": digest, "change_note": "Another sentence.", "weight": "major"},
        "withdraw": {"reason": "The evidence changed."},
        "move": {"slug": "osteoarthritis-of-the-knee"},
    }


@pytest.mark.parametrize(
    ("page", "who_may"),
    [
        ("review", {"reviewer", "publisher"}),
        ("publish", {"publisher"}),
        ("withdraw", {"publisher"}),
        ("move", {"publisher"}),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_an_act_changes_the_page_only_for_the_roles_that_may_when_everybody_sends_it(small_world, page, who_may, role):
    knee = Publication.objects.get(slug="knee-osteoarthritis")
    people.rewrite(small_world.cast, knee, people.condition_document(without_treatment="<p>Another sentence.</p>"))
    if page == "publish":
        people.approve(small_world.cast, knee)
    digest = actions.compile_draft(knee).digest
    before = fingerprint()

    small_world.clients[role].post(small_world.address(f"conditions_condition_{page}"), _acts(digest)[page])

    assert (fingerprint() != before) is (role in who_may)


def test_an_author_cannot_publish_by_inventing_fields_when_saving_a_draft(small_world):
    knee = Publication.objects.get(slug="knee-osteoarthritis")
    address = small_world.standard("conditions.condition", "change")
    page = small_world.clients["author"].get(address)
    form = page.context["adminform"].form
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    for formset in page.context["inline_admin_formsets"]:
        rows = formset.formset
        data |= {f"{rows.prefix}-{key}": value for key, value in rows.management_form.initial.items()}
        for row in rows.initial_forms:
            data |= {row.add_prefix(name): row[name].value() for name in row.fields if row[name].value() is not None}
    data |= {
        "summary": "Invented.",
        "publication": "1",
        "current": "",
        "is_live": "1",
        "_publish": "1",
        "status": "live",
    }

    response = small_world.clients["author"].post(address, data)

    knee.refresh_from_db()
    assert response.status_code == 302, response.context["errors"]
    assert knee.current.number == 1
    assert "Invented." not in Client().get("/conditions/knee-osteoarthritis/").content.decode()


# --- GET changes nothing, POST needs the token ----------------------------------------------------------------------
QUIET = {"sessions.session", "contenttypes.contenttype"}


def fingerprint() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, except sessions."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in QUIET and model._meta.managed]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}


def test_no_row_changes_when_every_page_is_opened_with_hostile_queries(world):
    boss = User.objects.create_superuser("boss", password=people.PASSWORD)
    client = Client()
    client.force_login(boss)
    hostile = {"post": "yes", "action": "delete_selected", "_selected_action": "1", "_save": "1", "_approve": "1"}
    addresses = [world.address(name) for name in PAGES]
    addresses += [world.standard(label, page) for label in MODELS for page in STANDARD]
    before = fingerprint()

    for address in addresses:
        client.get(address, hostile)

    assert fingerprint() == before


def test_every_form_is_refused_when_its_token_is_missing(world):
    strict = world.client("publisher", enforce_csrf_checks=True)
    addresses = {name: world.address(name) for name in PAGES}
    addresses |= {
        f"{label} {page}": world.standard(label, page)
        for label, (*_others, rights) in MODELS.items()
        for page in ("add", "change", "changelist")
        if allowed(rights, page)
    }

    refused = {name for name, address in addresses.items() if strict.post(address).status_code in (403, 405)}

    assert set(addresses) - refused == set()


@pytest.mark.parametrize("key", ["x", "²", "٣", "-1", "1e3", "9" * 40, "0", "1 OR 1=1"])
def test_a_page_of_a_draft_answers_politely_when_the_key_in_its_address_is_odd(small_world, key):
    pages = [name.removeprefix("conditions_condition_") for name in PAGES if name.startswith("conditions_condition_")]
    tails = ["restore/1" if page == "restore" else page for page in pages] + ["change"]

    answers = {
        tail: small_world.clients["publisher"].get(f"/admin/conditions/condition/{key}/{tail}/") for tail in tails
    }

    assert {tail: answer.status_code for tail, answer in answers.items() if answer.status_code >= 500} == {}
    assert all(answer.status_code in (302, 403, 404) for answer in answers.values())


# --- Accounts ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def boss(db):
    """A client of somebody in charge."""
    client = Client()
    client.force_login(User.objects.create_superuser("boss", password=people.PASSWORD))
    return client


def test_somebody_in_charge_sees_roles_and_second_factors_when_listing_accounts(cast, boss):
    page = boss.get("/admin/auth/user/").content.decode()

    assert "publisher" in page
    assert "second factor" in page.lower()


def test_the_list_of_accounts_takes_as_many_queries_when_there_are_more(cast, boss, django_assert_num_queries):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            boss.get("/admin/auth/user/")
        return len(captured)

    queries()
    before = queries()
    for number in range(20):
        User.objects.create_user(f"person{number}").groups.set(Group.objects.all())

    assert queries() == before


def test_an_account_is_closed_but_not_deleted_when_somebody_in_charge_wants_it_gone(cast, boss):
    address = f"/admin/auth/user/{cast.ada.pk}/change/"

    deleting = boss.post(f"/admin/auth/user/{cast.ada.pk}/delete/", {"post": "yes"})
    boss.post("/admin/auth/user/", {"action": "delete_selected", "_selected_action": cast.ada.pk, "post": "yes"})
    form = {"username": "ada", "is_staff": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    closing = boss.post(address, form)

    cast.ada.refresh_from_db()
    assert deleting.status_code == 403
    assert closing.status_code == 302
    assert cast.ada.is_active is False


@pytest.mark.parametrize("page", ["change/", "password/", "delete/", "history/"])
def test_nobody_becomes_a_superuser_when_they_only_have_the_permissions_for_accounts(cast, client, page):
    cast.ada.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(cast.ada)
    form = {"username": "ada", "is_superuser": "on", "is_staff": "on", "is_active": "on", "date_joined_0": "2026-01-01"}
    address = f"/admin/auth/user/{cast.ada.pk}/{page}"

    looked, tried = client.get(address), client.post(address, form)

    cast.ada.refresh_from_db()
    assert looked.status_code == tried.status_code == 403
    assert cast.ada.is_superuser is False


def test_roles_are_only_looked_at_when_somebody_in_charge_opens_them(cast, boss):
    author = Group.objects.get(name="author")
    before = set(author.permissions.all())

    looked = boss.get(f"/admin/auth/group/{author.pk}/change/")
    changed = boss.post(f"/admin/auth/group/{author.pk}/change/", {"name": "author", "permissions": []})

    assert looked.status_code == 200
    assert changed.status_code == 403
    assert set(author.permissions.all()) == before


def test_secrets_of_second_factors_have_no_page_when_the_desk_is_walked():
    assert not {label for label in models_on_the_desk() if label.startswith("otp_")}
