"""The public address and index card of a page, and the addresses it has left."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acuinfo.sources.models import Source, Standing

from ..kinds import Kind, choices, kind, kinds
from .tags import Tag


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications as readers may meet them."""

    def live(self) -> PublicationQuerySet:
        """Published and not withdrawn."""
        return self.filter(current__isnull=False, withdrawn_at__isnull=True)

    def of_kind(self, kind: str) -> PublicationQuerySet:
        """Publications of one kind."""
        return self.filter(kind=kind)

    def once_at(self, slugs: Iterable[str]) -> PublicationQuerySet:
        """Publications that stand at one of these addresses or once did."""
        wanted = list(slugs)
        return self.filter(
            Q(slug__in=wanted) | Q(pk__in=FormerAddress.objects.filter(slug__in=wanted).values("publication"))
        )

    def tagged(self, *slugs: str) -> PublicationQuerySet:
        """Publications that carry any of these tags."""
        return self.filter(pk__in=self.model.tags.through.objects.filter(tag__slug__in=slugs).values("publication"))

    def citing(self, source: Source) -> PublicationQuerySet:
        """Publications whose current edition leans on this source."""
        return self.filter(cites=source)

    def about(self, conditions: Iterable[Publication | int]) -> PublicationQuerySet:
        """Publications about any of these conditions (or their keys), and nothing for everyone."""
        links = self.model.about.through.objects.filter(to_publication__in=conditions)
        return self.filter(pk__in=links.values("from_publication"))

    def covering(self, condition: Publication | int) -> PublicationQuerySet:
        """Publications about this one, and those of kinds that are for everyone."""
        links = self.model.about.through.objects.filter(to_publication=condition).values("from_publication")
        kinds_for_everyone = [spec.name for spec in kinds() if spec.is_for_everyone]
        everyone = self.model._default_manager.filter(kind__in=kinds_for_everyone, is_for_everyone=True).order_by()
        return self.filter(pk__in=links.union(everyone.values("pk")))  # OR would read every row of a large site

    def as_cards(self) -> PublicationQuerySet:
        """What lists show: no search text, and how the source each finding rests on stands now. No query of its own."""
        main_source = Source.objects.filter(slug=KeyTextTransform("source", OuterRef("data")))
        standing = Coalesce(Subquery(main_source.values("standing")), Value(""))
        return self.defer("search_text").annotate(source_standing=standing)  # type: ignore[no-redef]  # fills what is declared below

    def leaning_on(self, source: Source) -> PublicationQuerySet:
        """Publications that cite this source, or tell what another page takes from it."""
        return self.filter(leans_on=source)

    def with_doubts(self) -> PublicationQuerySet:
        """Cards with what is known against their sources. One query more."""
        doubted = Source.objects.exclude(standing=Standing.CURRENT).select_related("superseded_by").order_by("slug")
        return self.as_cards().prefetch_related(Prefetch("leans_on", doubted, to_attr="doubted"))  # type: ignore[no-redef]  # fills what is declared below

    def in_list_order(self) -> PublicationQuerySet:
        """The order of every list: by sort key, then address."""
        return self.order_by("sort_key", "slug")


class Publication(models.Model):
    """The public address and index card of one draft. Everything after ``current`` is copied from that edition."""

    kind = models.CharField(_("kind"), max_length=16, choices=choices)
    slug = models.SlugField(_("address"), max_length=80)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    """Its name for programs: given with the address, kept when that changes."""
    first_slug = models.SlugField(max_length=80, blank=True, editable=False)
    """The address it had when it first moved after it was published; "" while it never did. No other page gets it."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    current = models.ForeignKey(
        "Edition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("current"),
    )

    title = models.CharField(_("title"), max_length=500, blank=True, editable=False)
    summary = models.TextField(_("summary"), blank=True, editable=False)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    data = models.JSONField(default=dict, blank=True, editable=False)
    tags = models.ManyToManyField(Tag, related_name="publications", editable=False)
    about = models.ManyToManyField("self", symmetrical=False, related_name="covered_by", editable=False)
    is_for_everyone = models.BooleanField(default=False, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    """Of the current edition as the software writes it today: a draft with the same one says the same.

    The edition's own digest is of the text that was published, which may be of an older form.
    """
    cites = models.ManyToManyField(Source, related_name="cited_by", editable=False)
    leans_on = models.ManyToManyField(Source, related_name="carries", editable=False)
    """What it cites, and the one source that each page which is put into it rests on."""
    first_published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True, editable=False)
    """When readers last got other words: at its own edition, or at that of a page that is put into it."""
    last_reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True, editable=False)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True, editable=False)

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("withdrawn reason"), blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("withdrawn by"),
    )
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        editable=False,
        verbose_name=_("successor"),
    )

    objects = PublicationQuerySet.as_manager()
    source_standing: str
    """The standing of the source it rests on, "" where there is none. Only cards know it (``as_cards``): asking another
    record raises AttributeError, so that no doubt about a source is lost by a forgotten question."""

    doubted: list[Source]
    """The sources it leans on that are not current. Only known ``with_doubts``; asking another record raises too."""

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["kind", "sort_key", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="one_address_for_each_publication"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="", withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawal_has_date_and_reason_and_person",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(current__isnull=False),
                name="only_published_pages_are_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(withdrawn_at__isnull=False),
                name="only_withdrawn_pages_have_a_successor",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "sort_key", "slug"], name="publication_list_order"),
            models.Index(fields=["review_due_on"], name="publication_review_due"),
            models.Index(fields=["kind"], condition=Q(is_for_everyone=True), name="publication_for_everyone"),
        ]
        default_permissions = ("view",)
        permissions = [
            ("approve_publication", "Can review drafts: approve or ask for changes"),
            ("publish_publication", "Can publish, withdraw, reinstate and move pages"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()} {self.slug}"

    def get_absolute_url(self) -> str:
        """Return the public address."""
        return self.spec.url(self.slug, self.data)

    @property
    def as_shown(self) -> tuple[Hashable, ...]:
        """All that its card in a list depends on, besides the excerpt of a search result."""
        edition = (self.pk, self.current_id, self.changed_at)
        return (*edition, self.title, self.slug, self.is_late, self.source_standing)

    @property
    def spec(self) -> Kind:
        """What the engine knows about this kind of page."""
        return kind(self.kind)

    @property
    def name_in_documents(self) -> str:
        """What documents call it, whatever its address is today: so moving it changes no digest."""
        return self.first_slug or self.slug

    @property
    def kind_label(self) -> str:
        """The kind in the interface's language."""
        return str(self.spec.label)

    @property
    def is_live(self) -> bool:
        """True when readers can see it."""
        return self.current_id is not None and self.withdrawn_at is None

    @property
    def source_doubt(self) -> str:
        """What is known against the source this finding rests on, such as "Retracted"; empty when nothing is."""
        return "" if self.source_standing in ("", Standing.CURRENT) else str(Standing(self.source_standing).label)

    @property
    def urn(self) -> str:
        """The name that feeds and search engines know it by, wherever it stands (RFC 9562)."""
        return f"urn:uuid:{self.uuid}"

    @property
    def standing(self) -> Standing:
        """The worst standing among the sources it leans on."""
        return Standing.worst(source.standing for source in self.doubted)

    @property
    def doubts(self) -> list[str]:
        """What is known against its sources, a sentence each in English, the gravest first."""
        gravest_first = sorted(self.doubted, key=lambda source: -Standing(source.standing).gravity)
        return [f"A source of this page is {source.doubt_in_words}" for source in gravest_first]

    @property
    def is_late(self) -> bool:
        """True when its review is overdue."""
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()


class FormerAddress(models.Model):
    """An address a published page has left; it redirects for ever."""

    kind = models.CharField(max_length=16, choices=choices)
    slug = models.SlugField(max_length=80)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_address_leads_to_one_page")]
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


def plain_code(code: str) -> str:
    """Return a code as it is compared: in capitals, without the dots and blanks that people and systems put in."""
    return "".join(code.upper().replace(".", "").split())


class PageCode(models.Model):
    """A code by which other systems know what a live page is about: derived data, from ``codes`` of its card."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=20)
    code = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["system", "code"], name="page_by_code")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.system} {self.code}"


class Insertion(models.Model):
    """A page is put into a live page by a mark: derived data. Named by its address, since it may come later."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="insertions")
    kind = models.CharField(max_length=16, choices=choices)
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "kind", "slug"], name="one_insertion_each")]
        indexes = [models.Index(fields=["kind", "slug"], name="insertion_by_page")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} in {self.publication}"
