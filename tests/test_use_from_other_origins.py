"""A hospital's portal reads our data from its own pages, and shows our cards in them."""

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people
from .published_site import ADDRESSES, MACHINE_ADDRESSES

SITE = "http://127.0.0.1:8000"
FINDING = "/evidence/knee-pain-sham/"
FOR_PROGRAMS = tuple(
    address
    for address in MACHINE_ADDRESSES
    if address.startswith("/api/") or address.split("?")[0].endswith((".csv", ".json", ".ris", ".bib", ".atom"))
)
KEPT_TO_US = tuple(address for address in ADDRESSES if address not in FOR_PROGRAMS)


def test_pages_of_other_sites_may_read_what_is_made_for_programs_and_nothing_else(site, client):
    for address in (*FOR_PROGRAMS, f"/oembed?url={SITE}{FINDING}", "/api/v1/nothing/"):
        answer = client.get(address)
        again = client.get(address, headers={"if-none-match": answer.get("ETag", "x")})
        asked = client.options(address)
        assert (asked.status_code, asked["Allow"], asked.content) == (204, "GET, HEAD", b"")
        for one in (answer, again, asked):
            assert one["Access-Control-Allow-Origin"] == "*"
            assert one["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert "Access-Control-Allow-Credentials" not in one
    for address in (*KEPT_TO_US, "/admin/login/"):
        answer = client.get(address)
        assert "Access-Control-Allow-Origin" not in answer, address
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", address
    assert client.options("/conditions/").status_code == 405


def test_a_share_picture_may_be_shown_elsewhere_and_other_files_may_not(client, settings, tmp_path):
    (tmp_path / "acuinfo").mkdir()
    for name in ("share.png", "share.0123456789ab.png", "style.css"):
        (tmp_path / "acuinfo" / name).write_bytes(b"x")
    settings.STATIC_ROOT = tmp_path

    policies = {}
    for name in ("share.png", "share.0123456789ab.png", "style.css"):
        answer = client.get(f"/static/acuinfo/{name}")
        policies[name] = answer["Cross-Origin-Resource-Policy"]
        answer.getvalue()

    assert policies == {
        "share.png": "cross-origin",
        "share.0123456789ab.png": "cross-origin",
        "style.css": "same-origin",
    }


def test_only_cards_may_be_framed_by_other_sites(site, client):
    actions.withdraw(publication=site.safety[0], by=site.cast.pia, reason="A doubt about it.")
    cards = {
        "/embed/evidence/knee-pain-sham/": 200,
        "/embed/conditions/knee-osteoarthritis/": 200,
        "/embed/conditions/knee-osteoarthritis/editions/1/": 200,
        "/embed/articles/about/": 200,
        "/embed/safety/bruise-0/": 410,
    }
    others = {
        "/embed/safety/nothing/": 404,
        "/embed/nothing/x/": 404,
        "/embed/evidence/knee-pain-sham/editions/9/": 404,
    }

    for address, status in (cards | others | {FINDING: 200, "/": 200}).items():
        answer = client.get(address)
        assert answer.status_code == status, address
        may_be = address in cards
        assert ("frame-ancestors *" in answer["Content-Security-Policy"], "X-Frame-Options" in answer) == (
            may_be,
            not may_be,
        ), address
        if may_be:
            assert b"<script" not in answer.content
    assert b"A doubt about it." in client.get("/embed/safety/bruise-0/").content


def test_a_card_says_how_its_source_stands_and_which_edition_it_is(site, client):
    knee = "/embed/conditions/knee-osteoarthritis/"
    actions.change_standing(
        source=Source.objects.get(slug="vickers2018"), standing="retracted", note="Notice of May.", by=site.cast.pia
    )

    finding = client.get("/embed/evidence/knee-pain-sham/").content.decode()
    pinned, current = client.get(f"{knee}editions/1/").content.decode(), client.get(knee).content.decode()

    assert "[Source retracted]" in finding
    assert "Notice of May." in finding
    assert ("Edition 1," in pinned, "There is a newer edition." in pinned) == (True, True)
    assert ("Edition 2," in current, "There is a newer edition." in current) == (True, False)


def test_a_card_moves_with_its_page(site, client):
    actions.move(publication=site.knee, slug="knee-pain", by=site.cast.pia)

    answers = [client.get(f"/embed/conditions/knee-osteoarthritis/{below}") for below in ("", "editions/1/")]

    assert [(a.status_code, a["Location"]) for a in answers] == [
        (301, "/embed/conditions/knee-pain/"),
        (301, "/embed/conditions/knee-pain/editions/1/"),
    ]


class Frames(HTMLParser):
    """The frames of a text, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_other_sites_find_the_card_of_a_page_by_its_head(site, client):
    """The case oembed-discovery (oEmbed 1.0, section 4)."""
    page = client.get(FINDING).content.decode()
    addresses = [
        line.split('href="')[1].split('"')[0].replace("&amp;", "&") for line in page.splitlines() if "+oembed" in line
    ]

    as_json, as_xml = (client.get(address.removeprefix(SITE)) for address in addresses)

    said = json.loads(as_json.content)
    assert {element.tag: element.text for element in ElementTree.fromstring(as_xml.content)} == {
        name: str(value) for name, value in said.items()
    }
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "AcuInfo")
    (frame,) = Frames(said["html"]).found
    assert frame == {
        "src": f"{SITE}/embed/evidence/knee-pain-sham/",
        "title": said["title"],
        "width": str(said["width"]),
        "height": str(said["height"]),
        "loading": "lazy",
    }
    assert client.get(frame["src"].removeprefix(SITE)).status_code == 200


def test_a_card_keeps_within_the_room_there_is(site, client):
    sizes = {}
    for query in ("", "&maxwidth=320&maxheight=310", "&maxwidth=20", "&maxwidth=x", "&maxwidth=99999"):
        said = client.get(f"/oembed?url={SITE}{FINDING}{query}").json()
        sizes[query] = (said["width"], said["height"])
    assert sizes["&maxwidth=320&maxheight=310"] == (320, 310)
    assert sizes["&maxwidth=20"][0] == 300
    assert sizes["&maxwidth=x"] == sizes["&maxwidth=99999"] == sizes[""]


def test_there_is_no_card_for_what_is_no_page_of_ours(site, client):
    actions.withdraw(publication=site.safety[0], by=site.cast.pia, reason="A doubt.")
    draft = people.reserve_draft(site.cast, "hip", people.condition_document(title="Hip"))
    wrong = ("", f"{SITE}/", f"{SITE}/admin/", f"https://evil.example{FINDING}", f"{SITE}/safety/bruise-0/", "http://[")
    wrong += (f"{SITE}{draft.get_absolute_url()}", f"{SITE}/nothing/at/all/")

    assert {client.get("/oembed", {"url": address}).status_code for address in wrong} == {404}
    assert client.get("/oembed", {"url": SITE + FINDING, "format": "yaml"}).status_code == 501
    pinned = client.get("/oembed", {"url": f"{SITE}{FINDING}editions/1/"}).json()["html"]
    assert f"{SITE}/embed/evidence/knee-pain-sham/editions/1/" in pinned


def test_the_licence_is_told_wherever_somebody_takes_something_along(site, client, settings):
    page = client.get(FINDING).content.decode()

    assert f'<a rel="license" href="{settings.CONTENT_LICENCE_URL}">CC BY 4.0</a>' in page
    assert f'"license": "{settings.CONTENT_LICENCE_URL}"' in page
    assert client.get("/api/v1/openapi.json").json()["info"]["license"] == {
        "name": "AcuInfo, CC BY 4.0",
        "url": settings.CONTENT_LICENCE_URL,
    }
    settings.CONTENT_LICENCE = settings.CONTENT_LICENCE_URL = ""
    page = client.get(FINDING).content.decode()
    assert "license" not in page
    assert "licence" not in page
