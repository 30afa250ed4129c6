"""What every answer carries besides its body, the odd ones too."""

import pytest
from django.test import Client

from acuinfo.operations.middleware import OPEN
from acuinfo.publishing import actions

from . import cast as people
from .published_site import ADDRESSES, HTML_ADDRESSES, LETTERS

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
PUBLIC = "public, max-age=0, s-maxage=5, stale-if-error=86400"
PRIVATE = "private, no-store"


@pytest.fixture
def reader():
    """Somebody who takes what comes, a 500 too."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def odd_answers(site, reader, settings, tmp_path, monkeypatch):
    """One answer of every odd sort, by what it is."""
    (tmp_path / "style.css").write_text("p { color: black }")
    settings.STATIC_ROOT = tmp_path
    actions.withdraw(publication=site.safety[0], by=site.cast.pia, reason="A doubt.")
    etag = reader.get("/conditions/")["ETag"]
    answers = {
        "200 static": reader.get("/static/style.css"),
        "301 slash": reader.get("/conditions"),
        "301 canonical": reader.get("/conditions/?page=1"),
        "301 moved": reader.get("/articles/about/"),
        "302 desk": reader.get("/admin/"),
        "304": reader.get("/conditions/", headers={"If-None-Match": etag}),
        "400 nonsense": reader.get("/conditions/?tag=%00"),
        "400 host": reader.get("/", headers={"Host": "evil.example"}),
        "400 api": reader.get("/api/v1/condition/?tag=%00"),
        "403 form": reader.post("/admin/login/", {"username": "ada"}),
        "404 page": reader.get("/conditions/nothing/"),
        "404 static": reader.get("/static/nothing.css"),
        "404 empty": reader.get("/evidence/?tag=sham&tag=knee&tag=nothing"),
        "404 api": reader.get("/api/v1/nothing/at/all"),
        "405": reader.post("/conditions/"),
        "405 trace": reader.generic("TRACE", "/admin/"),
        "405 api": reader.post("/api/v1/"),
        "410": reader.get("/safety/bruise-0/"),
        "422 api": reader.get("/api/v1/condition/?limit=0"),
    }
    monkeypatch.setattr("acuinfo.finding.source_list._cited", lambda: 1 / 0)
    answers["500"] = reader.get("/sources/")
    answers["200 static"].getvalue()  # a file that is read to its end is closed
    return answers


def _policy(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts if part}


def _is_guarded(response):
    policy = _policy(response)
    sources = {source for values in policy.values() for source in values}
    wanted = SECURITY
    if OPEN.fullmatch(response.wsgi_request.path):
        wanted = {**SECURITY, "Cross-Origin-Resource-Policy": "cross-origin"}
    return (
        {name: response.get(name) for name in SECURITY} == wanted
        and policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
        and not sources & {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:", "http:"}
    )


def test_every_public_answer_has_the_security_headers_and_a_strict_policy(site, reader):
    assert [address for address in (*ADDRESSES, "/healthz", "/readyz") if not _is_guarded(reader.get(address))] == []


def test_the_odd_answers_have_them_too_when_something_is_wrong(odd_answers):
    assert [
        (name, answer.status_code)
        for name, answer in odd_answers.items()
        if not name.startswith(str(answer.status_code))
    ] == []
    assert [name for name, answer in odd_answers.items() if not _is_guarded(answer)] == []


def test_readers_get_scripts_and_styles_from_this_site_only(site, reader):
    policies = [_policy(reader.get(address)) for address in (*HTML_ADDRESSES, *LETTERS)]

    assert all(policy == policies[0] for policy in policies)
    assert policies[0] == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_error_pages_can_load_their_styles_when_something_is_wrong(odd_answers):
    pages = [name for name, answer in odd_answers.items() if b'rel="stylesheet"' in answer.getvalue()]

    assert {"400 nonsense", "404 page", "410"} <= set(pages)
    assert [name for name in pages if "'self'" not in _policy(odd_answers[name]).get("style-src", [])] == []


def test_the_desk_allows_one_style_more_for_the_editor_and_nothing_else(site, client):
    client.force_login(site.cast.ada)

    policy = _policy(client.get("/admin/login/"))

    assert all(source.startswith(("'self'", "'sha256-")) for source in policy["style-src"])
    assert "'unsafe-inline'" not in str(policy)


def test_browsers_are_told_to_stay_on_https_when_the_site_is(db, client, settings):
    plain = client.get("/").headers.get("Strict-Transport-Security")
    settings.IS_HTTPS = True
    secure = client.get("/").headers.get("Strict-Transport-Security")

    assert plain is None
    assert secure == "max-age=31536000; includeSubDomains; preload"


def test_no_cookie_is_set_and_none_is_read_when_readers_read(site, reader):
    plain = {address: reader.get(address) for address in ADDRESSES}
    reader.force_login(site.cast.pia)
    reader.cookies["csrf"] = "broken"
    reader.cookies["messages"] = "broken"
    signed_in = {address: reader.get(address) for address in ADDRESSES}

    for address, answer in plain.items():
        assert not answer.cookies, address
        assert not signed_in[address].cookies, address
        assert "cookie" not in answer.get("Vary", "").lower(), address
        assert signed_in[address].headers == answer.headers, address
        assert signed_in[address].getvalue() == answer.getvalue(), address


def test_caches_may_keep_public_answers_for_seconds(site, reader):
    found = {address: reader.get(address)["Cache-Control"] for address in ADDRESSES}

    assert found == dict.fromkeys(ADDRESSES, PUBLIC)


def test_nobody_keeps_what_is_private_or_broken(odd_answers):
    found = {name: answer["Cache-Control"] for name, answer in odd_answers.items() if "static" not in name}

    kept = {name for name, rule in found.items() if rule == PUBLIC}
    assert kept == {"301 slash", "301 canonical", "301 moved", "304", "404 page", "404 empty", "404 api", "410"}
    assert {rule for name, rule in found.items() if name not in kept} <= {
        PRIVATE,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    }


def test_nobody_keeps_pages_of_the_desk_when_somebody_is_signed_in(site, client):
    client.force_login(site.cast.pia)

    for address in ("/admin/", "/admin/login/", "/admin/nothing/"):
        assert client.get(address)["Cache-Control"] == PRIVATE, address


def test_the_answer_is_304_without_a_body_when_the_reader_has_it(site, reader):
    for address in ADDRESSES:
        first = reader.get(address)
        if first.streaming:
            continue
        again = reader.get(address, headers={"If-None-Match": first["ETag"]})
        weak = reader.get(address, headers={"If-None-Match": f'"x", W/{first["ETag"]}'})
        assert [(a.status_code, a.content, a["ETag"]) for a in (again, weak)] == [(304, b"", first["ETag"])] * 2, (
            address
        )
        assert again["Cache-Control"] == PUBLIC, address


def test_the_answer_is_whole_when_the_reader_has_another(site, reader):
    response = reader.get("/conditions/", headers={"If-None-Match": '"something-else"'})

    assert (response.status_code, len(response.content) > 1000) == (200, True)


def test_the_etag_changes_when_the_page_does_and_only_then(site, reader):
    first = reader.get("/conditions/knee-osteoarthritis/")["ETag"]
    same = reader.get("/conditions/knee-osteoarthritis/")["ETag"]
    people.rewrite(site.cast, site.knee, people.condition_document(without_treatment="<p>A sore knee joint.</p>"))
    people.publish(site.cast, site.knee)
    new = reader.get("/conditions/knee-osteoarthritis/")["ETag"]

    assert first == same != new
