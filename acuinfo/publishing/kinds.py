"""The kinds of page the engine knows. Each app registers its own when Django starts.

The engine never imports ``conditions`` or ``articles``: what it needs of them is in these records.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from .documents import Document

if TYPE_CHECKING:
    from .checks import Check
    from .models import Draft


@dataclass(frozen=True)
class DerivedTag:
    """A tag that follows from what a document says."""

    group: str
    slug: str
    name: str


@dataclass(frozen=True, eq=False)
class Kind:
    """What the engine knows about one kind of page. A kind is equal to itself only, so it can be a key."""

    name: str
    label: str
    plural: str
    draft: type["Draft"]
    document: type[Document]
    compile: Callable[[Any], Document]
    """Rows to document. Raises ``pydantic.ValidationError`` when the rows make no valid document."""
    apply: Callable[[Any, Any], None]
    """Document to rows: overwrite the draft and its inline rows. The draft is saved already."""
    card: Callable[[Any], dict[str, Any]]
    """Document to the card's own fields, shown in lists and grids."""
    derived_tags: Callable[[Any], Iterable[DerivedTag]]
    template: str
    context: Callable[[Any], Mapping[str, Any]]
    """Page (see ``pages.Page``) to what its template needs besides the page."""
    route: str
    """URL name of the public page, with the slug as its argument."""
    upgrades: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    """Schema version to the function that lifts a document of that version to the next."""
    checks: tuple["Check", ...] = ()
    sort_key: Callable[[Any], str] = lambda document: str(document.title).casefold()
    order: str = gettext_noop("By name")
    """What the order of ``sort_key`` is called where readers can choose another."""
    address: Callable[[str, Mapping[str, Any]], str] | None = None
    """Slug and card fields to an address, where it is not simply ``route``."""

    def url(self, slug: str, data: Mapping[str, Any]) -> str:
        """Return the public address of a page of this kind."""
        return self.address(slug, data) if self.address else reverse(self.route, args=[slug])


_KINDS: dict[str, Kind] = {}


def register(new: Kind) -> None:
    """Make a kind known; called once by its app. The order of registration is the order of lists."""
    _KINDS[new.name] = new


def kind(name: str) -> Kind:
    """Return one kind. Raises KeyError for a name nobody registered."""
    return _KINDS[name]


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in order."""
    return tuple(_KINDS[name] for name in ("condition", "evidence", "safety", "article") if name in _KINDS)
