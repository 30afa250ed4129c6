"""What lifts the data of older editions to the form of today; see ``acuinfo.publishing.upgrades``."""

from typing import Any


def without_own_sentence(data: dict[str, Any]) -> dict[str, Any]:
    """Drop an editor's own sentence, version 1 to 2: what readers were told stands in ``statement``."""
    return {name: value for name, value in data.items() if name != "own_sentence"}
