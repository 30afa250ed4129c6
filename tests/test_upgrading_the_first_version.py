"""A database of the very first version, upgraded by the software of today: nothing is lost, and everything opens.

``documents/first-version.sql`` was written by that version: a page or two of each kind, one moved, one withdrawn, one
with two editions, and a draft that was never published. Its tables differ from what the first migrations say today.
"""

import re
import sqlite3
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from acuinfo.operations import databases
from acuinfo.publishing import process_caches
from acuinfo.publishing.actions.cards import has_cards_of_another_build
from acuinfo.publishing.models import Draft, Publication
from acuinfo.publishing.upgrades import document_of
from conditions.models import Condition, EvidenceSummary

from .admin_forms import fields_of

pytestmark = pytest.mark.crawl
FIRST_VERSION = Path(__file__).resolve().parent / "documents" / "first-version.sql"
OF_THIS_SITE = re.compile(rb'(?:href="|<loc>https?://[^/]+)(/(?!static/|admin/)[^"#<]*)')
OURS = ("conditions", "articles", "sources", "publishing")
OF_THE_FOOTER = ("/accessibility-statement/", "/editorial-policy/", "/privacy/")
NOT_OPEN = {"/articles/why-guidelines-differ/": 410, **dict.fromkeys(OF_THE_FOOTER, 404)}
"""The page that was withdrawn, and pages that this small site never had."""
MORE = ("/sitemap.xml", "/evidence-map.csv", "/sources.ris", "/api/v1/", "/api/v1/condition/", "/search/?q=back")


@pytest.fixture(scope="module", autouse=True)
def _upgraded(tmp_path_factory, django_db_blocker):
    """Work on the old database, migrated, and then again on that of the other tests."""
    path = tmp_path_factory.mktemp("first-version") / "db.sqlite3"
    with sqlite3.connect(path) as old:
        old.executescript(FIRST_VERSION.read_text("utf-8"))
    old.close()
    connection, settings = connections["default"], connections.settings["default"]
    with django_db_blocker.unblock():
        databases.use(f"sqlite:///{path}")
        ContentType.objects.clear_cache()  # each database has ids of its own
        call_command("migrate", verbosity=0)
        assert has_cards_of_another_build()
        call_command("rebuild_cards", verbosity=0)
        yield
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = connection
        process_caches.clear()
        ContentType.objects.clear_cache()


def body(response):
    """Return what an answer says, streamed or not."""
    return b"".join(response)


def test_every_edition_is_whole_and_every_row_in_its_place(capsys):
    call_command("check_editions", verbosity=1)

    assert "8 editions are whole." in capsys.readouterr().out
    condition = Condition.objects.get(publication__slug="chronic-low-back-pain")
    said = document_of(condition.publication.current)
    assert [row.text for row in condition.key_messages.all()] == list(said.key_messages)
    assert [row.text for row in condition.red_flags.all()] == [flag.text for flag in said.red_flags]
    assert [row.statement for row in condition.guidelines.all()] == [row.statement for row in said.guidelines]
    never = EvidenceSummary.objects.get(publication__slug="never-published")
    assert never.explanation == "<p>A sentence of the editor's own.</p><p>Two drafts &lt; one page.</p>"
    assert (never.scale.name, never.scale.noticeable_difference) == ("VAS", 15)


def test_readers_open_every_page(client):
    to_open, answers = ["/", *MORE], {}
    while to_open:
        address = to_open.pop().replace("&amp;", "&")
        if address not in answers:
            response = client.get(address)
            answers[address] = response.status_code
            if response.status_code == 200 and "?" not in address:
                to_open += [link.decode() for link in OF_THIS_SITE.findall(body(response))]

    assert {address: status for address, status in answers.items() if status != 200} == NOT_OPEN
    live = {page.get_absolute_url() for page in Publication.objects.live()}
    assert len(live) == 6
    assert live < answers.keys()
    assert client.get("/evidence/back-pain-usual-care/")["Location"] == "/evidence/back-pain-with-usual-care/"


def test_editors_open_every_form_and_save_each_draft(client):
    client.force_login(User.objects.get(username="pia"))
    to_open, drafts = [], {}
    for model, desk in admin.site._registry.items():
        if model._meta.app_label in OURS:
            base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            to_open.append(reverse(f"{base}_changelist"))
            records = list(model._default_manager.all())
            if issubclass(model, Draft):
                drafts |= {
                    reverse(f"{base}_change", args=[draft.pk]): f"{model._meta.model_name}_form" for draft in records
                }
                to_open += [reverse(f"{base}_{page}", args=[records[0].pk]) for page in desk.DESK_PAGES]
            elif records:
                to_open.append(reverse(f"{base}_change", args=[records[0].pk]))
    assert len(drafts) == 8
    assert {address: status for address in to_open if (status := client.get(address).status_code) != 200} == {}

    for address, form in drafts.items():
        fields = fields_of(client.get(address).content.decode(), form)
        answer = client.post(address, fields)
        assert answer.status_code == 302, answer.context["errors"]
