"""What every test may ask for."""

import os
import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from acuinfo.operations import databases
from acuinfo.publishing import process_caches

from . import cast as people, servers
from .published_site import publish_site, shared_by_tests

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser driver keeps an event loop in this thread


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Start each test without what the process kept of another test's database."""
    process_caches.clear()
    yield
    process_caches.clear()


@pytest.fixture(autouse=True)
def _strict_team(settings):
    """Test with two pairs of eyes, as in production; a test of one-person teams says otherwise."""
    settings.SELF_APPROVAL = False


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords in no time: making the cast would cost a second a test otherwise."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def to_the_newest_tables(transactional_db):
    """Bring the tables back to what the code expects after a test that went back in the migrations."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture(scope="session")
def tables(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a database that has its tables and nobody's work, for real servers to copy."""
    with django_db_blocker.unblock():
        assert not databases.holdings()
        if connection.vendor == "sqlite":
            copied = tmp_path_factory.mktemp("tables") / "db.sqlite3"
            with closing(sqlite3.connect(copied)) as copy:
                connection.connection.backup(copy)
            yield f"sqlite:///{copied}"
            return
        tested = connection.settings_dict["NAME"]
        copied = f"{tested}_tables"
        connection.close()
        servers.administer(f'CREATE DATABASE "{copied}" TEMPLATE "{tested}"')
        yield servers.on_the_server(copied)
        servers.administer(f'DROP DATABASE "{copied}" WITH (FORCE)')


@pytest.fixture
def cast(db):
    """Ada writes, Ruth reviews, Pia publishes."""
    return people.make_cast()


@pytest.fixture
def knee(cast):
    """Knee osteoarthritis, published."""
    return people.knee(cast)


@pytest.fixture(scope="module")
def whole_site(django_db_setup, django_db_blocker):
    """One page of every kind, published once for the file."""
    with shared_by_tests(django_db_blocker):
        yield publish_site(people.make_cast())


@pytest.fixture
def site(whole_site, db):
    """The whole site; what a test changes is rolled back."""
    return whole_site
