"""Real servers for tests, on free ports: the site under granian, nginx as shipped, PostgreSQL and Redis of our own."""

import contextlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import psycopg2
import pytest

ROOT = Path(__file__).resolve().parent.parent
HOST = "acuinfo.example"
IS_CI = os.environ.get("CI") == "true"


def needed(program: str) -> str:
    """Return the path of a program; skip the test where it is missing, fail in CI."""
    path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if path is None and IS_CI:
        pytest.fail(f"{program} is not installed, and CI must have it.")
    return path or pytest.skip(f"{program} is not installed.")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(is_so: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait for something; return how long it took, in seconds."""
    started = time.monotonic()
    while not is_so():
        if time.monotonic() - started > seconds:
            pytest.fail(f"Waited {seconds} s in vain: {what}.")
        time.sleep(0.05)
    return time.monotonic() - started


def kill(pids: list[int]) -> None:
    """Kill processes with SIGKILL; one that is gone already is fine."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


# --- Asking -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def connection(url: str, tls_name: str = HOST) -> socket.socket:
    """Connect to 127.0.0.1 as an address says, and say nothing yet."""
    target = urlsplit(url)
    plain = socket.create_connection(("127.0.0.1", target.port), timeout=20)
    if target.scheme != "https":
        return plain
    context = ssl._create_unverified_context()  # noqa: S323  the certificate was made a second ago
    return context.wrap_socket(plain, server_hostname=tls_name)


def ask(
    url: str, method: str = "GET", *, body: bytes | None = None, host: str = "", tls_name: str = HOST, **headers: str
) -> Answer:
    """Ask 127.0.0.1, as the given host. Raises OSError or HTTPException where nobody answers."""
    target = urlsplit(url)
    asking = HTTPConnection("127.0.0.1", target.port)
    with contextlib.closing(asking):
        asking.sock = connection(url, tls_name)
        path = target.path + (f"?{target.query}" if target.query else "")
        sent = {"Host": host or HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        asking.request(method, path, body=body, headers=sent)
        answer = asking.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def answers(url: str) -> bool:
    """Tell whether a server answers 200 to an address."""
    try:
        return ask(url).status == 200
    except (OSError, HTTPException):
        return False


# --- The site ---------------------------------------------------------------------------------------------------
def environment(database_url: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of the site as a process of its own, with its files in a folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(folder),
        "SECRET_KEY": "test-only-" + "x" * 50,
        "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        "SELF_APPROVAL": "false",
        "EMAIL_URL": "dummy:",
        "PYTHONWARNINGS": "ignore:No directory at",
        **more,
    }


def manage(*args: object, env: dict[str, str], root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a management command as an operator does."""
    command = [sys.executable, "manage.py", *map(str, args)]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False)


def prepare(env: dict[str, str], tables: str = "", publisher: str = "tests.press") -> None:
    """Make the tables, and publish what a program of the tests prepares: one page, if it is the press.

    Making the tables takes seconds, so they are copied from the address ``tables`` into a database of the same kind.
    """
    url, copied = urlsplit(env["DATABASE_URL"]), urlsplit(tables)
    if url.scheme == copied.scheme == "sqlite":
        shutil.copy(copied.path[1:], url.path[1:])
    elif copied.netloc and url.netloc == copied.netloc:
        name = url.path[1:]
        administer(f'DROP DATABASE "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{copied.path[1:]}"')
    command = [sys.executable, "-m", publisher, "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def on_the_server(name: str) -> str:
    """Return the address of a database on the PostgreSQL server of the tests."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def administer(*statements: str) -> None:
    """Tell the PostgreSQL server of the tests to make or drop a database."""
    with contextlib.closing(psycopg2.connect(on_the_server("postgres"))) as session:
        session.autocommit = True
        for statement in statements:
            session.cursor().execute(statement)


@dataclass
class Site:
    """The site under granian."""

    process: subprocess.Popen[bytes]
    url: str

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()]

    def kill_workers(self) -> None:
        kill(self.workers())

    def stop(self) -> None:
        """End as an upgrade does: what is under way is answered first."""
        self.process.terminate()
        self.process.wait(30)

    def kill(self) -> None:
        """Kill everything at once, as a power cut does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def site(env: dict[str, str], *, workers: int = 2, port: int = 0, root: Path = ROOT) -> Iterator[Site]:
    """Serve the site as deploy/ does, with the press, until the end of the block."""
    port = port or free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"]
    command += ["--log-level", "warning", "tests.press:application"]
    running = Site(subprocess.Popen(command, cwd=root, env=env, start_new_session=True), f"http://127.0.0.1:{port}")
    try:
        wait_until(lambda: answers(f"{running.url}/healthz"), 30, "granian starts")
        yield running
    finally:
        running.kill()


# --- nginx ------------------------------------------------------------------------------------------------------
@dataclass
class Nginx:
    """nginx with the shipped configuration."""

    https: str
    http: str
    log: Path


@contextlib.contextmanager
def nginx(folder: Path, *origins: str) -> Iterator[Nginx]:
    """Run nginx with deploy/nginx.conf in front of one or several origins, until the end of the block."""
    program, openssl = needed("nginx"), needed("openssl")
    make_certificate(openssl, folder)
    http, https = free_port(), free_port()
    named = "; server ".join(f"{urlsplit(origin).netloc} fail_timeout=2s" for origin in origins)
    config = nginx_config(folder, http=http, https=https, origin=named)
    process = subprocess.Popen([program, "-c", str(config), "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    running = Nginx(f"https://127.0.0.1:{https}", f"http://127.0.0.1:{http}", folder / "access.log")
    try:
        wait_until(lambda: _listens(https), 10, "nginx starts")
        yield running
    finally:
        process.terminate()
        process.wait()


STOCK = (
    "sendfile on; tcp_nopush on; types_hash_max_size 2048; default_type application/octet-stream; server_tokens on; "
    "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on; gzip on; keepalive_timeout 65;"
)
"""What stands before our configuration in the nginx.conf of Debian or of the image."""


def nginx_config(folder: Path, *, http: int, https: int, origin: str) -> Path:
    """Fill the shipped template in; return a main configuration that includes it as an installed nginx does."""
    values = {
        "ACUINFO_HOST": HOST,
        "ACUINFO_ORIGIN": origin,
        "ACUINFO_HTTP": f"127.0.0.1:{http}",
        "ACUINFO_HTTPS": f"127.0.0.1:{https}",
        "ACUINFO_TLS": str(folder),
        "ACUINFO_CACHE": str(folder / "cache"),
        "ACUINFO_LOG": str(folder / "access.log"),
    }
    (folder / "acuinfo.conf").write_text(Template((ROOT / "deploy/nginx.conf").read_text()).safe_substitute(values))
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user} pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; {STOCK} include {folder}/acuinfo.conf; }}\n"
    )
    return main


def make_certificate(openssl: str, folder: Path) -> None:
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-subj", f"/CN={HOST}", "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run a Redis as compose.yaml does, until the end of the block; yield its address."""
    port = free_port()
    command = [needed("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(port), 10, "Redis starts")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


# --- PostgreSQL -------------------------------------------------------------------------------------------------
@dataclass
class Postgres:
    """A PostgreSQL cluster of our own, which a test may kill."""

    programs: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://acuinfo@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, repeatedly as systemd does, until it answers: children of a killed server take a moment to end."""
        wait_until(self._is_up, 30, "PostgreSQL starts")

    def _is_up(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
            command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]
            command += ["-c", "recovery_init_sync_method=syncfs"]  # else a thousand files are synced one by one
            self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **_as_postgres())
        return self.answers()

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    @contextlib.contextmanager
    def session(self) -> Iterator[psycopg2.extensions.cursor]:
        """Ask the database."""
        with contextlib.closing(psycopg2.connect(self.url)) as session, session.cursor() as cursor:
            yield cursor

    def backends(self) -> list[int]:
        """Return the process ids of the sessions of the site."""
        with self.session() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            return [row[0] for row in cursor.fetchall()]

    def kill(self) -> None:
        """Kill the server with SIGKILL; its children notice and end."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """Run a cluster in a new folder that the account postgres can reach, until the end of the block."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    program = found[-1] if found else Path(needed("initdb"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    command = [
        str(program),
        "-D",
        str(folder / "data"),
        "-U",
        "acuinfo",
        "-A",
        "trust",
        "--data-checksums",
        "--no-sync",
    ]
    subprocess.run(command, check=True, capture_output=True, **_as_postgres())
    cluster = Postgres(program.parent, folder, free_port())
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.kill()


def _as_postgres() -> dict[str, object]:
    """Return how to start PostgreSQL's programs: they refuse to run as root."""
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    return {**account, "cwd": "/"}
