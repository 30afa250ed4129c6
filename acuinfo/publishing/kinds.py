"""The kinds of page the engine knows. Each app registers its own when Django starts.

The engine never imports ``conditions`` or ``articles``: what it needs of them is in these records.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .documents import Document
from .language import Label

if TYPE_CHECKING:
    from .checks import Check
    from .models import Draft


BY_NAME = _("By name")


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
    label: Label
    plural: Label
    folder: str
    """Where its pages stand, as addresses and as content files: ``/conditions/``, ``content/conditions/``."""
    intro: Label
    """The sentence above its list."""
    list_link: Label
    """What a link to its list says, such as "All conditions"."""
    draft: type["Draft"]
    document: type[Document]
    compile: Callable[[Any], Document]
    """Rows to document. Raises ``pydantic.ValidationError`` when the rows make no valid document."""
    apply: Callable[[Any, Any], None]
    """Document to rows: overwrite the draft and its inline rows. Saves it."""
    card: Callable[[Any], dict[str, Any]]
    """Document to the card's own fields, shown in lists and grids. Search finds a page by its ``other_names`` and
    the ``codes`` (system and code) too, and lists tell how the source in ``source`` stands."""
    derived_tags: Callable[[Any], Iterable[DerivedTag]]
    template: str
    context: Callable[[Any], Mapping[str, Any]]
    """Page (see ``pages.Page``) to what its template needs besides the page."""
    card_template: str
    """The facts of its card in a list. Expects card."""
    card_of_shown: Callable[[Any, Any], Mapping[str, Any]] = lambda document, shown: {}
    """Document and the pages put into it (``inserted.Shown``) to more fields of the card: what it tells of those."""
    upgrades: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    """Schema version to the function that lifts a document of that version to the next."""
    news: Callable[[Any, Any], str] = lambda before, after: "wording"
    """The document before, None for a new page, and the one after, to what sort of news that is (``Change.News``)."""
    checks: tuple["Check", ...] = ()
    sort_key: Callable[[Any], str] = lambda document: str(document.title).casefold()
    order: Label = BY_NAME
    """What the order of ``sort_key`` is called where readers can choose another."""
    orders: tuple[str, ...] = ()
    """Other orders of its list, besides the usual one and the newest review first: "certainty"."""
    has_letters: bool = False
    """Its list can be narrowed to a first letter."""
    search_weight: float = 1.0
    """How much sooner than others search shows it, as a factor of its score."""
    tag_group: str = ""
    """Given where other pages are about pages of this kind: the group of the tags that follow their titles."""
    subject_field: str = ""
    """The field of the card that holds the address of the page it is about, where it is about just one."""
    is_for_everyone: bool = False
    """A page that is about nothing in particular is shown with every page that others are about."""
    warns: bool = False
    """Its pages warn some people more than others: readers can say what is true of them, and get theirs first."""
    insert_word: str = ""
    """The word by which its pages are put into texts, such as "finding"; "" where they cannot be (``inserted.py``)."""
    insert_forms: tuple[str, ...] = ()
    """The forms in which they can be; the card holds the words of each in ``inserts``."""
    schema_type: str = "MedicalWebPage"
    """What schema.org calls it."""
    structured_data: Callable[[Any], Mapping[str, Any]] = lambda document: {}
    """Document to what its structured data says besides what every page says."""
    at_root: Callable[[Mapping[str, Any]], bool] | None = None
    """Card fields to whether a page stands at the root of the site, such as /about/; None where none does."""
    urls: str = ""
    """The module with addresses that only this kind has."""

    @property
    def asks_about_me(self) -> bool:
        """True where readers can say what is true of them: on pages that warn, and on those that others are about."""
        return self.warns or bool(self.tag_group)

    def url(self, slug: str, data: Mapping[str, Any]) -> str:
        """Return the public address of a page of this kind."""
        is_at_root = self.at_root is not None and self.at_root(data)
        return reverse("site-page" if is_at_root else f"{self.folder}:detail", args=[slug])


_KINDS: dict[str, Kind] = {}


def register(new: Kind) -> None:
    """Make a kind known; called once by its app. The order of registration is the order of lists."""
    _KINDS[new.name] = new


def kind(name: str) -> Kind:
    """Return one kind. Raises KeyError for a name nobody registered."""
    return _KINDS[name]


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in order."""
    return tuple(_KINDS.values())


def subject_kinds() -> list[str]:
    """Return the names of the kinds that other pages are about."""
    return [spec.name for spec in kinds() if spec.tag_group]


def choices() -> list[tuple[str, Label]]:
    """Return each kind's name and label, for the fields that hold one."""
    return [(spec.name, spec.label) for spec in kinds()]
