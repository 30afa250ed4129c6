"""What search engines and finders of holes are told."""

import datetime as dt
from xml.etree import ElementTree

from acuinfo.publishing import actions

from . import cast as people
from .published_site import publish_site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _entries(client, address, name, **headers):
    root = ElementTree.fromstring(client.get(address, **headers).content)
    return {entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in root.iter(SITEMAP + name)}


def _locations(client, **headers):
    """Every address of every file that the index names."""
    found = {}
    for file in _entries(client, "/sitemap.xml", "sitemap", **headers):
        found |= _entries(client, file.removeprefix("http://127.0.0.1:8000"), "url", **headers)
    return found


def test_the_sitemap_names_every_live_page_and_each_of_them_answers(cast, client):
    site = publish_site(cast)
    people.reserve_draft(cast, "hip-pain", people.condition_document(title="Hip pain"))
    actions.withdraw(publication=site.safety[0], by=cast.pia, reason="A doubt.")

    found = _locations(client)

    paths = {url.removeprefix("http://127.0.0.1:8000") for url in found}
    assert {page.get_absolute_url() for page in site.pages} - paths == {"/safety/bruise-0/"}
    assert "/conditions/hip-pain/" not in paths
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert found["http://127.0.0.1:8000/about/"] == f"{site.knee.published_at:%Y-%m-%d}"


def test_the_files_share_the_pages_when_there_are_more_than_one_takes(cast, client, monkeypatch):
    publish_site(cast)
    whole = _locations(client)

    monkeypatch.setattr("acuinfo.site.sitemaps.PAGES_EACH", 3)

    assert len(_entries(client, "/sitemap.xml", "sitemap")) == 3
    assert _locations(client) == whole
    assert [client.get(f"/sitemap-{n}.xml").status_code for n in (0, 3, 4)] == [404, 200, 404]


def test_the_sitemap_names_the_configured_site_when_another_host_is_asked(knee, client):
    assert all(url.startswith("http://127.0.0.1:8000/") for url in _locations(client, HTTP_HOST="localhost:4711"))


def test_robots_keep_to_public_pages_and_find_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Disallow: /search/" in lines
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_security_txt_has_a_contact_and_has_not_expired(client):
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    left = dt.datetime.fromisoformat(fields["Expires"]) - dt.datetime.now(dt.UTC)
    assert fields["Contact"].startswith(("http", "mailto:"))
    assert dt.timedelta(days=30) < left < dt.timedelta(days=366)
