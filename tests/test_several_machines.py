"""Two application servers with one PostgreSQL, one Redis and one nginx: what docs/operations.md promises of them."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader
from redis import Redis

from . import press, servers, visitors
from .servers import ROOT, ask

pytestmark = [pytest.mark.server, pytest.mark.once]

PROMISE = 6
"""Seconds after which every reader sees what was published."""


class Machine:
    """An application server with a folder of its own, which can be killed, upgraded and started again."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env, self.port, self.root = env, servers.free_port(), ROOT
        self.url = f"http://127.0.0.1:{self.port}"
        self._running = ExitStack()

    def start(self) -> None:
        """Serve, as before or after a power cut."""
        self.site = self._running.enter_context(servers.site(self.env, workers=1, port=self.port, root=self.root))

    def end(self) -> None:
        """Leave nothing running."""
        self._running.close()


class Place:
    """Everything that is shared."""

    database: servers.Postgres
    store: Redis
    one: Machine
    two: Machine
    front: servers.Nginx


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    """Both machines, serving one published page."""
    place, rooms = Place(), [tmp_path_factory.mktemp(name) for name in ("one", "two", "front", "store")]
    with ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())  # PostgreSQL's account cannot reach tmp_path
        place.database = running.enter_context(servers.postgres(Path(folder)))
        address = running.enter_context(servers.redis(rooms[3]))
        place.store = running.enter_context(Redis.from_url(address))
        place.one, place.two = (
            Machine(servers.environment(place.database.url, room, CACHE_URL=address)) for room in rooms[:2]
        )
        servers.prepare(place.one.env)
        for machine in (place.one, place.two):
            running.callback(machine.end)
            machine.start()
        place.front = running.enter_context(servers.nginx(rooms[2], place.one.url, place.two.url))
        yield place


def numbers(url: str) -> set[int]:
    return press.numbers_on(ask(url + press.ADDRESS).text)


def test_what_one_machine_publishes_is_read_on_the_other_and_through_nginx_within_six_seconds(place):
    places = (place.one.url, place.two.url, place.front.https)
    assert [numbers(url) for url in places] == [{1}] * 3

    number = int(ask(f"{place.one.url}/press", "POST").text)

    time.sleep(PROMISE)
    assert [numbers(url) for url in places] == [{number}] * 3
    assert len(list(place.store.scan_iter("acuinfo:page:*"))) > 1


def test_nothing_acknowledged_is_lost_when_postgresql_is_killed_while_both_publish(place):
    with visitors.Editor(place.one.url, place.two.url) as editor:
        editor.publishes()
        servers.kill(place.database.backends())
        servers.wait_until(place.database.answers, 20, "PostgreSQL recovers by itself")
        editor.publishes()
        place.database.kill()
        place.database.start()
        editor.publishes()

    assert editor.refused > 0
    visitors.assert_nothing_lost(place.two.env, place.two.url, editor)


def test_readers_notice_nothing_when_redis_is_full_and_one_machine_is_killed(place):
    place.store.config_set("maxmemory-policy", "noeviction")
    place.store.config_set("maxmemory", 1)
    with visitors.Reader(place.front.https) as reader, visitors.Editor(place.one.url) as editor:
        editor.publishes()
        reader.reads()
        place.two.site.kill()
        reader.reads()
        editor.publishes()
        place.two.start()
        reader.reads()

    assert reader.noticed == []
    last = max(editor.acknowledged)
    servers.wait_until(lambda: max(numbers(place.two.url)) >= last, visitors.PATIENCE, "the other machine shows it")


def test_readers_notice_nothing_and_nothing_is_lost_when_each_machine_is_upgraded_in_turn(place, tmp_path):
    after = next_release(tmp_path)
    with visitors.Reader(place.front.https) as reader, visitors.Editor(place.one.url, place.two.url) as editor:
        editor.publishes()
        migrated = servers.manage("migrate", "-v0", env=place.one.env, root=after)
        assert (migrated.returncode, migrated.stderr) == (0, "")
        for machine in (place.one, place.two):
            editor.publishes()  # the old code on the new tables
            machine.site.stop()
            machine.root = after
            machine.start()
            for _ in range(2):
                editor.publishes()  # on both: old and new code side by side
            reader.reads()
            time.sleep(3)  # until nginx trusts it again

    assert reader.noticed == []
    visitors.assert_nothing_lost(place.two.env, place.two.url, editor)
    assert told_by(place) == {"", "the next release"}


def next_release(folder: Path) -> Path:
    """Copy the software and add a column by the rules: with a default in the database, which old code relies on."""
    for name in ("acuinfo", "conditions", "articles", "templates", "locale", "tests", "manage.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    publishing = folder / "acuinfo" / "publishing"
    [(_app, newest)] = MigrationLoader(None).graph.leaf_nodes("publishing")
    field = 'models.CharField(max_length=80, default="the next release", db_default="")'
    models = publishing / "models" / "changes.py"
    at = "    at = models.DateTimeField("
    assert at in models.read_text()
    models.write_text(models.read_text().replace(at, f"    told_by = {field}\n{at}", 1))
    (publishing / "migrations" / "9999_say_which_release_told.py").write_text(
        "from django.db import migrations, models\n\n\n"
        "class Migration(migrations.Migration):\n"
        f'    dependencies = [("publishing", "{newest}")]\n'
        f'    operations = [migrations.AddField("change", "told_by", {field})]\n'
    )
    return folder


def told_by(place: Place) -> set[str]:
    """Return what stands in the new column."""
    with place.database.session() as cursor:
        cursor.execute("SELECT DISTINCT told_by FROM publishing_change")
        return {row[0] for row in cursor.fetchall()}
