"""Addresses of the desk's pages, for templates."""

from typing import Any

from django import template
from django.urls import reverse

from acuinfo.publishing.models import Draft

register = template.Library()


@register.simple_tag
def desk_url(draft: Draft, name: str, *args: Any) -> str:
    """Return the address of one of a draft's pages on the desk: change, preview, review, publish, ..."""
    options = draft._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[draft.pk, *args])
