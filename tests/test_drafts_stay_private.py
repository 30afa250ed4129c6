"""What is not published changes no public byte; what must be known at once shows at once."""

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people
from .published_site import ADDRESSES

SECRET = "zanzibar"
ASKED = (
    *ADDRESSES,
    f"/search/?q={SECRET}",
    f"/search/?q={SECRET}2030",
    f"/conditions/{SECRET}/",
    f"/evidence/{SECRET}/",
    f"/safety/{SECRET}/",
    f"/articles/{SECRET}/",
    f"/{SECRET}/",
    f"/sources/{SECRET}2030/",
    f"/api/v1/condition/{SECRET}/",
    "/conditions/knee-osteoarthritis/editions/2/",
)


def _all_bytes(client):
    """Return status, headers and body of every public address."""
    answers = {address: client.get(address) for address in ASKED}
    return {address: (a.status_code, dict(a.headers), a.getvalue()) for address, a in answers.items()}


def _secret_documents():
    about = {"conditions": ("knee-osteoarthritis",)}
    words, cited = f"About {SECRET}.", f"<p>{SECRET} [[{SECRET}2030]]</p>"
    return [
        people.condition_document(title=words, without_treatment=f"<p>{words}</p>", unknowns=cited),
        people.evidence_document(
            comparator_detail=f"{SECRET} sham", explanation=cited, estimate=-0.9, ci_low=-1.1, ci_high=-0.7
        ),
        people.safety_document(title=words, summary=words, what_it_is=cited, urgency="get-help-now", **about),
        people.article_document(title=words, summary=words, body=cited, **about),
    ]


def test_no_public_byte_changes_when_drafts_are_saved_reviewed_and_sent_back(site, client):
    before = _all_bytes(client)

    for page, document in zip(site.pages, _secret_documents(), strict=False):
        people.rewrite(site.cast, page, document)
        people.approve(site.cast, page)
        digest = actions.compile_draft(page).digest
        actions.request_changes(publication=page, by=site.cast.ruth, digest=digest, comment=f"Say more about {SECRET}.")

    assert Source.objects.filter(slug=f"{SECRET}2030").exists()
    assert _all_bytes(client) == before


def test_no_public_byte_changes_when_new_drafts_and_sources_are_made(site, client):
    before = _all_bytes(client)

    for document in _secret_documents():
        publication = people.reserve_draft(site.cast, SECRET, document)
        people.approve(site.cast, publication)
    people.source("unused2031", title=f"More about {SECRET}")

    assert _all_bytes(client) == before


def test_no_public_byte_changes_when_an_old_edition_is_loaded_into_the_draft(site, client):
    people.rewrite(site.cast, site.knee, people.condition_document(without_treatment="<p>A sore knee joint.</p>"))
    people.publish(site.cast, site.knee)
    before = _all_bytes(client)

    actions.restore(edition=site.knee.editions.get(number=1), by=site.cast.ada)

    assert _all_bytes(client) == before


def test_the_words_are_public_when_the_drafts_are_published(site, client):
    for page, document in zip(site.pages, _secret_documents(), strict=False):
        people.rewrite(site.cast, page, document)
        people.publish(site.cast, page)

    after = _all_bytes(client)

    found = {address for address, (_status, _headers, body) in after.items() if SECRET.encode() in body.lower()}
    assert found >= {
        "/",
        "/conditions/",
        "/conditions/knee-osteoarthritis/",
        "/conditions/knee-osteoarthritis/editions/",
        "/conditions/knee-osteoarthritis/editions/2/",
        "/evidence/knee-pain-sham/",
        "/safety/bruise-0/",
        "/articles/needles-0/",
        f"/search/?q={SECRET}",
        f"/sources/{SECRET}2030/",
        "/changes/",
        "/feeds/changes.atom",
        "/conditions.atom",
        "/api/v1/condition/",
        "/api/v1/condition/knee-osteoarthritis/",
    }


def test_the_first_edition_says_what_it_said_when_the_second_is_published(site, client):
    people.rewrite(site.cast, site.articles[0], _secret_documents()[3])
    people.publish(site.cast, site.articles[0])

    assert SECRET not in client.get("/articles/needles-0/editions/1/").content.decode().split("<main")[1]


def test_every_citing_page_says_so_at_once_when_a_source_is_retracted(site, client):
    source = Source.objects.get(slug="trial0")

    actions.change_standing(source=source, standing="retracted", note="Made-up data.", by=site.cast.pia)

    for page in site.pages:
        assert "Made-up data." in client.get(page.get_absolute_url()).content.decode(), page


def test_the_page_is_gone_everywhere_at_once_when_it_is_withdrawn(site, client):
    article = site.articles[0]

    actions.withdraw(publication=article, by=site.cast.pia, reason="A doubt.")

    answers = {address: client.get(address) for address in ADDRESSES}
    links = {address for address, a in answers.items() if b'/articles/needles-0/"' in a.getvalue()}
    assert links <= {"/", "/changes/", "/feeds/changes.atom", "/api/v1/changes/"}  # the log says that it went
    assert answers["/articles/needles-0/"].status_code == 410
    assert client.get("/api/v1/article/needles-0/").status_code == 410
