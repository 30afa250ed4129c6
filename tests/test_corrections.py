"""The public list of our mistakes: one person writes an entry, another puts it out."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Correction

from . import cast as people, markup


def _listed(client):
    return [
        markup.text(item) for item in markup.elements(markup.page(client.get("/corrections/")), "li") if item.get("id")
    ]


def test_readers_see_a_mistake_once_a_second_person_let_it_out(knee, cast, client):
    entry = actions.save_correction(correction=people.mistake(knee), by=cast.pia)

    with pytest.raises(actions.Refused, match="Somebody else has to approve it"):
        actions.approve_correction(correction=entry, by=cast.pia, digest=entry.digest)
    before = _listed(client)
    entry = actions.save_correction(correction=people.mistake(knee), by=cast.ada)
    actions.approve_correction(correction=entry, by=cast.pia, digest=entry.digest)

    assert before == []
    assert "Knee osteoarthritis" in _listed(client)[0]
    assert "What was wrong We said 12 studies. What we changed There are 9." in _listed(client)[0]
    told = Change.objects.order_by("pk").last()
    assert (told.what, told.news, told.note) == ("corrected", "correction", "We said 12 studies. There are 9.")


def test_an_entry_leaves_the_list_when_anybody_rewrites_it_and_its_writers_may_not_bring_it_back(knee, cast, client):
    entry = actions.save_correction(correction=people.mistake(knee), by=cast.ada)
    entry = actions.approve_correction(correction=entry, by=cast.pia, digest=entry.digest)
    version = Change.objects.count()
    seen_before = Correction(**{f.attname: getattr(entry, f.attname) for f in Correction._meta.fields})
    seen_before.approved_by = seen_before.approved_at = None
    with pytest.raises(actions.NotAllowed):  # an author alone, with a form opened before it was approved
        actions.save_correction(correction=seen_before, by=cast.ada)

    entry.what_was_wrong = "Anything that one person likes."
    actions.save_correction(correction=entry, by=cast.pia)

    assert _listed(client) == []
    assert Change.objects.count() == version + 1  # so that no kept page goes on showing it
    with pytest.raises(actions.Refused, match="wrote the draft"):
        actions.approve_correction(correction=entry, by=cast.pia, digest=entry.digest)


@pytest.mark.parametrize(
    "broken",
    [{"approved_at": timezone.now()}, {"what_was_wrong": ""}, {"what_we_changed": ""}],
    ids=["approved by nobody", "says not what", "says not how"],
)
def test_the_database_refuses_an_entry_that_breaks_a_rule(knee, cast, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        people.mistake(knee, **broken).save()


def test_an_entry_is_written_and_let_out_at_the_desk(knee, cast, client):
    said = {
        "page": knee.pk,
        "number": "1",
        "wrong_since": "2026-03-01",
        "what_was_wrong": "A.",
        "what_we_changed": "B.",
    }
    add = reverse("admin:publishing_correction_add")
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")

    wrong = client.post(add, said | {"number": "7"}).context["errors"]
    late = client.post(add, said | {"wrong_since": "2100-01-01"}).context["errors"]
    client.post(add, said)
    entry = Correction.objects.get()
    rows = reverse("admin:publishing_correction_changelist")
    chosen = {"action": "approve", "_selected_action": entry.pk}
    client.post(rows, chosen | {f"shown-{entry.pk}": entry.digest})
    by_ada = Correction.objects.get().approved_at
    client.force_login(cast.pia, backend="django.contrib.auth.backends.ModelBackend")
    name = f"shown-{entry.pk}"
    inputs = list(markup.page(client.get(rows)).iter("input"))
    (before,) = [i.get("value") for i in inputs if i.get("name") == name]
    assert [i for i in inputs if i.get("id") == "action-toggle"]
    entry.what_we_changed = "C."
    actions.save_correction(correction=entry, by=cast.ada)
    refused = client.post(rows, chosen | {name: before}, follow=True).content.decode()
    of_other_words = Correction.objects.get().approved_at
    client.post(rows, chosen | {name: entry.digest})
    assert ("changed after this page was shown" in refused, of_other_words) == (True, None)
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")
    change = reverse("admin:publishing_correction_change", args=[entry.pk])
    assert (client.get(change).status_code, client.post(change, said).status_code) == (200, 403)

    assert [*wrong, *late] == [["This page has no such edition."], ["By then it had been put right."]]
    assert (by_ada, Correction.objects.get().approved_by) == (None, cast.pia)


def test_nobody_deletes_an_entry_not_even_who_has_every_right(knee, cast, client):
    correction = actions.save_correction(correction=people.mistake(knee), by=cast.ada)
    User.objects.filter(pk=cast.pia.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=cast.pia.pk), "django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("admin:publishing_correction_delete", args=[correction.pk]), {"post": "yes"})

    assert answer.status_code == 403
    assert Correction.objects.filter(pk=correction.pk).exists()
