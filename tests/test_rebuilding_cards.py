"""After an upgrade the software says when cards must be written anew, and ``./run`` writes them by itself."""

import io
import json
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from acuinfo.publishing.actions import card_values, cards
from acuinfo.publishing.kinds import kind
from acuinfo.publishing.models import Change, Publication
from acuinfo.publishing.upgrades import load

from . import cast as people, servers

DOCUMENTS = Path(__file__).parent / "documents"
STORED = DOCUMENTS / "cards.json"
NEW = Path(__file__).parent / "artefacts" / "cards.json"
HOW_TO_STORE = "run this test again; then: mv tests/artefacts/cards.json tests/documents/cards.json"


def warnings() -> list[str]:
    """Return what ``manage.py check --database default`` says about cards."""
    return [found.hint for found in run_checks(databases=["default"]) if found.id == "acuinfo.W002"]


def rebuild(**options) -> str:
    out = io.StringIO()
    call_command("rebuild_cards", verbosity=0, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def upgrade(monkeypatch):
    """Return a function that installs the next build of the software."""
    return lambda: monkeypatch.setattr(cards, "CARDS_BUILD", cards.CARDS_BUILD + 1)


def test_cards_are_to_be_rebuilt_when_the_software_was_upgraded(knee, upgrade):
    assert warnings() == []

    upgrade()

    assert warnings() == ["./run manage rebuild_cards"]
    rebuild()
    assert warnings() == []


def test_nothing_is_to_be_rebuilt_when_nothing_was_published(db):
    assert warnings() == []
    assert rebuild(if_needed=True) == ""


def test_cards_are_still_to_be_rebuilt_when_one_page_was_published_after_the_upgrade(cast, knee, upgrade):
    upgrade()
    people.published(cast, "bruise", people.safety_document())

    assert warnings() == ["./run manage rebuild_cards"]


def test_cards_are_to_be_rebuilt_when_a_process_of_the_old_version_published_after_the_rebuilding(
    cast, knee, upgrade, monkeypatch
):
    before = cards.CARDS_BUILD
    upgrade()
    rebuild()
    with monkeypatch.context() as old:
        old.setattr(cards, "CARDS_BUILD", before)
        people.published(cast, "bruise", people.safety_document())

    assert warnings() == ["./run manage rebuild_cards"]


def test_cards_are_to_be_rebuilt_once_when_they_are_older_than_any_build(knee):
    with connection.cursor() as cursor:  # as the first edition of the software left it
        cursor.execute("UPDATE publishing_change SET payload = '{}'")

    assert warnings() == ["./run manage rebuild_cards"]
    assert rebuild(if_needed=True).startswith("1 cards rebuilt.")
    assert rebuild(if_needed=True) == ""
    assert warnings() == []


def test_the_check_is_silent_when_the_database_has_no_tables_yet(tmp_path):
    env = servers.environment(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path)

    checked = servers.manage("check", "--database", "default", env=env)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_preparing_rebuilds_the_cards_once_when_the_software_was_upgraded(knee, upgrade, settings):
    settings.SELF_APPROVAL = True
    upgrade()
    Publication.objects.update(title="")

    call_command("prepare", verbosity=0)
    call_command("prepare", verbosity=0)

    assert Publication.objects.get(pk=knee.pk).title == "Knee osteoarthritis"
    assert Change.objects.filter(what=Change.What.CARDS_REBUILT).count() == 1
    assert warnings() == []


def test_the_build_is_raised_when_the_form_of_cards_changes(db):
    """The cards of the frozen editions stand in cards.json beside them, with the build that writes them so."""
    written = {}
    for path in sorted(DOCUMENTS.glob("edition-*.json")):
        spec, stored = kind(path.stem.split("-")[1]), json.loads(path.read_text("utf-8"))
        document = load(spec, json.dumps(stored["document"]), stored["schema_version"])
        tags = [[tag.group, tag.slug, tag.name] for tag in spec.derived_tags(document)]
        written[path.stem] = {**card_values(spec, document, {}), "derived_tags": tags}

    now = json.dumps({"build": cards.CARDS_BUILD, "cards": written}, indent=1, ensure_ascii=False) + "\n"
    is_same = now == STORED.read_text("utf-8")

    if not is_same:
        NEW.parent.mkdir(exist_ok=True)
        NEW.write_text(now, "utf-8")
    assert is_same, f"Cards have another form. Raise CARDS_BUILD, so that databases know; {HOW_TO_STORE}"
