"""Settings: production starts whole or not at all, and the database keeps what it promised."""

import re
import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ConnectionHandler, OperationalError, connection

SETTINGS = Path(__file__).resolve().parent.parent / "acuinfo" / "settings.py"
OURS = (
    "ENVIRONMENT",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "CONTACT",
    "SELF_APPROVAL",
    "DATABASE_URL",
    "CACHE_URL",
    "DEBUG",
    "ADMIN_REQUIRE_OTP",
    "TRUSTED_PROXIES",
    "VAR_DIR",
    "PORT",
    "SSL_REDIRECT",
)
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "acuinfo.example",
    "SITE_URL": "https://acuinfo.example",
    "TRUSTED_PROXIES": "127.0.0.1",
}


@pytest.fixture
def start(monkeypatch):
    """Read the settings file as a fresh process with only this environment does."""

    def read(**environment):
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


def test_production_starts_when_everything_is_set(start):
    settings = start(**PRODUCTION)

    assert settings["ALLOWED_HOSTS"] == ["acuinfo.example"]
    assert (settings["DEBUG"], settings["SELF_APPROVAL"], settings["ADMIN_REQUIRE_OTP"]) == (False, False, True)
    assert (settings["SESSION_COOKIE_SECURE"], settings["SESSION_COOKIE_NAME"]) == (True, "__Host-session")
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set. Set it to 50 or more random characters"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short-but-random-8f3Kq"}, "SECRET_KEY is too short or too simple"),
        ({"SECRET_KEY": "abc" * 30}, "SECRET_KEY is too short or too simple"),
        ({"SECRET_KEY": "development-only-" + "x" * 50}, "SECRET_KEY is the one for development"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS must name the site's hosts"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the site's hosts"),
        ({"ALLOWED_HOSTS": "*"}, "and never *"),
        ({"ALLOWED_HOSTS": "acuinfo.example, *"}, "and never *"),
        ({"TRUSTED_PROXIES": " , "}, "TRUSTED_PROXIES is not set. The application must stand behind nginx"),
        ({"SITE_URL": None}, "SITE_URL is not set. Set it to the public address"),
        ({"SITE_URL": "http://acuinfo.example"}, "SITE_URL must start with https://"),
        ({"ENVIRONMENT": "staging"}, "ENVIRONMENT is 'staging'; say production, development or test."),
    ],
)
def test_production_refuses_to_start_and_says_why_when_something_is_missing(start, changes, sentence):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        start(**{**PRODUCTION, **changes})


def test_it_is_production_when_nobody_says_otherwise(start):
    with pytest.raises(ImproperlyConfigured, match=r"For a try on this machine use \./run"):
        start()


def test_development_starts_with_nothing_set_and_serves_this_machine_only(start):
    settings = start(ENVIRONMENT="development")

    assert "*" not in settings["ALLOWED_HOSTS"]
    assert {"localhost", "127.0.0.1"} <= set(settings["ALLOWED_HOSTS"])
    assert (settings["SELF_APPROVAL"], settings["SITE_URL"]) == (True, "http://127.0.0.1:8000")
    assert settings["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"


def test_postgresql_and_redis_are_used_when_their_addresses_are_given(start):
    settings = start(
        **PRODUCTION, DATABASE_URL="postgres://ada@db.example:5432/acuinfo", CACHE_URL="redis://cache.example:6379/0"
    )

    database = settings["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["NAME"]) == (
        "django.db.backends.postgresql",
        "db.example",
        "acuinfo",
    )
    assert "synchronous_commit=on" in database["OPTIONS"]["options"]
    assert settings["CACHE_URL"] == "redis://cache.example:6379/0"


def test_the_policy_allows_no_inline_code_and_no_other_site(start):
    directives = start(**PRODUCTION)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    allowed = " ".join(
        str(value) for values in directives.values() for value in (values if isinstance(values, list) else [values])
    )
    assert "unsafe" not in allowed
    assert "http" not in allowed
    assert directives["default-src"] == ["'none'"]


# --- SQLite -----------------------------------------------------------------------------------------------------
@pytest.fixture
def sqlite(start, tmp_path, db):
    """Two connections to a database file of its own, opened as the settings say."""
    configuration = start(ENVIRONMENT="development", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")["DATABASES"][
        "default"
    ]
    handlers = [ConnectionHandler({"default": configuration}) for _ in range(2)]
    first, second = (handler["default"] for handler in handlers)
    yield first, second
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)]
)
def test_sqlite_is_opened_with_what_keeps_a_published_page(sqlite, pragma, value):
    with sqlite[0].cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_takes_the_write_lock_at_its_start_on_sqlite(sqlite):
    first, second = sqlite
    with second.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="database is locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    first.rollback()
    second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    second.rollback()


def test_the_database_under_test_keeps_its_promises(db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")]
            assert found == [2, 1]
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
