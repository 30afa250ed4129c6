"""One command makes a site ready, and running it again changes nothing."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

from acuinfo.publishing.models import Edition, Publication, Review
from acuinfo.site import content_files


def test_a_site_is_ready_when_it_is_prepared_and_stays_so_when_prepared_again(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "try-it-out-please")

    call_command("prepare", verbosity=0)
    first = Edition.objects.count()
    call_command("prepare", verbosity=0)

    assert first == Edition.objects.count() == len(content_files.files(Path(settings.BASE_DIR) / "content"))
    assert Publication.objects.live().of_kind("condition").count() == 6
    assert Publication.objects.live().of_kind("evidence").count() >= 25
    assert Publication.objects.live().of_kind("safety").count() >= 15
    assert Publication.objects.live().of_kind("article").count() >= 8
    assert User.objects.filter(username="editor", is_superuser=True).count() == 1
    assert Review.objects.count() == Edition.objects.exclude(reviewed_on=None).count() == 0


def test_the_rest_is_loaded_when_a_teams_first_start_was_interrupted(db, settings, monkeypatch):
    settings.SELF_APPROVAL = False
    load_page, files = content_files.load_page, len(content_files.files(Path(settings.BASE_DIR) / "content"))

    def interrupted(*args, **options):
        if Publication.objects.count() == 3:
            raise KeyboardInterrupt
        return load_page(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(content_files, "load_page", interrupted)
        with pytest.raises(KeyboardInterrupt):
            call_command("prepare", verbosity=0)
    assert Publication.objects.count() == 3

    call_command("prepare", verbosity=0)

    assert Publication.objects.live().count() == files


def test_an_existing_site_is_left_as_it_is_when_nobody_approves_their_own_work(knee):
    said = io.StringIO()

    call_command("prepare", verbosity=0, stdout=said)

    assert said.getvalue() == ""
    assert Publication.objects.get() == knee
