"""What every test may ask for."""

import os

import pytest

from acuinfo.publishing import process_caches

from . import cast as people

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
def cast(db):
    """Ada writes, Ruth reviews, Pia publishes."""
    return people.make_cast()


@pytest.fixture
def knee(cast):
    """Knee osteoarthritis, published."""
    return people.knee(cast)
