"""The files an operator installs: nginx as shipped in front of the real site, the container and the units."""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml

from . import press, servers
from .servers import HOST, ROOT, ask

pytestmark = pytest.mark.once
HEADERS = (
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Content-Security-Policy",
    "Strict-Transport-Security",
)
KNEE = press.ADDRESS
server = pytest.mark.server


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("front")


@pytest.fixture(scope="module")
def origin(folder, tables):
    """The site under granian, as it runs behind nginx."""
    env = servers.environment(
        f"sqlite:///{folder}/db.sqlite3", folder, SITE_URL=f"https://{HOST}", TRUSTED_PROXIES="127.0.0.1"
    )
    servers.prepare(env, tables)
    collected = servers.manage("collectstatic", "--noinput", "-v0", env=env)
    assert collected.returncode == 0, collected.stderr
    with servers.site(env) as running:
        yield running


@pytest.fixture(scope="module")
def front(origin, folder):
    """Nginx with the shipped configuration, in front of the site."""
    with servers.nginx(folder, origin.url) as running:
        yield running


# --- nginx ------------------------------------------------------------------------------------------------------
@server
def test_nginx_accepts_the_configuration_when_the_template_is_filled_in(tmp_path):
    program, openssl = servers.needed("nginx"), servers.needed("openssl")
    servers.make_certificate(openssl, tmp_path)
    config = servers.nginx_config(tmp_path, http=servers.free_port(), https=servers.free_port(), origin="127.0.0.1:1")

    checked = subprocess.run([program, "-t", "-c", str(config)], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    assert "${" not in (tmp_path / "acuinfo.conf").read_text()


@server
def test_a_page_comes_from_the_cache_when_it_was_asked_for_a_moment_ago(front):
    first = ask(front.https + KNEE)

    second = ask(front.https + KNEE)

    assert (first.status, second.status) == (200, 200)
    assert second.body == first.body
    assert press.numbers_on(second.text)
    servers.wait_until(lambda: '"cache":"HIT"' in front.log.read_text(), 3, "the log tells of a hit")


@server
@pytest.mark.parametrize(
    "address", ["/", KNEE, "/no/such/page", "/admin/login/", "/static/acuinfo/css/base.css", "/robots.txt"]
)
def test_each_security_header_is_there_once_when_the_origin_answers(front, address):
    answer = ask(front.https + address)

    assert {name: len(answer.headers.get_all(name, [])) for name in HEADERS} == dict.fromkeys(HEADERS, 1)
    assert answer.headers["Server"] == "nginx"


@server
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_with_allow_when_sent_to_a_readers_page(front, method):
    answer = ask(front.https + KNEE, method)

    assert answer.status == 405
    assert answer.headers.get_all("Allow") == ["GET, HEAD"]
    assert {name: len(answer.headers.get_all(name, [])) for name in HEADERS} == dict.fromkeys(HEADERS, 1)


@server
def test_words_of_readers_reach_the_origin_and_are_stored_nowhere_when_they_are_sent(front):
    door, form = f"{front.https}{KNEE}feedback/", {"Content_Type": "application/x-www-form-urlencoded"}

    sent = ask(door, "POST", body=b"clear=yes", Origin=f"https://{HOST}", **form)
    forged = ask(door, "POST", body=b"clear=yes", Origin="https://evil.example", **form)
    opened = [re.search(r'name="opened" value="([^"]+)"', ask(door).text)[1] for _ in range(2)]

    assert (sent.status, sent.headers["Location"]) == (303, f"{KNEE}feedback/?said=clear")
    assert forged.status == 403
    assert ask(door).headers["Cache-Control"] == "private, no-store"
    assert opened[0] <= opened[1]


@server
def test_the_desk_is_never_cached_when_it_is_asked_for_twice(front):
    tokens = [
        re.search(r'csrfmiddlewaretoken" value="(\w+)"', ask(f"{front.https}/admin/login/").text)[1] for _ in range(2)
    ]

    answer = ask(f"{front.https}/admin/login/")

    assert tokens[0] != tokens[1]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "__Host-csrf=" in answer.headers["Set-Cookie"]


@server
def test_a_signed_in_editor_bypasses_the_cache_when_a_page_is_warmed(front):
    ask(front.https + KNEE)

    ask(front.https + KNEE, Cookie="__Host-session=abc", User_Agent="editor-with-cookie")

    def logged() -> bool:
        return any(
            "editor-with-cookie" in line and '"cache":"BYPASS"' in line for line in front.log.read_text().splitlines()
        )

    servers.wait_until(logged, 3, "the log tells of a bypass")


@server
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"{HOST}.evil.example"])
def test_an_unknown_host_is_refused_when_it_is_asked_for(front, host):
    assert ask(front.https + "/", host=host).status == 421
    assert ask(front.http + "/", host=host).status == 421


@server
def test_no_certificate_is_shown_when_the_name_in_the_handshake_is_unknown(front):
    with pytest.raises(OSError, match=r"(?i)alert|unrecognized"):
        ask(front.https + "/", tls_name="evil.example")


@server
def test_http_leads_to_https_when_the_host_is_known(front):
    answer = ask(front.http + KNEE)

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}{KNEE}")


@server
@pytest.mark.parametrize(
    ("address", "method", "size", "expected"),
    [("/", "GET", 70_000, 413), ("/admin/login/", "POST", 13_000_000, 413), ("/admin/login/", "POST", 100_000, 403)],
)
def test_large_bodies_are_refused_when_they_are_over_the_limit_of_the_place(front, address, method, size, expected):
    try:
        status = ask(front.https + address, method, body=b"x" * size).status
    except ConnectionError:  # nginx answered and closed while we were still sending
        status = 413

    assert status == expected


@server
def test_a_long_address_is_refused_by_nginx_when_gunicorn_would_not_take_it(front):
    assert ask(f"{front.https}/conditions/{'x' * 4100}/").status == 414
    assert ask(f"{front.https}/conditions/{'x' * 3900}/").status == 404


@server
def test_metrics_are_not_shown_when_asked_for_through_nginx(front):
    assert ask(front.https + "/metrics").status == 404


@server
def test_readers_without_gzip_get_the_same_page_when_somebody_with_gzip_warmed_it(front):
    zipped = ask(front.https + "/conditions/", Accept_Encoding="gzip")

    plain = ask(front.https + "/conditions/")

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Knee osteoarthritis" in plain.text
    assert zipped.headers.get_all("Vary") == ["Accept-Encoding"]


@server
def test_nobody_waits_when_sixty_forms_are_half_sent_to_nginx_and_to_the_application(front, origin):
    form = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: {HOST}\r\nCookie: __Host-csrf={'a' * 32}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nusername=a"
    )
    with ExitStack() as senders:
        for url in [front.https, origin.url] * 60:
            senders.enter_context(servers.connection(url)).sendall(form.encode())
        time.sleep(0.5)

        answers = [ask(front.https + address).status for address in ("/search/?q=half", "/admin/login/", "/readyz")]

    assert answers == [200, 200, 200]


@server
def test_readers_see_a_new_edition_within_six_seconds_and_what_there_is_when_the_origin_is_killed(front, origin):
    """The last one that asks nginx: it leaves no origin."""
    warmed = {address: ask(front.https + address).body for address in ("/", "/conditions/", "/robots.txt", KNEE)}
    number = int(ask(f"{origin.url}/press", "POST").text)
    time.sleep(6)  # longer than the pages are fresh; nobody asks meanwhile
    knee = warmed[KNEE] = ask(front.https + KNEE).body
    origin.kill()

    served = {address: ask(front.https + address) for address in warmed}
    cold = ask(front.https + "/evidence/")

    assert press.numbers_on(knee.decode()) == {number}
    assert {address: answer.body for address, answer in served.items()} == warmed
    assert {answer.status for answer in served.values()} == {200}
    for answer in (served["/conditions/"], cold):
        assert {name: len(answer.headers.get_all(name, [])) for name in HEADERS} == dict.fromkeys(HEADERS, 1)
    assert cold.status == 503
    assert "try again" in cold.text
    assert "no-store" in cold.headers["Cache-Control"]


# --- Container and units ----------------------------------------------------------------------------------------
def test_compose_takes_the_file_when_it_reads_it_itself(tmp_path):
    program = shutil.which("docker-compose", path=str(Path(sys.executable).parent)) or servers.needed("docker-compose")
    settings = (ROOT / ".env.example").read_text().replace("POSTGRES_PASSWORD=", "POSTGRES_PASSWORD=letters1")
    (tmp_path / ".env").write_text(settings)
    (tmp_path / "compose.yaml").write_text((ROOT / "compose.yaml").read_text())

    read = subprocess.run([program, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert read.returncode == 0, read.stderr


def test_every_service_is_hardened_when_compose_starts_it():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]

    assert {"web", "db", "redis", "nginx", "scheduler", "migrate", "backup"} == set(services)
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["tmpfs"], name
        assert service["deploy"]["resources"]["limits"]["pids"] == 200, name
    for name in ("db", "redis", "nginx", "scheduler"):
        assert service_is_watched(services[name]), name


def service_is_watched(service: dict) -> bool:
    return {"test", "interval", "timeout", "retries"} <= set(service.get("healthcheck", {}))


def test_no_secret_is_written_when_compose_names_what_it_needs():
    text = (ROOT / "compose.yaml").read_text()

    secrets = re.findall(r"^\s*(\w*(?:PASSWORD|SECRET|TOKEN)\w*): (.+)$", text, re.M)

    assert secrets
    assert all(value.startswith("${") and ":?" in value for _, value in secrets)
    assert not re.search(r"://[^$\s{]+:[^$\s@]+@", text)


def test_only_nginx_is_reachable_when_compose_runs():
    loaded = yaml.safe_load((ROOT / "compose.yaml").read_text())

    published = [name for name, service in loaded["services"].items() if "ports" in service]

    assert published == ["nginx"]
    assert loaded["networks"]["back"]["internal"] is True
    assert loaded["services"]["db"]["networks"] == ["back"]
    address = loaded["services"]["nginx"]["networks"]["front"]["ipv4_address"]
    assert loaded["services"]["web"]["environment"]["TRUSTED_PROXIES"] == address


def test_nginx_gets_every_value_when_compose_fills_the_template():
    wanted = set(re.findall(r"\$\{(ACUINFO_\w+)\}", (ROOT / "deploy/nginx.conf").read_text()))

    given = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["nginx"]["environment"]

    assert wanted == {name for name in given if name.startswith("ACUINFO_")}


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, continued lines joined, comments dropped."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.M).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]  # type: ignore[misc]  # two parts each


def test_the_image_runs_as_nobody_in_particular_when_started():
    steps = instructions()
    images = [value.split()[0] for name, value in steps if name == "FROM"]
    users = [value for name, value in steps if name == "USER"]

    assert len(images) == 2
    assert all(":" in image and not image.endswith(":latest") for image in images)
    assert users == ["10001:10001"]
    assert [name for name, _ in steps].index("USER") > max(i for i, (name, _) in enumerate(steps) if name == "RUN")
    assert {"HEALTHCHECK", "CMD"} <= {name for name, _ in steps}
    assert not any(name == "ADD" for name, _ in steps)
    assert not any("SECRET" in value or "PASSWORD" in value for name, value in steps if name in ("ENV", "ARG"))


def test_everything_the_image_copies_is_in_the_context_when_it_is_built():
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    copied = [shlex.split(value)[:-1] for name, value in instructions() if name == "COPY" and "--from" not in value]

    for source in [path for paths in copied for path in paths]:
        assert (ROOT / source).exists(), source
        assert source.split("/")[0] in kept, source


def test_the_server_respawns_its_workers_when_started_by_image_or_unit():
    image = next(value for name, value in instructions() if name == "CMD")
    unit = (ROOT / "deploy/systemd/acuinfo-web.service").read_text()

    assert "--respawn-failed-workers" in image
    assert "--respawn-failed-workers" in unit
    assert "Restart=always" in unit
    assert "User=acuinfo" in unit


@pytest.mark.parametrize("unit", sorted(path.name for path in (ROOT / "deploy/systemd").iterdir()))
def test_systemd_finds_nothing_wrong_when_it_reads_a_unit(unit):
    program = servers.needed("systemd-analyze")
    text = (ROOT / "deploy/systemd" / unit).read_text()
    text = re.sub(r"/srv/acuinfo/.venv/bin/\w+", "/bin/true", text)  # the site is not installed there in a test
    with tempfile.TemporaryDirectory() as empty:
        for name in (unit, unit.replace(".timer", ".service")):
            (Path(empty) / name).write_text(text if name == unit else "[Service]\nType=oneshot\nExecStart=/bin/true\n")

        checked = subprocess.run(
            [program, "verify", "--man=no", str(Path(empty) / unit)], capture_output=True, text=True, check=False
        )

    assert unit not in checked.stderr, checked.stderr


def test_every_setting_is_explained_when_an_operator_reads_the_example():
    code = (ROOT / "acuinfo/settings.py").read_text()
    example = (ROOT / ".env.example").read_text()
    known = set(re.findall(r'(?:env\.\w+|_list|_needed_in_production)\(\s*"([A-Z_]+)"', code))

    explained = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.M))

    assert len(known) > 15
    assert known - explained == set()
    assert all(f"`{name}`" in (ROOT / "docs/operations.md").read_text() for name in known)
