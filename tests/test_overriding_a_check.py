"""A publisher may publish against a check, with a reason that is kept and shown."""

import pytest

from acuinfo.publishing import actions

from . import cast as people

REASON = "The word stands in the title of a law that we quote."


@pytest.fixture
def overclaiming(cast):
    """A draft whose summary says “cure”."""
    return people.reserve_draft(
        cast, "knee-osteoarthritis", people.condition_document(without_treatment="<p>A cure for knees.</p>")
    )


def test_publishing_is_refused_when_a_check_stands_in_the_way(cast, overclaiming):
    digest = people.approve(cast, overclaiming)

    with pytest.raises(actions.Refused, match="claims more than evidence can"):
        actions.publish(publication=overclaiming, by=cast.pia, digest=digest, change_note="First.")


def test_readers_see_the_reason_when_a_check_was_overridden(cast, overclaiming, client):
    digest = people.approve(cast, overclaiming)

    edition = actions.publish(
        publication=overclaiming, by=cast.pia, digest=digest, change_note="First.", overrides={"overclaiming": REASON}
    )

    stored = next(check for check in edition.checks if check["id"] == "overclaiming")
    assert stored["override"] == REASON
    assert not stored["passed"]
    assert REASON in client.get("/conditions/knee-osteoarthritis/").content.decode()


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [({"overclaiming": "because"}, "full sentence"), ({"links": REASON}, "does not stand in the way")],
)
def test_an_override_is_refused_when_it_has_no_reason_or_no_need(cast, overclaiming, overrides, sentence):
    digest = people.approve(cast, overclaiming)

    with pytest.raises(actions.Refused, match=sentence):
        actions.publish(publication=overclaiming, by=cast.pia, digest=digest, change_note="First.", overrides=overrides)
