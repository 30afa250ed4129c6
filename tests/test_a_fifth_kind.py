"""A new kind of page takes its app and one line of the settings, and is then everywhere where pages are."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_new_kind_is_found_everywhere_when_its_app_is_in_the_settings(tmp_path):
    root = Path(__file__).resolve().parent.parent
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.fifth_kind.settings",
        "ENVIRONMENT": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/fifth_kind/walk.py"]

    run = subprocess.run(command, cwd=root, env={**os.environ, **settings}, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout[-3000:]
