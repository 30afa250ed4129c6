"""What happens on every page when a source is corrected, doubted, retracted or superseded."""

import pytest
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Publication, site_version
from acuinfo.sources.models import Source, Standing

from . import cast as people

CITING = ("/evidence/knee-pain-sham/", "/articles/what-is-acupuncture/", "/safety/bruising/")
NOTE = "Retraction notice of 3 May 2026."


@pytest.fixture
def cited(cast, knee):
    """A source that a finding, an article and a safety note lean on, each in its own way."""
    other = people.source("linde2010", title="Another study")
    people.published(cast, "knee-pain-sham", people.evidence_document())
    people.published(cast, "what-is-acupuncture", people.article_document(sources=("vickers2018", other.slug)))
    body = "<p>A blue mark [[vickers2018]] [[linde2010]].</p>"
    people.published(cast, "bruising", people.safety_document(what_it_is=body))
    return people.source()


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        ("retracted", "urgent"),
        ("withdrawn", "urgent"),
        ("concern", "caution"),
        ("corrected", "info"),
        ("superseded", "info"),
    ],
)
def test_every_page_that_cites_a_source_says_so_at_once_when_its_standing_changes(cast, cited, client, standing, level):
    before = [client.get(address).content.decode() for address in CITING]

    actions.change_standing(source=cited, standing=standing, note=NOTE, by=cast.pia)

    for text, address in zip(before, CITING, strict=True):
        now = client.get(address).content.decode()
        assert (NOTE in text, NOTE in now) == (False, True)
        assert f"notice--{level}" in now
    assert NOTE not in client.get("/conditions/knee-osteoarthritis/editions/").content.decode()


def test_no_edition_is_touched_when_the_standing_of_a_source_changes(cast, cited):
    page = Publication.objects.get(slug="knee-pain-sham")
    before = page.current.digest

    actions.change_standing(source=cited, standing="corrected", note=NOTE, by=cast.pia)

    assert actions.compile_draft(page).digest == before
    assert page.editions.count() == 1


def test_the_change_log_tells_when_the_standing_of_a_cited_source_changes(cast, cited):
    before = site_version()

    actions.change_standing(source=cited, standing="retracted", note=NOTE, by=cast.pia)

    change = Change.objects.first()
    assert change.pk > before
    assert (change.what, change.source, change.note, change.by) == ("standing", cited, NOTE, cast.pia)
    assert change.subject == "Title of vickers2018 (retracted)"


def test_the_change_log_is_silent_when_no_live_page_cites_the_source(cast, knee):
    before = site_version()

    changed = actions.change_standing(source=people.source("unused2020"), standing="retracted", note=NOTE, by=cast.pia)

    assert (changed.standing, site_version()) == ("retracted", before)


def test_nothing_happens_when_the_same_standing_is_set_again(cast, cited):
    actions.change_standing(source=cited, standing="retracted", note=NOTE, by=cast.pia)
    after_first = (site_version(), Source.objects.filter(pk=cited.pk).values().get())

    actions.change_standing(source=cited, standing="retracted", note=f" {NOTE} ", by=cast.pia)

    assert (site_version(), Source.objects.filter(pk=cited.pk).values().get()) == after_first


def test_the_source_keeps_since_when_and_what_took_its_place(cast, cited):
    newer = people.source("vickers2026")

    changed = actions.change_standing(
        source=cited, standing="superseded", note="Updated.", by=cast.pia, superseded_by=newer
    )

    assert (changed.standing_on, changed.superseded_by) == (timezone.localdate(), newer)


def test_the_notice_goes_when_the_source_is_current_again(cast, cited, client):
    actions.change_standing(source=cited, standing="concern", note=NOTE, by=cast.pia)
    actions.change_standing(source=cited, standing="current", note="", by=cast.pia)

    cited.refresh_from_db()
    assert (cited.standing, cited.standing_note, cited.standing_on) == ("current", "", None)
    assert NOTE not in client.get(CITING[0]).content.decode()


def test_a_registry_can_change_a_standing_when_nobody_is_signed_in(cited):
    actions.change_standing(source=cited, standing="retracted", note=NOTE, by=None)

    assert Change.objects.first().by is None


def test_a_standing_can_change_when_the_title_of_the_source_is_as_long_as_it_may_be(cast, knee):
    source = people.source("vickers2018", title="x" * 600)
    people.published(cast, "knee-pain-sham", people.evidence_document())

    actions.change_standing(source=source, standing="retracted", note=NOTE, by=cast.pia)

    assert Change.objects.first().subject == "x" * 600


# --- Refusals ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("standing", [s for s in Standing if s != Standing.CURRENT])
def test_a_standing_is_refused_when_nothing_is_said_about_it(cast, cited, standing):
    with pytest.raises(actions.Refused, match="Say what happened"):
        actions.change_standing(source=cited, standing=standing, note=" ", by=cast.pia)

    cited.refresh_from_db()
    assert cited.standing == "current"


@pytest.mark.parametrize(("standing", "itself"), [("retracted", False), ("superseded", True)])
def test_a_successor_is_refused_when_the_source_is_not_superseded_or_is_its_own(cast, cited, standing, itself):
    successor = cited if itself else people.source("vickers2026")

    with pytest.raises(actions.Refused, match="Only a superseded source has a successor"):
        actions.change_standing(source=cited, standing=standing, note=NOTE, by=cast.pia, superseded_by=successor)


def test_a_standing_is_refused_when_it_is_not_one(cast, cited):
    with pytest.raises(actions.Refused, match="not a standing"):
        actions.change_standing(source=cited, standing="lovely", note=NOTE, by=cast.pia)


# --- Correcting the record --------------------------------------------------------------------------------------
def test_a_minor_change_is_recorded_when_the_record_of_a_cited_source_is_corrected(cast, cited):
    actions.source_edited(source=cited, by=cast.ada)
    actions.source_edited(source=people.source("unused2020"), by=cast.ada)

    edited = Change.objects.filter(what="source-edited")
    assert [(c.source, c.is_minor, c.by) for c in edited] == [(cited, True, cast.ada)]
