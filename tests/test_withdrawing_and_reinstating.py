"""Taking a page away from readers, honestly, and bringing it back."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Publication

from . import cast as people

KNEE = "/conditions/knee-osteoarthritis/"


@pytest.fixture
def finding(cast, knee):
    """A finding about the knee, published."""
    return people.published(cast, "knee-pain-sham", people.evidence_document())


def test_the_address_says_why_and_since_when_when_a_page_is_withdrawn(cast, knee, client):
    withdrawn = actions.withdraw(publication=knee, by=cast.pia, reason="The review behind it was retracted.")

    response = client.get(KNEE)

    assert response.status_code == 410
    assert "The review behind it was retracted." in response.content.decode()
    assert f'datetime="{withdrawn.withdrawn_at:%Y-%m-%d}"' in response.content.decode()
    assert "Wear and pain" not in response.content.decode()


@pytest.mark.parametrize("below", ["editions/", "editions/1/", "editions/1/changes/"])
def test_the_history_is_withdrawn_too_when_a_page_is_withdrawn(cast, knee, client, below):
    shown = client.get(KNEE + below).status_code
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")

    assert (shown, client.get(KNEE + below).status_code) == (200, 410)


def test_the_address_leads_to_the_successor_when_there_is_one(cast, knee, client):
    successor = people.published(cast, "knee-pain", people.condition_document(title="Knee pain"))

    actions.withdraw(publication=knee, by=cast.pia, reason="Merged.", successor=successor)

    response = client.get(KNEE)
    assert (response.status_code, response["Location"]) == (302, "/conditions/knee-pain/")


def test_the_address_says_gone_when_the_successor_is_withdrawn_as_well(cast, knee, client):
    successor = people.published(cast, "knee-pain", people.condition_document(title="Knee pain"))
    actions.withdraw(publication=knee, by=cast.pia, reason="Merged.", successor=successor)

    actions.withdraw(publication=successor, by=cast.pia, reason="Out of date.")

    assert client.get(KNEE).status_code == 410


def test_a_withdrawn_finding_drops_out_of_every_page_that_showed_it(cast, finding, client):
    addresses = ("/evidence/", KNEE, "/search/?q=sham", "/sitemap-1.xml", "/evidence.atom", "/evidence-map/")
    shown = {address: _leads_to_it(client, address) for address in addresses}

    actions.withdraw(publication=finding, by=cast.pia, reason="Wrong number.")

    left = {address: _leads_to_it(client, address) for address in addresses}
    assert shown == dict.fromkeys(addresses, True)
    assert left == dict.fromkeys(addresses, False)


def _leads_to_it(client, address):
    return b"/evidence/knee-pain-sham/" in client.get(address).getvalue()


def test_the_change_log_tells_when_a_page_is_withdrawn_and_reinstated(cast, knee):
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")
    actions.reinstate(publication=knee, by=cast.pia, note="It was right after all.")

    assert [(c.what, c.note, c.by) for c in Change.objects.all()[:2]] == [
        ("reinstated", "It was right after all.", cast.pia),
        ("withdrawn", "Wrong.", cast.pia),
    ]


def test_the_page_is_back_as_it_was_when_it_is_reinstated(cast, knee, client):
    before = client.get(KNEE).content
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")

    back = actions.reinstate(publication=knee, by=cast.pia)

    assert client.get(KNEE).content == before
    assert (back.withdrawn_at, back.withdrawn_reason, back.withdrawn_by) == (None, "", None)
    assert KNEE.encode() in client.get("/search/?q=osteoarthritis").content
    assert Publication.objects.live().get() == knee


def test_the_withdrawn_page_stays_out_of_search_when_the_cards_are_rebuilt(cast, knee, client):
    before = client.get("/search/?q=osteoarthritis").content
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")

    actions.rebuild_card(publication=knee)

    assert KNEE.encode() in before
    assert KNEE.encode() not in client.get("/search/?q=osteoarthritis").content


# --- Refusals ---------------------------------------------------------------------------------------------------
def test_withdrawing_is_refused_when_there_is_no_reason(cast, knee):
    with pytest.raises(actions.Refused, match="Write the reason"):
        actions.withdraw(publication=knee, by=cast.pia, reason=" ")

    assert Publication.objects.live().count() == 1


def test_withdrawing_is_refused_when_readers_cannot_see_the_page(cast, knee):
    draft = people.reserve_draft(cast, "knee-pain", people.condition_document())
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")

    for unseen in (draft, knee):
        with pytest.raises(actions.Refused, match="Only a page that readers can see"):
            actions.withdraw(publication=unseen, by=cast.pia, reason="Wrong.")

    assert Change.objects.filter(what="withdrawn").count() == 1


def test_withdrawing_is_refused_when_the_successor_is_the_page_itself_or_unseen(cast, knee):
    draft = people.reserve_draft(cast, "knee-pain", people.condition_document())

    for successor in (knee, draft):
        with pytest.raises(actions.Refused, match="another page that readers can see"):
            actions.withdraw(publication=knee, by=cast.pia, reason="Merged.", successor=successor)

    assert Publication.objects.live().count() == 1


def test_reinstating_is_refused_when_the_page_is_not_withdrawn(cast, knee):
    with pytest.raises(actions.Refused, match="not withdrawn"):
        actions.reinstate(publication=knee, by=cast.pia)
