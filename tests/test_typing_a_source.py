"""A source is typed by hand on the desk."""

import pytest

from acuinfo.sources.models import Source


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://doi.org/10.1016/J.JPAIN.2017.11.005", "10.1016/j.jpain.2017.11.005"),
        ("doi: 10.1016/j.jpain.2017.11.005", "10.1016/j.jpain.2017.11.005"),
    ],
)
def test_a_doi_is_taken_as_people_copy_it(cast, client, typed, kept):
    client.force_login(cast.ada)
    said = {"slug": "vickers2018", "kind": "trial", "title": "Acupuncture for pain", "doi": typed}

    answer = client.post("/admin/sources/source/add/", said)

    assert answer.status_code == 302, answer.context["errors"]
    assert Source.objects.get().doi == kept


def test_what_is_no_doi_is_told_with_how_one_looks(cast, client):
    client.force_login(cast.ada)
    said = {"slug": "vickers2018", "kind": "trial", "title": "Acupuncture for pain", "doi": "jpain.2017"}

    answer = client.post("/admin/sources/source/add/", said)

    assert answer.context["adminform"].form.errors == {"doi": ["Start with 10., without https://doi.org/."]}
