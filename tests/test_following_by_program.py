"""A portal keeps a copy of everything by asking only what has changed."""

import datetime as dt
from random import Random
from uuid import UUID

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Publication, Tag, site_version
from acuinfo.sources.models import Source, Standing

from . import cast as people
from .published_site import add_tag, publish_site

API = "/api/v1/"
ACTIONS = 60
"""How much happens in the long test; raise it by hand before a release (issue 16 asks for 500)."""
SEED = 16


class Copy:
    """A client's copy: every page by its id, at a site version."""

    def __init__(self, client):
        self.client, self.pages = client, {}
        self.version = int(client.get(API)["AcuInfo-Version"])
        for kind in ("condition", "evidence", "safety", "article"):
            for answer in self.read(f"{API}{kind}/?full=true&limit=3"):
                self.pages |= {page["id"]: page for page in answer["items"]}

    def read(self, address):
        """Yield each answer of a list to its end; the body and the header lead to the same place."""
        while address:
            got = self.client.get(address)
            answer = got.json()
            assert got.headers.get("Link") == (f'<{answer["next"]}>; rel="next"' if answer["next"] else None)
            yield answer
            address = answer["next"]

    def poll(self):
        """Bring the copy up to date by the log of changes alone."""
        named = {}
        for answer in self.read(f"{API}changes/?after={self.version}&limit=7"):
            for change in answer["items"]:
                assert change["version"] > self.version
                self.version = change["version"]
                if change["record"]:
                    named[change["id"]] = change["record"]
        for page, record in named.items():
            got = self.client.get(record)
            assert got.status_code in (200, 410)
            if got.status_code == 200:
                self.pages[page] = got.json()
            else:
                self.pages.pop(page, None)


class Editors:
    """People who do at random whatever alters the site; what is refused is left."""

    def __init__(self, cast, random):
        self.cast, self.random, self.count = cast, random, 0

    def act(self):
        """Do one thing. Each is as likely as the others."""
        names = ("publish", "publish", "publish_new", "move", "judge", "withdraw", "reinstate", "merge", "rename")
        self.count += 1
        getattr(self, self.random.choice(names))()

    def page(self, **fields):
        return self.random.choice(list(Publication.objects.live().filter(**fields).order_by("pk")))

    def words(self):
        finding = self.random.choice([*Publication.objects.live().filter(kind="evidence").order_by("pk"), None])
        told = f"<p>[[finding:{finding.slug}]]</p>" if finding else ""
        return f"<p>Thin ones [[trial{self.random.randrange(3)}]].</p>{told}<p>Words number {self.count}.</p>"

    def document(self, page):
        before = actions.compile_draft(page).document
        if page.kind == "evidence":
            new = {"estimate": -self.random.randrange(12, 44) / 100, "explanation": f"<p>Number {self.count}.</p>"}
        else:
            field = {"condition": "unknowns", "safety": "what_it_is", "article": "body"}[page.kind]
            new = {field: self.words()}
        if page.kind == "condition":
            new |= {"title": f"{before.title.split(',')[0]}, {self.count}", "leading": ()}
        return type(before).model_validate({**before.model_dump(exclude=set(before.DERIVED)), **new})

    def publish(self):
        page = self.page()
        people.rewrite(self.cast, page, self.document(page))
        people.publish(self.cast, page, weight=self.random.choice(("major", "minor")))

    def publish_new(self):
        tags = tuple(Tag.objects.editorial().in_use().order_by("slug").values_list("slug", flat=True)[:2])
        text = people.article_document(title=f"New text {self.count}", body=self.words(), tags=tags)
        people.published(self.cast, f"new-{self.count}", text)

    def move(self):
        actions.move(publication=self.page(), slug=f"moved-{self.count}", by=self.cast.pia)

    def judge(self):
        source = self.random.choice(list(Source.objects.order_by("slug")))
        standing = self.random.choice(Standing.values)
        actions.change_standing(source=source, standing=standing, note=f"Notice {self.count}.", by=self.cast.pia)

    def withdraw(self):
        page, other = self.page(), self.random.choice((None, self.page()))
        actions.withdraw(publication=page, by=self.cast.pia, reason=f"Doubt {self.count}.", successor=other)

    def reinstate(self):
        gone = list(Publication.objects.exclude(withdrawn_at=None).order_by("pk"))
        if gone:
            actions.reinstate(publication=self.random.choice(gone), by=self.cast.pia)

    def merge(self):
        add_tag(self.cast, f"topic-{self.count}", "topic", f"Thing number {self.count} of many")
        topics = list(Tag.objects.editorial().in_use().filter(group="topic").order_by("slug"))
        actions.merge_tags(tag=self.random.choice(topics), into=self.random.choice(topics), by=self.cast.pia)

    def rename(self):
        tag = self.random.choice(list(Tag.objects.editorial().in_use().filter(group="topic").order_by("slug")))
        name = f"Another thing {self.count} of many"
        actions.rename_tag(tag=tag, slug=f"renamed-{self.count}", name=name, by=self.cast.pia)


def test_a_copy_that_follows_the_changes_is_what_a_whole_download_gives_whatever_happened(cast, client):
    publish_site(cast, 2)
    random, done = Random(SEED), 0
    editors, copy = Editors(cast, random), Copy(client)

    while done < ACTIONS:
        try:
            editors.act()
        except actions.Refused:
            continue
        done += 1
        if random.random() < 0.2:
            copy.poll()
    copy.poll()

    fresh = Copy(client)
    assert copy.pages == fresh.pages
    assert copy.version == fresh.version == site_version()
    happened = set(Change.objects.values_list("what", flat=True))
    assert happened >= {"updated", "moved", "standing", "withdrawn", "reinstated", "tag-merged", "shown-changed"}


@pytest.fixture
def moved(cast, knee):
    """A condition that has moved, a finding about it that was withdrawn for an article, and the article."""
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())
    text = people.published(cast, "needles", people.article_document())
    actions.move(publication=knee, slug="knee-pain", by=cast.pia)
    actions.withdraw(publication=finding, by=cast.pia, reason="The trials were withdrawn.", successor=text)
    knee.refresh_from_db()
    finding.refresh_from_db()
    return knee, finding


def test_a_row_of_the_log_says_what_happened_to_which_page_and_why(moved, client):
    knee, finding = moved
    site = "http://127.0.0.1:8000"

    rows = {row["what"]: row for row in client.get(f"{API}changes/").json()["items"]}

    gone = rows["withdrawn"]
    assert gone.pop("time") == Change.objects.get(what="withdrawn").at.isoformat()
    assert gone == {
        "version": site_version(),
        "what": "withdrawn",
        "kind": "evidence",
        "id": str(finding.uuid),
        "url": f"{site}/evidence/knee-pain-sham/",
        "record": f"{site}/api/v1/evidence/knee-pain-sham/",
        "title": finding.title,
        "edition": None,
        "reason": "The trials were withdrawn.",
        "successor": f"{site}/articles/needles/",
    }
    assert (rows["moved"]["id"], rows["moved"]["url"]) == (str(knee.uuid), f"{site}/conditions/knee-pain/")
    assert (rows["record-changed"]["id"], rows["published"]["edition"]) == (str(finding.uuid), 1)


def test_programs_are_led_on_and_told_why_as_people_are(moved, client):
    knee, finding = moved

    old, gone = client.get(f"{API}condition/knee-osteoarthritis/"), client.get(f"{API}evidence/knee-pain-sham/")

    assert (old.status_code, client.get(old["Location"]).json()["id"]) == (301, str(knee.uuid))
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
    told = gone.json()
    assert (told["title"], told["status"], told["id"]) == ("Gone", 410, str(finding.uuid))
    assert (told["reason"], dt.datetime.fromisoformat(told["withdrawn_at"])) == (
        "The trials were withdrawn.",
        finding.withdrawn_at,
    )
    assert told["successor"] == "http://127.0.0.1:8000/articles/needles/"


def test_an_id_is_given_with_the_address_and_kept_when_that_changes(cast, knee, client):
    before = client.get(f"{API}condition/knee-osteoarthritis/").json()["id"]

    actions.move(publication=knee, slug="knee-pain", by=cast.pia)

    after = client.get(f"{API}condition/knee-pain/").json()["id"]
    assert UUID(before).version == 4
    assert before == after


def test_every_answer_names_the_version_of_the_site(knee, client):
    version = str(site_version())
    etag = client.get(f"{API}condition/")["ETag"]

    answers = [client.get(f"{API}{path}") for path in ("", "condition/", "changes/", "nothing/", "openapi.json", "x")]
    answers.append(client.get(f"{API}condition/", headers={"if-none-match": etag}))

    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 200, 301, 304]
    assert {answer["AcuInfo-Version"] for answer in answers} == {version}


def test_what_nobody_reads_is_refused_when_an_address_says_it(knee, client):
    paths = ("", "condition/", "condition/knee-osteoarthritis/", "changes/", "openapi.json")
    answers = [client.get(f"{API}{path}?colour=red") for path in paths]

    assert {(answer.status_code, answer["Content-Type"]) for answer in answers} == {(400, "application/problem+json")}
    assert all(answer.json()["detail"].startswith("There is no parameter colour.") for answer in answers)


def test_a_version_the_site_never_had_is_refused_so_that_a_copy_begins_anew(knee, client):
    answer = client.get(f"{API}changes/?after={site_version() + 1}")

    assert answer.status_code == 400
    assert "Read everything anew" in answer.json()["detail"]


def test_a_list_goes_on_where_it_was_when_the_page_at_the_cursor_was_withdrawn(cast, client):
    pages = [people.published(cast, f"a{i}", people.article_document(title=f"A{i}")) for i in range(4)]
    first = client.get(f"{API}article/?limit=2").json()

    actions.withdraw(publication=pages[1], by=cast.pia, reason="A doubt.")

    rest = client.get(first["next"]).json()
    assert ([page["title"] for page in rest["items"]], rest["next"]) == (["A2", "A3"], None)
    assert client.get(f"{API}safety/?cursor={pages[0].uuid}").status_code == 404
