"""One command makes a site ready, and running it again changes nothing."""

import io
import re
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

from acuinfo.publishing.models import Edition, Publication, Tag
from acuinfo.site import content_files


def test_a_site_is_ready_when_it_is_prepared_and_stays_so_when_prepared_again(db, settings, monkeypatch, capsys):
    settings.SELF_APPROVAL = True
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


def test_the_commands_that_load_the_content_are_told_when_nobody_approves_their_own_work(db, tmp_path):
    said = io.StringIO()
    shutil.copy(Path(settings.BASE_DIR) / "content" / "tags.yaml", tmp_path)  # all of it would take a minute

    call_command("prepare", verbosity=0, stdout=said)
    commands = re.findall(r"^  \./run manage (.+)$", said.getvalue(), re.MULTILINE)
    for command in commands[:-1]:
        call_command(*command.split(), stdout=io.StringIO())
    call_command(*commands[-1].split(), str(tmp_path), verbosity=0)

    assert Tag.objects.exists()
    assert {user.username for user in User.objects.all()} == {"editor", "ada", "ruth", "pia"}


def test_an_existing_site_is_left_as_it_is_when_nobody_approves_their_own_work(knee):
    said = io.StringIO()

    call_command("prepare", verbosity=0, stdout=said)

    assert said.getvalue() == ""
    assert Publication.objects.get() == knee
