"""Whether links between pages of this site lead to something readers can see."""

from django.urls import Resolver404, resolve

from .checks import addresses_in
from .documents import Document
from .models import Publication


def dead_links(document: Document) -> frozenset[str]:
    """Return the addresses on this site that a document links to and that lead nowhere. One query an address."""
    linked = {address for _path, text in document.texts() for address in addresses_in(text)}
    return frozenset(address for address in linked if not _leads_somewhere(address))


def _leads_somewhere(address: str) -> bool:
    try:
        found = resolve(address)
    except Resolver404:
        return False
    page = {name: found.kwargs.get(name) for name in ("kind", "slug")}
    return None in page.values() or Publication.objects.live().filter(**page).exists()
