"""A bad day on one machine: workers, and then everything, killed in the middle of publishing."""

import pytest

from . import servers, visitors

pytestmark = [pytest.mark.server, pytest.mark.once]


def test_nothing_acknowledged_is_lost_when_workers_and_then_everything_is_killed_while_publishing(tmp_path, tables):
    env = servers.environment(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    servers.prepare(env, tables)
    with servers.site(env) as site, visitors.Editor(site.url) as editor:
        editor.publishes()
        killed = site.workers()
        site.kill_workers()
        editor.publishes()
        respawned = site.workers()
        site.kill()

    with servers.site(env, workers=1) as again:
        visitors.assert_nothing_lost(env, again.url, editor)
        assert int(servers.ask(f"{again.url}/press", "POST").text) > max(editor.acknowledged)
    assert editor.refused > 0
    assert not set(killed) & set(respawned)
