"""Pictures of findings, drawn from their cards. Words beside each picture say the same."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from acuinfo.publishing.models import Publication

from .. import pictures
from ..ruler import Place
from ..terms import Outcome

register = template.Library()


@register.simple_tag
def ruler(place: Place | None) -> SafeString:
    """Return the place of a finding on a small ruler; nothing where it has none."""
    return pictures.small_ruler(place) if place else SafeString("")


@register.simple_tag
def map_mark(data: Mapping[str, Any]) -> SafeString:
    """Return the mark of a finding on the evidence map, which has a place."""
    return pictures.on_map(data)


@register.filter
def outcome_label(finding: Publication) -> str:
    """Return what a finding's card is about, in the interface's words."""
    return str(Outcome(finding.data["outcome"]).label)
