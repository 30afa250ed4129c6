"""Who may do what: accounts, groups, and every action for every role."""

import inspect
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from acuinfo.accounts.roles import ROLES, ensure_roles, give_role
from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, SentenceKind, Signpost

from . import cast as people


def run(command, *args):
    """Run a command and return what it prints."""
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


# --- Groups -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("conditions.add_condition", {"author", "reviewer", "publisher"}),
        ("conditions.change_evidencesummary", {"author", "reviewer", "publisher"}),
        ("conditions.change_safetynote", {"author", "reviewer", "publisher"}),
        ("conditions.delete_trial", {"author", "reviewer", "publisher"}),
        ("articles.change_article", {"author", "reviewer", "publisher"}),
        ("sources.add_source", {"author", "reviewer", "publisher"}),
        ("publishing.view_edition", {"author", "reviewer", "publisher"}),
        ("publishing.approve_publication", {"reviewer", "publisher"}),
        ("publishing.publish_publication", {"publisher"}),
        ("publishing.change_tag", {"publisher"}),
        ("publishing.delete_edition", set()),
        ("publishing.change_edition", set()),
        ("publishing.change_publication", set()),
        ("conditions.delete_condition", set()),
        ("sources.delete_source", set()),
        ("auth.change_user", set()),
    ],
)
def test_a_group_has_exactly_the_rights_of_its_role(cast, permission, may):
    members = {"author": cast.ada, "reviewer": cast.ruth, "publisher": cast.pia}

    assert {role for role, user in members.items() if user.has_perm(permission)} == may


def test_rights_are_brought_up_to_date_when_roles_are_ensured_again(db):
    groups = ensure_roles()
    before = {role: set(group.permissions.all()) for role, group in groups.items()}
    groups["publisher"].permissions.clear()

    after = {role: set(group.permissions.all()) for role, group in ensure_roles().items()}

    assert after == before
    assert list(after) == list(ROLES)


def test_somebody_has_one_role_only_when_given_another(cast):
    give_role(cast.pia, "author")

    assert [group.name for group in cast.pia.groups.all()] == ["author"]
    assert not User.objects.get(pk=cast.pia.pk).has_perm("publishing.publish_publication")


# --- Every action for every role --------------------------------------------------------------------------------
@pytest.fixture
def pages(cast):
    """A page readers see, with an old edition; one they do not see yet; one withdrawn."""
    live = people.knee(cast)
    people.rewrite(cast, live, people.condition_document(without_treatment="<p>New words.</p>"))
    draft = people.reserve_draft(cast, "neck-pain", people.condition_document(title="Neck pain"))
    gone = people.published(cast, "hip-pain", people.condition_document(title="Hip pain"))
    actions.withdraw(publication=gone, by=cast.pia, reason="Out of date.")
    due = people.reserve_draft(cast, "back-pain", people.condition_document(title="Back pain"))
    set_to_go_live(cast.pia, due, people.approve(cast, due))
    invitation, _link = actions.invite_reviewer(publication=draft, by=cast.ada, name="Dr Jo Field")
    tags = [save_tag(cast.pia, slug) for slug in ("hip", "pelvis", "nape")]
    actions.rename_tag(tag=tags.pop(), slug="neck", name="Neck", by=cast.pia)
    renaming = Change.objects.get(what=Change.What.TAG_RENAMED)
    return {
        "live": live,
        "draft": draft,
        "gone": gone,
        "due": due,
        "invitation": invitation,
        "tags": tags,
        "renaming": renaming,
        "mistake": actions.save_correction(correction=people.mistake(live), by=cast.ada),
        "kind": SentenceKind.objects.create(template="Ask your doctor.", written_by=cast.nobody),
        "signpost": Signpost.objects.create(words="Hüfte", means="hip"),
    }


def save_tag(by, slug):
    """Add a tag."""
    return actions.save_tag(slug=slug, name=slug.title(), group="topic", scope_note="", aliases=(), by=by)


def set_to_go_live(by, page, digest):
    """Set the draft to go live tomorrow."""
    tomorrow = timezone.now() + timedelta(days=1)
    actions.schedule(publication=page, by=by, digest=digest, change_note="New words.", due_at=tomorrow)


def shown(page):
    """Return the digest of the draft as it is."""
    return actions.compile_draft(page).digest


EVERY = {"author", "reviewer", "publisher"}
ACTIONS = {
    "reserve": (EVERY, lambda by, p: actions.reserve(kind_name="article", slug="new", by=by)),
    "move": ({"publisher"}, lambda by, p: actions.move(publication=p["live"], slug="knees", by=by)),
    "request_review": (EVERY, lambda by, p: actions.request_review(publication=p["draft"], by=by)),
    "approve": (
        {"reviewer", "publisher"},
        lambda by, p: actions.approve(
            publication=p["draft"],
            by=by,
            digest=shown(p["draft"]),
            answers=people.harmless(p["draft"]),
            read_every_sentence=True,
        ),
    ),
    "answer_for_sentences": (
        {"reviewer", "publisher"},
        lambda by, p: actions.answer_for_sentences(
            publication=p["draft"], by=by, digest=shown(p["draft"]), answers=people.harmless(p["draft"])
        ),
    ),
    "save_correction": (
        EVERY,
        lambda by, p: actions.save_correction(correction=people.mistake(p["live"]), by=by),
    ),
    "approve_correction": (
        {"publisher"},
        lambda by, p: actions.approve_correction(correction=p["mistake"], by=by, digest=p["mistake"].digest),
    ),
    "save_sentence_kind": (
        {"publisher"},
        lambda by, p: actions.save_sentence_kind(kind=SentenceKind(template="Ask first."), by=by),
    ),
    "approve_sentence_kind": (
        {"publisher"},
        lambda by, p: actions.approve_sentence_kind(kind=p["kind"], by=by, digest=p["kind"].digest),
    ),
    "request_changes": (
        {"reviewer", "publisher"},
        lambda by, p: actions.request_changes(
            publication=p["draft"], by=by, digest=shown(p["draft"]), comment="Shorter."
        ),
    ),
    "publish": (
        {"publisher"},
        lambda by, p: actions.publish(publication=p["live"], by=by, digest=shown(p["live"]), change_note="New words."),
    ),
    "publish_from_file": (
        {"publisher"},
        lambda by, p: actions.publish_from_file(
            publication=p["draft"], by=by, digest=shown(p["draft"]), change_note="New.", evidence_as_of=people.AS_OF
        ),
    ),
    "withdraw": ({"publisher"}, lambda by, p: actions.withdraw(publication=p["live"], by=by, reason="Wrong.")),
    "reinstate": ({"publisher"}, lambda by, p: actions.reinstate(publication=p["gone"], by=by)),
    "restore": (EVERY, lambda by, p: actions.restore(edition=p["live"].current, by=by)),
    "change_standing": (
        {"publisher"},
        lambda by, p: actions.change_standing(source=people.source(), standing="concern", note="Doubts.", by=by),
    ),
    "source_edited": (EVERY, lambda by, p: actions.source_edited(source=people.source(), by=by)),
    "save_signpost": (
        {"publisher"},
        lambda by, p: actions.save_signpost(signpost=Signpost(words="Knie", means="knee"), by=by),
    ),
    "remove_signpost": ({"publisher"}, lambda by, p: actions.remove_signpost(signpost=p["signpost"], by=by)),
    "save_tag": ({"publisher"}, lambda by, p: save_tag(by, "knee")),
    "invite_reviewer": (EVERY, lambda by, p: actions.invite_reviewer(publication=p["draft"], by=by, name="Dr Max")),
    "revoke_invitation": (EVERY, lambda by, p: actions.revoke_invitation(invitation=p["invitation"], by=by)),
    "schedule": ({"publisher"}, lambda by, p: set_to_go_live(by, p["live"], shown(p["live"]))),
    "cancel_schedule": ({"publisher"}, lambda by, p: actions.cancel_schedule(publication=p["due"], by=by)),
    "merge_tags": ({"publisher"}, lambda by, p: actions.merge_tags(tag=p["tags"][0], into=p["tags"][1], by=by)),
    "rename_tag": (
        {"publisher"},
        lambda by, p: actions.rename_tag(tag=p["tags"][0], slug="thigh", name="Thigh", by=by),
    ),
    "undo_tag_change": ({"publisher"}, lambda by, p: actions.undo_tag_change(change=p["renaming"], by=by)),
}

WITHOUT_A_PERSON = {"publish_scheduled", "review_from_outside", "rebuild_card", "cards_rebuilt"}
"""Done by a clock, by the holder of a link, or by the one who runs the server."""
BY_ITS_MAKER = {"reopen_invitation"}
"""Open to one person, whatever their role; tried in test_four_eyes."""
INSIDE = {"write_draft", "draft_edited"}
"""Steps of other actions and of the admin, which ask for the right themselves."""


def test_every_action_that_somebody_does_is_tried_here():
    functions = {
        name: inspect.signature(function)
        for name, function in inspect.getmembers(actions, inspect.isfunction)
        if function.__module__.startswith(actions.__name__) and not name.startswith("_")
    }

    assert {
        name for name, signature in functions.items() if "by" in signature.parameters
    } - INSIDE - BY_ITS_MAKER == set(ACTIONS)
    assert set(functions) >= WITHOUT_A_PERSON | BY_ITS_MAKER | INSIDE


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_open_to_the_roles_it_is_for_and_refused_to_all_others(cast, pages, settings, action):
    settings.SELF_APPROVAL = True  # whose work it is, is another rule with its own tests
    people.approve(cast, pages["live"])
    allowed, act = ACTIONS[action]
    members = {"nobody": cast.nobody, "author": cast.ada, "reviewer": cast.ruth, "publisher": cast.pia}

    for role in members.keys() - allowed:
        with pytest.raises(actions.NotAllowed, match="You do not have the right to"):
            act(members[role], pages)
    for role in sorted(allowed)[:1]:
        act(members[role], pages)


def test_every_action_is_refused_when_the_account_was_switched_off(cast, pages):
    User.objects.filter(pk=cast.pia.pk).update(is_active=False)
    gone = User.objects.get(pk=cast.pia.pk)

    for _allowed, act in ACTIONS.values():
        with pytest.raises(actions.NotAllowed):
            act(gone, pages)


# --- Commands ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ROLES)
def test_an_editor_can_sign_in_with_a_role_when_added(db, monkeypatch, client, role):
    monkeypatch.setenv("EDITOR_PASSWORD", "a-long-secret-of-ours")

    said = run("add_editor", "max", "--role", role, "--full-name", "Max Reader", "--email", "max@example.org")

    max_ = User.objects.get(username="max")
    assert (said, max_.get_full_name(), max_.is_staff) == (f"max has the role {role}.\n", "Max Reader", True)
    assert max_.check_password("a-long-secret-of-ours")
    assert [group.name for group in max_.groups.all()] == [role]


def test_a_password_is_made_and_shown_once_when_none_is_given(db, monkeypatch):
    monkeypatch.delenv("EDITOR_PASSWORD", raising=False)

    first = run("add_editor", "max", "--role", "author")
    second = run("add_editor", "max", "--role", "publisher")

    password = first.splitlines()[0].removeprefix("Password of max, shown only now: ")
    assert User.objects.get(username="max").check_password(password)
    assert len(password) >= 20
    assert second == "max has the role publisher.\n"


def test_an_administrator_may_manage_accounts(db, monkeypatch):
    monkeypatch.setenv("EDITOR_PASSWORD", "a-long-secret-of-ours")

    run("add_editor", "max", "--role", "admin")

    assert User.objects.get(username="max").has_perm("auth.change_user")


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [
        ("max", "short", "too short"),
        ("max", "123456789012345", "entirely numeric"),
        ("a b", "a-long-secret-of-ours", "valid username"),
    ],
)
def test_nobody_is_added_when_the_name_or_password_will_not_do(db, monkeypatch, name, password, message):
    monkeypatch.setenv("EDITOR_PASSWORD", password)

    with pytest.raises(CommandError, match=message):
        run("add_editor", name, "--role", "author")

    assert not User.objects.filter(username=name).exists()


def test_the_first_editor_is_made_when_nobody_can_sign_in(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "try-it-out-please")

    said = run("first_editor")
    again = run("first_editor")

    editor = User.objects.get(username="editor")
    assert (said, again) == ("Account: editor. Password: from ADMIN_PASSWORD\n", "")
    assert editor.check_password("try-it-out-please")
    assert editor.is_superuser


def test_the_first_editor_gets_a_password_shown_once_when_none_is_given(db, monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)

    said = run("first_editor")

    password = said.removeprefix("Account: editor. Password: ").removesuffix(" (shown only now)\n")
    assert User.objects.get(username="editor").check_password(password)


def test_no_first_editor_is_made_when_somebody_can_sign_in_already(cast):
    assert run("first_editor") == ""
    assert not User.objects.filter(username="editor").exists()
