"""Whoever comes while the database is away is told so, and that nothing was saved."""

import json
import subprocess
import sys

import pytest

from .servers import ROOT, environment

ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.test import Client
from acuinfo.operations import databases
databases.use("sqlite:////nowhere/at/all.sqlite3")
answers = []
for method, address in json.loads(sys.argv[1]):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    said = {"q": "knee", "username": "ada", "password": "x"}
    answer = getattr(client, method)(address, said, HTTP_HOST=settings.ALLOWED_HOSTS[0], secure=True)
    answers.append([answer.status_code, answer.headers.get("Retry-After", ""), answer.content.decode()])
print(json.dumps(answers))
"""
ROADS = [
    ("get", "/conditions/"),
    ("get", "/search/"),
    ("get", "/admin/"),
    ("post", "/admin/login/"),
    ("get", "/api/v1/condition/"),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str, str]]:
    """Ask on every road in a process whose database cannot be opened."""
    place = tmp_path_factory.mktemp("away")
    env = {**environment(f"sqlite:///{place}/db.sqlite3", place), "DJANGO_SETTINGS_MODULE": "acuinfo.settings"}
    command = [sys.executable, "-c", ASK, json.dumps(ROADS)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return [tuple(answer) for answer in json.loads(done.stdout.splitlines()[-1])]


@pytest.mark.parametrize("place", range(len(ROADS)), ids=[address for _method, address in ROADS])
def test_the_answer_says_what_is_the_matter(answers: list[tuple[int, str, str]], place: int) -> None:
    status, again, body = answers[place]

    assert (status, again) == (503, "60")
    assert "Nothing was saved." in body


def test_programs_get_json(answers: list[tuple[int, str, str]]) -> None:
    assert json.loads(answers[-1][2])["detail"].startswith("The database does not answer")
