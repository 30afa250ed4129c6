"""What lifts the data of older editions to the form of today; see ``acuinfo.publishing.upgrades``."""

from decimal import Decimal
from typing import Any


def without_own_sentence(data: dict[str, Any]) -> dict[str, Any]:
    """Drop an editor's own sentence, version 1 to 2: what readers were told stands in ``statement``."""
    return {name: value for name, value in data.items() if name != "own_sentence"}


MARKS = ("small", "moderate", "large", "noticeable_difference")


def with_marks_on_the_scale(data: dict[str, Any]) -> dict[str, Any]:
    """Put the noticeable difference on the scale and count in people of 1,000, version 2 to 3.

    Marks of ratios were distances from 1, those of risk differences shares of 1. Title, summary and statement stay as
    readers were told them.
    """
    data = dict(data)
    scale = data["scale"] | {name: data.pop(name) for name in ("noticeable_difference", "noticeable_source")}
    for name in MARKS:
        if scale[name] is not None:
            mark = _in_people(Decimal(scale[name]), data["measure"], data["baseline_risk"])
            scale[name] = mark if mark is not None and Decimal(mark) else None  # a mark of 0 tells nothing
    if data["estimate"] is not None:
        data["size_in_words"] = None  # the number tells it
    return data | {"scale": scale}


def _in_people(mark: Decimal, measure: str, baseline: str | None) -> str | None:
    """Return a mark in people of 1,000 where it was in another unit; None where that takes a baseline nobody gave."""
    if measure in ("RR", "OR"):
        if baseline is None:
            return None
        base, ratio = Decimal(baseline), 1 + mark
        risk = base * ratio if measure == "RR" else ratio * base / (1 - base + ratio * base)
        return str(round(abs(risk - base) * 1000, 6))  # as many decimals as a record of a scale holds
    return str(mark * 1000) if measure == "RD" else str(mark)


def with_counted_guidelines_and_sorted_flags(data: dict[str, Any]) -> dict[str, Any]:
    """Count every current statement of official bodies, and let warning signs ask for help "now", as version 2 did."""
    new = {"form": "guideline", "is_for_others": False}
    flags = [{"text": text, "how_soon": None} for text in data["red_flags"]]
    return data | {"guidelines": [guideline | new for guideline in data["guidelines"]], "red_flags": flags}


def with_group_at_risk(data: dict[str, Any]) -> dict[str, Any]:
    """Let a safety note count a part and concern everyone, version 1 to 2, as all of them did."""
    rate = data["rate"] and data["rate"] | {"counted": ""}
    return data | {"rate": rate, "is_whole": False, "who": ""}


def with_leading_findings(data: dict[str, Any]) -> dict[str, Any]:
    """Let a condition keep the answer that was typed, version 1 to 2; it had no leading findings."""
    return data | {"leading": []}
