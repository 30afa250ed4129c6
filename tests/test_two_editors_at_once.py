"""Two people edit one draft at the same time: nobody's work is lost."""

import pytest

from conditions.models import Condition

from .admin_forms import fields_of


@pytest.fixture
def address(cast, knee):
    """The draft's form, and both editors signed in with it open."""
    return f"/admin/conditions/condition/{Condition.objects.get().pk}/change/"


def _open(client, user, address):
    client.force_login(user)
    return fields_of(client.get(address).content.decode(), "condition_form")


def _save(client, user, address, form, **changes):
    client.force_login(user)
    return client.post(address, {**form, **{name: [value] for name, value in changes.items()}})


def _chosen(client, address, page, **choices):
    form = fields_of(page.content.decode())
    return client.post(address, {**form, **{f"choose:{key}": [value] for key, value in choices.items()}})


def test_the_draft_is_saved_when_nobody_else_saved_meanwhile(cast, client, address):
    form = _open(client, cast.ada, address)

    answer = _save(client, cast.ada, address, form, other_names="Ada's words.")

    assert answer.status_code == 302
    assert Condition.objects.get().other_names == "Ada's words."


def test_three_columns_are_shown_and_nothing_is_saved_when_the_form_is_stale(cast, client, address):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, other_names="Pia's words.")

    page = _save(client, cast.ada, address, ada, other_names="Ada's words.")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Wear and pain in the knee joint." in text
    assert "Pia&#x27;s words." in text
    assert "Ada&#x27;s words." in text
    assert Condition.objects.get().other_names == "Pia's words."


@pytest.mark.parametrize(("choice", "kept"), [("yours", "Ada's words."), ("now", "Pia's words.")])
def test_the_chosen_words_are_saved_when_both_changed_one_field(cast, client, address, choice, kept):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, other_names="Pia's words.")
    page = _save(client, cast.ada, address, ada, other_names="Ada's words.")

    answer = _chosen(client, address, page, other_names=choice)

    assert answer.status_code == 302
    assert Condition.objects.get().other_names == kept


def test_both_changes_are_kept_without_choosing_when_they_are_in_different_fields(cast, client, address):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, unknowns="<p>Pia does not know.</p>")
    page = _save(client, cast.ada, address, ada, other_names="Ada's words.")

    _chosen(client, address, page)

    draft = Condition.objects.get()
    assert (draft.other_names, draft.unknowns) == ("Ada's words.", "<p>Pia does not know.</p>")


def test_rows_are_matched_by_what_they_are_when_the_other_side_removed_one(cast, client, address):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, **{"questions-0-DELETE": "on"})
    page = _save(client, cast.ada, address, ada, **{"questions-1-text": "What else could help me?"})

    _chosen(client, address, page)

    assert "What else could help me?" in [row.text for row in Condition.objects.get().questions.all()]


def test_the_page_comes_again_when_a_third_save_happened_while_choosing(cast, client, address):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, other_names="Pia's words.")
    page = _save(client, cast.ada, address, ada, other_names="Ada's words.")
    again = _open(client, cast.pia, address)
    _save(client, cast.pia, address, again, other_names="Pia's later words.")
    client.force_login(cast.ada)

    answer = _chosen(client, address, page, other_names="yours")

    assert answer.status_code == 200
    assert "Pia&#x27;s later words." in answer.content.decode()


def test_the_form_is_refused_with_a_sentence_when_what_it_was_opened_with_is_forged(cast, client, address):
    ada, pia = _open(client, cast.ada, address), _open(client, cast.pia, address)
    _save(client, cast.pia, address, pia, other_names="Pia's words.")

    answer = _save(client, cast.ada, address, ada, other_names="Ada's words.", opened_as="forged")

    assert "Somebody else saved this draft after you opened it" in answer.content.decode()
    assert Condition.objects.get().other_names == "Pia's words."
