"""A link to a page of this site leads to something readers can see."""

import pytest
from django.core.management import CommandError, call_command

from acuinfo.publishing import actions
from acuinfo.publishing.links import dead_links
from acuinfo.publishing.models import Publication
from acuinfo.site.content_files import as_text

from . import cast as people


def _linking(*addresses, **fields):
    body = "".join(f'<p><a href="{address}">The page on {i}</a></p>' for i, address in enumerate(addresses))
    return people.article_document(body=body, **fields)


@pytest.mark.parametrize(
    "address",
    [
        "/conditions/knee-osteoarthritis/",
        "/conditions/knee-osteoarthritis/#safety",
        "/evidence-map/?sort=people",
        "/safety/",
    ],
)
def test_a_link_is_fine_when_readers_can_follow_it(knee, address):
    assert dead_links(_linking(address)) == frozenset()


@pytest.mark.parametrize("address", ["/conditions/draft/", "/conditions/nothing/", "/no/such/page/", "/about/"])
def test_publishing_is_refused_when_a_link_leads_nowhere(cast, knee, address):
    people.reserve_draft(cast, "draft", people.condition_document(title="A draft"))
    page = people.reserve_draft(cast, "what", _linking(address))
    digest = people.approve(cast, page)

    with pytest.raises(actions.Refused, match=f"The link to {address} leads nowhere"):
        actions.publish(publication=page, by=cast.pia, digest=digest, change_note="First.")


def test_other_sites_are_not_looked_up_when_a_page_links_to_them(db):
    assert (
        dead_links(_linking("https://example.org/nothing/", "mailto:a@example.org", "//example.org/x/")) == frozenset()
    )


@pytest.fixture
def folder(tmp_path, settings):
    """Content files in which the first page links to the second, and the second to the first."""
    settings.SELF_APPROVAL = True
    (tmp_path / "articles").mkdir()
    pages = {"a": _linking("/articles/b/", title="A"), "b": _linking("/articles/a/", title="B")}
    for slug, document in pages.items():
        (tmp_path / "articles" / f"{slug}.yaml").write_text(as_text(document, people.AS_OF))
    return tmp_path


def test_pages_that_link_to_each_other_are_loaded_when_they_come_together(db, folder):
    call_command("load_content", folder, verbosity=0)

    assert Publication.objects.live().count() == 2


def test_loading_stops_with_a_sentence_when_a_link_leads_nowhere_at_all(db, folder):
    (folder / "articles" / "c.yaml").write_text(as_text(_linking("/articles/zzz/", title="C"), people.AS_OF))

    with pytest.raises(CommandError, match=r"articles/c.yaml: there is no page at /articles/zzz/"):
        call_command("load_content", folder, verbosity=0)
