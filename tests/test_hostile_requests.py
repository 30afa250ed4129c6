"""Mallory sends every public address whatever she can think of: never a 5xx, never another site."""

import random
from itertools import product
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from hypothesis import HealthCheck, example, given, settings, strategies as st

from acuinfo.operations.middleware import OPEN

from . import markup
from .published_site import ADDRESSES, LETTERS

FOR_OTHER_SITES = (
    "/embed/evidence/knee-pain-sham/",
    "/embed/conditions/knee-osteoarthritis/editions/1/",
    "/oembed",
    "/infobutton/",
)
PLAIN = (
    *dict.fromkeys(address.partition("?")[0] for address in (*ADDRESSES, *LETTERS)),
    *FOR_OTHER_SITES,
)
ASKING = (
    "/conditions/",
    "/evidence/",
    "/safety/",
    "/articles/",
    "/tags/knee/",
    "/search/",
    "/evidence-map/",
    "/compare/",
    "/sources/",
    "/changes/",
    "/alerts/",
    "/conditions/knee-osteoarthritis/feedback/",
    "/conditions.atom",
    "/evidence.atom",
    "/sources.atom",
    "/api/v1/condition/",
    "/api/v1/evidence/",
)
"""Addresses that read their query string."""

LONG = "a" * 10_000
VALUES = (
    "",
    "%00",
    "knee%00",
    "%ff",
    "%c3%28",
    "%ED%A0%80",
    "%F4%90%80%80",
    "%",
    "%zz",
    "%s%s%n",
    "%25s",
    "%C2%85",
    "%E2%80%AE",
    LONG,
    LONG[:3000],
    "x" * 201,
    "0",
    "-1",
    "1",
    "٣".encode().decode("latin-1"),
    "%D9%A3",
    "99999999999",
    "9" * 300,
    "1e9",
    "1.5",
    "NaN",
    "Infinity",
    "true",
    "null",
    "[]",
    "' OR 1=1 --",
    "1;DROP TABLE publishing_publication",
    "%27%22%60",
    "\\",
    "%5C%27",
    "../../etc/passwd",
    "%2e%2e%2f",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "%0d%0aSet-Cookie:%20a=b",
    "AND",
    "NEAR(",
    "NEAR(knee pain, 5)",
    "%22",
    "%22knee",
    "*",
    "knee*",
    "title:knee",
    "^knee",
    "-knee",
    ":*",
    "!knee",
    "knee %26 !",
    "knee | (",
    "<->",
    ")(",
    "%F0%9F%99%82",
    "a " * 1900,
    "%22a%22 " * 300,
)
PARAMETERS = (
    "tag",
    "page",
    "q",
    "comparator",
    "limit",
    "offset",
    "kind",
    "standing",
    "condition",
    "news",
    "since",
    "",
    "tag%00",
    "__class__",
    "order_by",
)
PATHS = (
    "/{}",
    "/{}/",
    "/conditions/{}/",
    "/conditions/knee-osteoarthritis/{}",
    "/conditions/knee-osteoarthritis/editions/{}/",
    "/conditions/knee-osteoarthritis/editions/{}/changes/",
    "/evidence/{}/editions/1/",
    "/{}/editions/1/",
    "/tags/{}/",
    "/sources/{}/",
    "/feeds/{}",
    "/api/v1/{}/",
    "/api/v1/condition/{}/",
    "/api/{}",
    "/embed/conditions/{}/",
    "/embed/{}/knee-osteoarthritis/editions/1/",
    "/oembed?url={}",
    "/infobutton/?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c={}",
    "/infobutton/?knowledgeResponseType=text/html&mainSearchCriteria.v.dn={}",
    "/static/{}",
    "/.well-known/{}",
    "/conditions//{}",
    "/alerts/{}/",
    "/alerts/{}/leave/",
    "/conditions/{}/feedback/",
)


@pytest.fixture
def mallory(whole_site, db):
    """Somebody who sends requests to a published site and takes what comes."""
    return Client(raise_request_exception=False)


def _harms(response):
    """Return what is wrong with an answer, or ""."""
    if response.status_code >= 500:
        return str(response.status_code)
    location = response.headers.get("Location", "")
    if location and not (location.startswith("/") and not location.startswith(("//", "/\\"))):
        return f"leads to {location[:80]}"
    if any("\n" in value or "\r" in value for value in response.headers.values()):
        return "broken header"
    return "cookie" if response.cookies else ""


def _harm_done(mallory, addresses, **headers):
    answers = ((address, _harms(mallory.get(address, **headers))) for address in addresses)
    return {address[:120]: harm for address, harm in answers if harm}


def _public_routes(patterns, before=""):
    """Yield the route of every public address; the desk and the API's router have tests of their own."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        elif not route.startswith("admin/"):
            yield from _public_routes(pattern.url_patterns, route)


def test_every_public_address_is_on_the_list_when_it_is_attacked():
    routes = {route for route in _public_routes(get_resolver().url_patterns) if not route.startswith("admin/")}

    attacked = {resolve(address).route for address in (*PLAIN, "/alerts/x/", "/alerts/x/leave/")}

    assert routes - attacked == {"favicon.ico", "healthz", "readyz", "metrics", "api/v1/<path:rest>"}


def test_no_value_of_any_parameter_breaks_a_page(mallory):
    queries = [f"?{name}={value}" for name, value in product(PARAMETERS[:3], VALUES)]
    queries += [f"?{name}={value}" for name, value in product(PARAMETERS[3:], VALUES[:12])]

    assert _harm_done(mallory, [ASKING[i % len(ASKING)] + query for i, query in enumerate(queries)]) == {}
    assert _harm_done(mallory, [f"/search/?q={value}" for value in VALUES]) == {}
    assert _harm_done(mallory, [f"/evidence/?tag={value}&page={value}" for value in VALUES]) == {}
    assert _harm_done(mallory, [f"/api/v1/evidence/?tag={value}&limit={value}" for value in VALUES]) == {}


def test_no_page_breaks_when_any_address_is_asked_with_nonsense(mallory):
    queries = ("?page=%00", "?tag=%ED%A0%80", "?page=1&page=2", "?" + "&".join(f"tag=t{i}" for i in range(400)))

    assert _harm_done(mallory, [address + query for address in PLAIN for query in queries]) == {}


def test_no_value_in_a_path_breaks_the_site(mallory):
    assert _harm_done(mallory, [path.format(value) for path, value in product(PATHS, VALUES)]) == {}


def test_nothing_is_found_when_the_page_is_no_page(mallory):
    lists = ("/conditions/?", "/evidence.atom?", "/search/?q=needles&", "/sources/?", "/sources.atom?", "/changes/?")
    pages = ("-1", "0", "%D9%A3", "99999999999", "1e9", "1&page=2", "2&page=2")

    found = {
        f"{name}page={page}": mallory.get(f"{name}page={page}").status_code for name, page in product(lists, pages)
    }

    assert found == dict.fromkeys(found, 404)


NONSENSE = (
    "/conditions/?tag=a%00b",
    "/search/?q=%00",
    "/tags/%00/",
    "/a%00b/",
    f"/search/?q={LONG}",
    f"/tags/{LONG}/",
    "/?a=%1b",
    "/?%7f=1",
)


def test_the_answer_is_a_helpful_400_when_the_address_is_nonsense(mallory):
    answers = [mallory.get(address) for address in NONSENSE]

    assert [answer.status_code for answer in answers] == [400] * len(NONSENSE)
    assert {answer["Content-Type"] for answer in answers} == {"text/html; charset=utf-8"}
    assert all(b"<h1>" in answer.content for answer in answers)


HEADERS = (
    {"HTTP_ACCEPT": "\x00"},
    {"HTTP_ACCEPT": "text/html;q=\xff," * 500},
    {"HTTP_ACCEPT_LANGUAGE": "xx-" + "y" * 5000},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=nan, br;q=1e999"},
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_IF_NONE_MATCH": '"' * 3000},
    {"HTTP_IF_NONE_MATCH": 'W/"\xff", ,,'},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_RANGE": "bytes=99999999999999999999-"},
    {"HTTP_COOKIE": "session=\x00; csrf=%00; =; ;;"},
    {"HTTP_COOKIE": "session=" + "x" * 5000},
    {"HTTP_COOKIE": "messages=W1siX19qc29uX21lc3NhZ2UiLDAsNDAsIngiXV0; sessionid=../../etc/passwd"},
    {"HTTP_AUTHORIZATION": "Basic \xff\xff"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_FOR": "' OR 1=1"},
    {"HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_REFERER": "javascript:alert(1)"},
    {"HTTP_USER_AGENT": "() { :; }; echo \x07"},
    {"CONTENT_TYPE": "multipart/form-data; boundary="},
    {"CONTENT_LENGTH": "-1"},
)


def test_no_header_breaks_a_page(mallory):
    addresses = (
        "/",
        "/conditions/",
        "/conditions/knee-osteoarthritis/",
        "/search/?q=needles",
        "/evidence.atom",
        "/api/v1/condition/",
    )

    harm = {repr(headers)[:60]: _harm_done(mallory, addresses, **headers) for headers in HEADERS}

    assert {headers: found for headers, found in harm.items() if found} == {}


def test_strange_hosts_are_refused_when_they_ask(mallory):
    hosts = ("evil.example", "127.0.0.1:99999", "a b", "127.0.0.1@evil.example", "[::1", "\x00")

    answers = [mallory.get("/", HTTP_HOST=host) for host in hosts]

    assert [answer.status_code for answer in answers[:1] + answers[2:]] == [400] * 5
    assert answers[1].status_code in (200, 400)  # the port is nobody's business
    assert all(b"evil.example" not in answer.content for answer in answers)


def test_another_host_in_a_forwarded_header_is_ignored_when_addresses_are_written(mallory):
    plain, forwarded = (mallory.get("/conditions/", **h) for h in ({}, {"HTTP_X_FORWARDED_HOST": "evil.example"}))

    assert forwarded.content == plain.content


def test_only_reading_is_allowed_when_another_method_is_used(mallory):
    methods = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
    asked = product(
        methods, (*{*PLAIN} - {letter.partition("?")[0] for letter in LETTERS}, "/nothing/", "/healthz", "/readyz")
    )

    answers = {f"{method} {address}": mallory.generic(method, address, b"x=1") for method, address in asked}

    allowed = {asked for asked in answers if asked.startswith("OPTIONS ") and OPEN.fullmatch(asked.split()[1])}
    assert {address: (a.status_code, a["Allow"]) for address, a in answers.items()} == {
        asked: (204 if asked in allowed else 405, "GET, HEAD") for asked in answers
    }


def test_no_form_breaks_a_page_that_takes_one_and_nobody_is_asked_for_more(mallory):
    names = ("text", "about", "address", "edition", "clear", "opened", "website")
    doors = (*LETTERS, "/alerts/x/", "/alerts/x/leave/", "/nothing/feedback/")
    forms = [{**dict.fromkeys(names[i % 3 :], unquote(value)), "x": "y"} for i, value in enumerate(VALUES)]

    harms = [_harms(mallory.post(doors[i % len(doors)], form)) for i, form in enumerate(forms)]
    odd = [mallory.generic("POST", LETTERS[1], b"\xff\0=%", content_type=kind).status_code for kind in ODD_TYPES]
    others = [mallory.generic(method, LETTERS[1], b"x=1") for method in ("PUT", "DELETE", "TRACE")]

    assert {*harms} == {""}
    assert [status for status in odd if status not in (200, 303, 400)] == []
    assert [(answer.status_code, answer["Allow"]) for answer in others] == [(405, "GET, HEAD, POST")] * 3


ODD_TYPES = (
    "application/x-www-form-urlencoded; charset=utf-16",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
    "",
)


def test_the_refusal_is_a_page_with_ways_on_when_another_method_is_used(mallory):
    answers = [mallory.generic(method, "/conditions/", b"x=1") for method in ("POST", "OPTIONS")]

    for answer in answers:
        assert answer["Content-Type"] == "text/html; charset=utf-8"
        assert "This page is for reading only" in markup.main(answer)
        assert "/conditions/" in markup.hrefs(markup.page(answer))


def test_head_is_like_get_without_a_body(mallory):
    for address in (*ADDRESSES, "/nothing/", "/articles/about/", "/conditions/?page=1", "/conditions/?tag=%00"):
        got, asked = mallory.get(address), mallory.head(address)
        assert (asked.status_code, dict(asked.headers)) == (got.status_code, dict(got.headers)), address
        assert asked.getvalue() == b""


ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates too


def _quoted(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(ASKING), name=st.sampled_from(PARAMETERS) | ANY_TEXT, value=ANY_TEXT, again=st.booleans()
)
@example(address="/search/", name="q", value="\ud800", again=True)
@example(address="/search/", name="q", value='"" AND \x00', again=False)
def test_no_page_breaks_when_the_query_is_any_text(mallory, address, name, value, again):
    query = "&".join([f"{_quoted(name)}={_quoted(value)}"] * (2 if again else 1))

    assert _harms(mallory.get(f"{address}?{query}")) == ""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), value=ANY_TEXT)
def test_no_page_breaks_when_the_path_is_any_text(mallory, path, value):
    assert _harms(mallory.get(path.format(_quoted(value)))) == ""


def test_no_page_breaks_when_three_thousand_addresses_are_made_up(mallory):
    chance = random.Random(17)
    pieces = [value for value in VALUES if len(value) < 1000]

    def made_up():
        address = chance.choice([*ASKING, *PATHS])
        path = address.format(chance.choice(pieces).replace("?", "%3F")) if "{}" in address else address
        names = chance.choices([*PARAMETERS, *pieces], k=chance.randint(0, 4))
        query = "&".join(f"{name}={chance.choice(pieces) * chance.randint(1, 3)}" for name in names)
        return f"{path}?{query}"

    assert _harm_done(mallory, (made_up() for _ in range(3000))) == {}
