"""``./run`` and ``./run dev``: what they refuse, and what working on the site shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call ``./run`` with the Python of the tests."""
    command = [sys.executable, "run", *args]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False
    )


def test_every_verb_is_explained_when_somebody_asks_for_help():
    helped = run("help")

    assert helped.returncode == 0
    for verb in ("dev", "test", "check", "fix", "bench", "manage", "lock"):
        assert f"\n./run {verb} " in helped.stdout


@pytest.mark.parametrize("environment", ["production", "test"])
def test_the_site_for_developers_does_not_start_when_the_environment_is_another(environment):
    refused = run("dev", ENVIRONMENT=environment)

    assert refused.returncode == 1
    assert refused.stderr.startswith("./run dev shows code and settings to whoever asks")


def test_the_site_does_not_start_without_a_proxy_when_other_machines_could_reach_it():
    refused = run("serve", HOST="0.0.0.0", TRUSTED_PROXIES="")  # noqa: S104  it is refused

    assert refused.returncode == 1
    assert "0.0.0.0 can be reached from other machines" in refused.stderr
    assert "TRUSTED_PROXIES" in refused.stderr


def test_a_page_keeps_its_policy_and_an_error_shows_djangos_page_when_debugging(knee, client, settings):
    settings.DEBUG = True

    page, missing = client.get("/conditions/knee-osteoarthritis/"), client.get("/conditions/nowhere/")

    assert "style-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert b"DEBUG = True" in missing.content
    assert "Content-Security-Policy" not in missing.headers  # or the browser would not style Django's page
