"""What the papers tell people to type and to open is there."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from .servers import ROOT

PAPERS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
NAMES = [str(paper.relative_to(ROOT)) for paper in PAPERS]
COMMAND = re.compile(r"\bmanage(?:\.py)? ([a-z_]{3,})((?: +(?:--?[a-z][a-z-]*|[A-Za-z0-9_/.$()%+-]+))*)")
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
MADE_HERE = re.compile(r"^(?:var|tests/artefacts)/|\*|…|<|\{")
"""Paths that a run makes, and patterns."""


def commands_in(text: str) -> list[tuple[str, list[str]]]:
    """Return each command of the project that a paper names, with its options."""
    typed = [*IN_BACKTICKS.findall(text), *re.findall(r"^manage .*$", text, re.MULTILINE)]
    found = [match for line in typed for match in COMMAND.finditer(line)]
    return [(match[1], re.findall(r"(?<= )--[a-z][a-z-]*", match[2])) for match in found]


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_every_command_in_the_papers_exists_and_takes_its_options(paper):
    known = get_commands()
    for name, options in commands_in(paper.read_text()):
        assert name in known, f"{paper.name}: there is no command {name}"
        command = known[name] if not isinstance(known[name], str) else load_command_class(known[name], name)
        parser = command.create_parser("manage.py", name)
        missing = set(options) - set(parser._option_string_actions)
        assert not missing, f"{paper.name}: {name} knows no {', '.join(missing)}"


def test_the_papers_name_commands():
    named = {name for paper in PAPERS for name, _ in commands_in(paper.read_text())}
    assert {"load_content", "backup", "restore", "rebuild_cards", "check_sources", "add_editor", "migrate"} <= named


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_every_file_that_the_papers_name_exists(paper):
    paths = [
        path
        for path in IN_BACKTICKS.findall(paper.read_text())
        if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+(?:/|\.\w+)?", path)
    ]
    places = (ROOT, ROOT / "acuinfo")  # the papers may leave out acuinfo/ where they speak of its rooms
    gone = [
        path for path in paths if path.endswith((".py", ".css", ".html", ".json", "/")) and not MADE_HERE.search(path)
    ]
    gone = [path for path in gone if not any((place / path).exists() for place in places)]
    assert not gone, f"{paper.name} names {gone}"
