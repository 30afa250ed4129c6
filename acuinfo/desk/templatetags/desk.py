"""Addresses of the desk's pages and names of people, for templates."""

from typing import Any

from django import template
from django.urls import reverse

from acuinfo.publishing.models import Draft
from acuinfo.publishing.people import name_of

register = template.Library()
register.filter(name_of)


@register.simple_tag
def desk_url(draft: Draft, name: str, *args: Any) -> str:
    """Return the address of one of a draft's pages on the desk: change, preview, review, publish, ..."""
    options = draft._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[draft.pk, *args])
