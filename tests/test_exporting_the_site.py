"""A static copy of the site that any web server can serve."""

import re
import threading
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from acuinfo.operations.mirror import NOT_HERE, place
from acuinfo.publishing import actions, process_caches

from . import cast as people

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')


class Quiet(SimpleHTTPRequestHandler):
    """Serve a folder as any simple web server does."""

    def log_message(self, *args):
        """Say nothing."""


SITE_PAGES = ("about", "editorial-policy", "privacy", "accessibility-statement", "medical-disclaimer")


def publish_a_site() -> None:
    """Publish 21 articles, the site's own pages, a condition with evidence; withdraw one page; leave one draft."""
    cast = people.make_cast()
    for number in range(21):
        people.published(cast, f"article-{number:02}", people.article_document(title=f"Article {number:02}"))
    for slug in SITE_PAGES:
        people.published(cast, slug, people.article_document(title=slug, section="about"))
    people.knee(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document())
    gone = people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))
    actions.withdraw(publication=gone, by=cast.pia, reason="It was about something else.")
    people.reserve_draft(cast, "secret-plan", people.article_document(title="Nobody may read this yet"))


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """Return the folder of a copy; made once, for nothing changes it."""
    folder = tmp_path_factory.mktemp("mirror") / "copy"
    with django_db_blocker.unblock(), transaction.atomic():
        publish_a_site()
        process_caches.clear()
        call_command("export_site", folder, verbosity=0)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def address(copy):
    """Return the address of a plain web server with the copy at its root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def walk(start: str) -> tuple[dict[str, str], list[str]]:
    """Follow every internal link. Return what each address holds, and the links that lead nowhere."""
    waiting, found, broken = [(start + "/", "")], {}, []
    while waiting:
        address, source = waiting.pop()
        address = address.split("#")[0]
        if address in found:
            continue
        try:
            with urlopen(address) as answer:  # noqa: S310  our own server
                found[address] = answer.read().decode("utf-8", "replace")
                is_page = answer.headers["Content-Type"] == "text/html"
        except HTTPError as error:
            broken.append(f"{source} -> {address}: {error.code}")
            continue
        links = [urljoin(address, unescape(link)) for link in LINK.findall(found[address])] if is_page else []
        waiting += [(link, address) for link in links if link.startswith(start)]
    return found, broken


def test_every_link_leads_somewhere_when_a_plain_server_serves_the_copy(address, copy):
    found, broken = walk(address)

    assert broken == []
    assert "Knee osteoarthritis" in found[f"{address}/conditions/knee-osteoarthritis/"]
    assert {urlsplit(a).path for a in found} >= {
        "/",
        "/articles/page-2/",
        "/articles/article-19/",
        "/evidence/knee-pain-sham/editions/1/",
        "/evidence-map/",
        "/feeds/changes.atom",
        "/evidence.atom",
        NOT_HERE,
    }
    for name in ("sitemap.xml", "robots.txt", ".well-known/security.txt", "evidence-map.csv"):
        assert (copy / name).read_bytes()


def test_a_list_has_all_its_pages_when_it_is_longer_than_one(address, copy):
    first = (copy / "articles/index.html").read_text()
    second = (copy / "articles/page-2/index.html").read_text()

    titles = set(re.findall(r"Article \d\d", first)), set(re.findall(r"Article \d\d", second))

    assert 'href="/articles/page-2/"' in first
    assert (len(titles[0]), len(titles[1])) == (20, 1)
    assert not titles[0] & titles[1]


def test_styles_are_in_the_copy_when_pages_ask_for_them(copy):
    page = (copy / "index.html").read_text()

    styles = re.findall(r'rel="stylesheet" href="([^"]+)"', page)

    assert len(styles) >= 3
    assert all((copy / style.lstrip("/")).read_text().strip() for style in styles)


def test_nothing_leads_to_the_desk_or_a_query_when_the_copy_is_read(copy):
    pages = {path: path.read_text() for path in copy.rglob("*.html")}

    links = {(path, unescape(link)) for path, text in pages.items() for link in LINK.findall(text)}

    internal = {link for _, link in links if link.startswith("/")}
    assert len(pages) > 50
    assert not [link for link in internal if link.startswith(("/admin", "/api", "/search"))]
    assert not [link for link in internal if "?" in link]
    assert not (copy / "admin").exists()


def test_a_withdrawn_page_says_so_when_the_change_log_links_to_it(copy):
    page = (copy / "conditions/neck-pain/index.html").read_text()

    assert "It was about something else." in page


def test_a_draft_is_not_in_the_copy_when_it_was_never_published(copy):
    everything = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())

    assert b"Article 07" in everything
    assert b"Nobody may read this yet" not in everything
    assert b"secret-plan" not in everything


def test_exporting_is_refused_when_the_folder_holds_files(tmp_path, db):
    (tmp_path / "mine.txt").write_text("keep")

    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", tmp_path, verbosity=0)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_operator_is_told_when_a_linked_page_does_not_answer(knee, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("acuinfo.operations.mirror.STARTS", ("/", "/articles/no-such-article/"))

    with pytest.raises(CommandError, match="do not answer"):
        call_command("export_site", tmp_path / "copy", verbosity=0)

    assert "/articles/no-such-article/ (404)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/conditions/", "", "/conditions/"),
        ("/conditions/", "page=2", "/conditions/page-2/"),
        ("/conditions/", "tag=knee&page=2", "/conditions/tag-knee/page-2/"),
        ("/conditions.atom", "tag=knee", "/conditions.tag-knee.atom"),
    ],
)
def test_each_state_of_a_list_gets_an_address_when_it_has_a_query(path, query, expected):
    assert place(path, query) == expected


def test_the_picture_for_shared_links_is_in_the_copy(copy):
    page = (copy / "index.html").read_text("utf-8")

    assert 'property="og:image" content="http://127.0.0.1:8000/static/acuinfo/share.png"' in page
    assert (copy / "static/acuinfo/share.png").read_bytes().startswith(b"\x89PNG")
