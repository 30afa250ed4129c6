"""What a scanner sees: headers and cookies of a site set up for production.

The scores are those of the HTTP Observatory (developer.mozilla.org/en-US/observatory/docs/tests_and_scoring): 100 to
begin with; penalties first, bonuses only from 90 on; A+ from 100. The site is asked in a process of its own, because
production is chosen when the settings are read.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from .cast import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
STATUSES = {
    "/": 200,
    "/conditions/": 200,
    "/healthz": 200,
    "/robots.txt": 200,
    "/static/site.css": 200,
    "/admin/login/": 200,
    "/admin/": 302,
    "/no-such-page/": 404,
    "/search/?q=%00": 400,
    "/static/no-such.css": 404,
}
ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # none collected
call_command("migrate", verbosity=0)
client = Client(headers={"host": "acuinfo.example"}, raise_request_exception=False)
answers = {}
for address in sys.argv[1:]:
    answer = client.get(address, secure=True)
    cookies = [morsel.OutputString() for morsel in answer.cookies.values()]
    answers[address] = {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}
plain = client.get("/")
answers["plain"] = {"status": plain.status_code, "headers": dict(plain.headers), "cookies": []}
names = [name for name in dir(settings) if name.startswith(("SESSION_COOKIE", "CSRF_COOKIE"))]
print(json.dumps({"answers": answers, "settings": {name: getattr(settings, name) for name in names}}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """What a production site answers, and its settings for cookies."""
    room = tmp_path_factory.mktemp("production")
    (room / "static").mkdir()
    (room / "static" / "site.css").write_text("body { margin: 0 }")
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")},
        "ENVIRONMENT": "production",
        "DJANGO_SETTINGS_MODULE": "acuinfo.settings",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "ALLOWED_HOSTS": "acuinfo.example",
        "SITE_URL": "https://acuinfo.example",
        "TRUSTED_PROXIES": "127.0.0.1",
        "VAR_DIR": str(room),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    told = subprocess.run(
        [sys.executable, "-c", ASK, *STATUSES], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


def score(headers: dict[str, str], cookies: list[str]) -> int:
    """Return the Observatory's score of one answer over https with these headers and cookies."""
    policy = directives(headers.get("Content-Security-Policy", ""))
    penalties, bonuses = 0, 0
    # Content-Security-Policy
    scripts = policy.get("script-src", policy.get("default-src"))
    if not policy:
        penalties -= 25
    elif scripts is None or {"'unsafe-inline'", "data:", "https:", "*"} & set(scripts):
        penalties -= 20
    elif "'unsafe-eval'" in scripts:
        penalties -= 10
    elif "'unsafe-inline'" not in policy.get("style-src", []):
        bonuses += 10 if policy.get("default-src") == ["'none'"] else 5
    # Cookies
    flags = [cookie.lower() for cookie in cookies]
    penalties -= 40 * any("; secure" not in cookie for cookie in flags)
    penalties -= 30 * any("; httponly" not in cookie for cookie in flags)
    penalties -= 20 * any("samesite=none" in cookie for cookie in flags)
    bonuses += 5 * bool(flags and all("samesite=" in cookie for cookie in flags))
    # The others
    penalties -= 50 * ("Access-Control-Allow-Credentials" in headers)
    referrer = headers.get("Referrer-Policy", "")
    bonuses += 5 * (referrer in ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"))
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    penalties -= 20 if age is None else 10 * (int(age[1]) < 15_768_000)
    penalties -= 5 * (headers.get("X-Content-Type-Options") != "nosniff")
    if "frame-ancestors" in policy:
        bonuses += 5
    elif headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
        penalties -= 20
    bonuses += 10 * (headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site"))
    total = 100 + penalties
    return total + bonuses if total >= 90 else total


@pytest.mark.parametrize("address", STATUSES)
def test_the_score_is_a_plus_when_a_scanner_asks_for_any_address(production, address):
    answer = production["answers"][address]

    assert answer["status"] == STATUSES[address]
    assert score(answer["headers"], answer["cookies"]) >= 120


def test_the_score_notices_when_a_header_is_missing(production):
    answer = production["answers"]["/"]
    full = score(answer["headers"], answer["cookies"])

    less = {name: score({k: v for k, v in answer["headers"].items() if k != name}, []) for name in answer["headers"]}

    assert {name for name, points in less.items() if points < full} == {
        "Content-Security-Policy",
        "Cross-Origin-Resource-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
    }


def test_plain_http_leads_to_https_when_somebody_types_the_bare_name(production):
    plain = production["answers"]["plain"]

    assert plain["status"] == 301
    assert plain["headers"]["Location"] == "https://acuinfo.example/"


def test_public_pages_set_no_cookie_when_asked(production):
    assert {address for address in STATUSES if production["answers"][address]["cookies"]} == {"/admin/login/"}


def test_cookies_are_bound_to_this_host_and_hidden_from_scripts_when_somebody_signs_in(production, cast, settings):
    for name, value in production["settings"].items():
        setattr(settings, name, value)
    client = Client(enforce_csrf_checks=True)
    page = client.get("/admin/login/", secure=True)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    form = {"username": "pia", "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = client.post("/admin/login/", form, secure=True, HTTP_ORIGIN="https://testserver")

    assert answer.status_code == 302
    assert set(answer.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in answer.cookies.values():
        assert cookie["secure"] is True
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
