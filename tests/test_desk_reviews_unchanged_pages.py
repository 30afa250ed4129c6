"""A page that needed no change is reviewed again from the desk, by two people or by one."""

import re

import pytest

from acuinfo.publishing import actions

from . import cast as people


def publish_page(client, knee) -> str:
    return client.get(f"/admin/conditions/condition/{actions.draft_of(knee).pk}/publish/").content.decode()


def test_the_approval_of_the_current_edition_is_not_shown_as_one_of_the_next(cast, knee, client):
    client.force_login(cast.pia)
    assert "Approved by Ruth" not in publish_page(client, knee)

    people.approve(cast, knee)

    assert "Approved by Ruth" in publish_page(client, knee)


@pytest.mark.parametrize("says_so", [True, False])
def test_one_person_records_a_review_where_the_site_allows_it(cast, knee, client, settings, says_so):
    settings.SELF_APPROVAL = True
    client.force_login(people.User.objects.create_superuser("una"))
    page = publish_page(client, knee)
    shown = {
        "digest": re.search(r'name="digest" value="(\w+)"', page)[1],
        "weight": re.search(r'name="weight" value="(\w+)"[^>]* checked', page)[1],
        "change_note": "Read again.",
    }

    answer = client.post(
        f"/admin/conditions/condition/{actions.draft_of(knee).pk}/publish/",
        {**shown, "approve_myself": "on"} if says_so else shown,
        follow=True,
    ).content.decode()

    assert knee.editions.count() == (2 if says_so else 1)
    assert ("Published as edition 2" if says_so else "Nobody has approved exactly this draft yet") in answer
