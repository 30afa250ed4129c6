"""The engine's records: publications, editions, reviews, changes and tags, and what every draft has.

Only ``actions.py`` writes publications, editions, reviews and changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop as _
from taggit.models import ItemBase, TagBase

from acuinfo.sources.models import Source, Standing

from .language import translated

if TYPE_CHECKING:
    from .kinds import Kind

User = settings.AUTH_USER_MODEL


# --- Tags -------------------------------------------------------------------------------------------------------
class TagGroup(models.TextChoices):
    """The groups of the vocabulary. The last four are filled by the software at publishing."""

    BODY_AREA = "body-area", _("Body area")
    TOPIC = "topic", _("Topic")
    AUDIENCE = "audience", _("Who it is for")
    CONDITION = "condition", "Condition"
    OUTCOME = "outcome", _("Outcome")
    COMPARATOR = "comparator", _("Compared with")
    CERTAINTY = "certainty", _("How sure we are")


EDITORIAL_GROUPS = (TagGroup.BODY_AREA, TagGroup.TOPIC, TagGroup.AUDIENCE)


class TagQuerySet(models.QuerySet["Tag"]):
    """Tags by who fills them."""

    def editorial(self) -> TagQuerySet:
        """Tags of the groups that editors fill."""
        return self.filter(group__in=EDITORIAL_GROUPS)

    def in_use(self) -> TagQuerySet:
        """Tags that were not merged into another."""
        return self.filter(merged_into=None)


class Tag(TagBase):  # type: ignore[misc]  # taggit has no types
    """One word of the vocabulary."""

    name = models.CharField(max_length=100, help_text=_("As readers see it."))
    group = models.CharField(max_length=16, choices=TagGroup.choices)
    scope_note = models.CharField(
        max_length=300, blank=True, help_text=_("What belongs under this tag, in one sentence.")
    )

    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("tag")
        verbose_name_plural = gettext_lazy("tags")
        ordering = ["group", "name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="tag_name_is_unique_in_its_group"),
            models.CheckConstraint(condition=Q(group__in=TagGroup.values), name="tag_group_is_known"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the tag's page."""
        return reverse("publishing:tag", args=[self.slug])


class TagAlias(models.Model):
    """Another word that leads to a tag. Its address redirects."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = gettext_lazy("tag aliases")

    def __str__(self) -> str:
        return self.name


class TaggedDraft(ItemBase):  # type: ignore[misc]  # taggit has no types
    """One tag on one draft. Each kind of draft has its own table, so no generic foreign key is needed."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True


# --- Publications -----------------------------------------------------------------------------------------------
class KindName(models.TextChoices):
    """The four kinds of page."""

    CONDITION = "condition", "Condition"
    EVIDENCE = "evidence", _("Evidence summary")
    SAFETY = "safety", _("Safety note")
    ARTICLE = "article", "Article"


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
        """Publications about this condition, and safety notes that are for everyone."""
        links = self.model.about.through.objects.filter(to_publication=condition).values("from_publication")
        everyone = self.model._default_manager.filter(kind=KindName.SAFETY, is_for_everyone=True).order_by()
        return self.filter(pk__in=links.union(everyone.values("pk")))  # OR would read every row of a large site

    def as_cards(self) -> PublicationQuerySet:
        """What lists show: no search text, and how the source each finding rests on stands now. No query of its own."""
        main_source = Source.objects.filter(slug=KeyTextTransform("source", OuterRef("data")))
        standing = Coalesce(Subquery(main_source.values("standing")), Value(""))
        return self.defer("search_text").annotate(source_standing=standing)  # type: ignore[no-redef]  # replaces the default below

    def in_list_order(self) -> PublicationQuerySet:
        """The order of every list: by sort key, then address."""
        return self.order_by("sort_key", "slug")


class Publication(models.Model):
    """The public address and index card of one draft. Everything after ``current`` is copied from that edition."""

    kind = models.CharField(max_length=16, choices=KindName.choices)
    slug = models.SlugField(_("address"), max_length=80)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    current = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    title = models.CharField(max_length=500, blank=True, editable=False)
    summary = models.CharField(max_length=500, blank=True, editable=False)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    data = models.JSONField(default=dict, blank=True, editable=False)
    tags = models.ManyToManyField(Tag, related_name="publications", editable=False)
    about = models.ManyToManyField("self", symmetrical=False, related_name="covered_by", editable=False)
    is_for_everyone = models.BooleanField(default=False, editable=False)
    cites = models.ManyToManyField(Source, related_name="cited_by", editable=False)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_reviewed_on = models.DateField(null=True, blank=True, editable=False)
    review_due_on = models.DateField(null=True, blank=True, editable=False)

    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors", editable=False
    )

    objects = PublicationQuerySet.as_manager()
    source_standing = ""
    """The standing of the source this finding rests on; filled by ``as_cards``, empty where there is no such source."""

    class Meta:
        ordering = ["kind", "sort_key", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="one_address_for_each_publication"),
            models.CheckConstraint(condition=Q(kind__in=KindName.values), name="publication_kind_is_known"),
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
        edition = (self.pk, self.current_id, self.published_at)
        return (*edition, self.title, self.slug, self.is_late, self.source_standing)

    @property
    def spec(self) -> Kind:
        """What the engine knows about this kind of page."""
        from .kinds import kind  # noqa: PLC0415  kinds register themselves after the models are loaded

        return kind(self.kind)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(KindName(self.kind).label)

    @property
    def is_live(self) -> bool:
        """True when readers can see it."""
        return self.current_id is not None and self.withdrawn_at is None

    @property
    def source_doubt(self) -> str:
        """What is known against the source this finding rests on, such as "Retracted"; empty when nothing is."""
        return "" if self.source_standing in ("", Standing.CURRENT) else str(Standing(self.source_standing).label)

    @property
    def is_late(self) -> bool:
        """True when its review is overdue."""
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()


class FormerAddress(models.Model):
    """An address a published page has left; it redirects for ever."""

    kind = models.CharField(max_length=16, choices=KindName.choices)
    slug = models.SlugField(max_length=80)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_address_leads_to_one_page")]
        verbose_name_plural = gettext_lazy("former addresses")

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


# --- Append-only records ----------------------------------------------------------------------------------------
class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a record that is kept for ever."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that adds and reads, and refuses everything else."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows; refuse to change those there are."""
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to change what is stored."""
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.verbose_name_plural} are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError(f"{self._meta.verbose_name_plural} are never deleted.")


class Edition(AppendOnly):
    """What a page said, from when, and who answered for it."""

    class Weight(models.TextChoices):
        """How much readers should care about the change."""

        MAJOR = "major", _("Readers should know about it")
        MINOR = "minor", _("A small fix")
        REVIEWED = "reviewed", _("Reviewed, nothing needed changing")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    schema_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    weight = models.CharField(max_length=10, choices=Weight.choices)
    change_note = models.CharField(max_length=500)
    reviewed_on = models.DateField()
    reviewed_by = models.CharField(max_length=200)
    reviewed_by_clinician = models.BooleanField(default=False)
    checks = models.JSONField(default=list)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["publication", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_one"),
            models.CheckConstraint(condition=~Q(change_note=""), name="edition_has_a_change_note"),
        ]

    def __str__(self) -> str:
        return gettext("%(page)s, edition %(number)d") % {"page": self.publication, "number": self.number}

    def get_absolute_url(self) -> str:
        """Return the permanent address of this edition."""
        return f"{self.publication.get_absolute_url()}editions/{self.number}/"

    @property
    def is_minor(self) -> bool:
        """True when readers need not be told."""
        return self.weight != Edition.Weight.MAJOR


class Review(AppendOnly):
    """One person's word on exactly one digest of a draft."""

    class Verdict(models.TextChoices):
        """What was said."""

        REQUESTED = "requested", _("Review requested")
        APPROVED = "approved", _("Approved")
        CHANGES_REQUESTED = "changes-requested", _("Changes requested")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="reviews")
    name = models.CharField(max_length=200, help_text=_("As readers will see it."))
    role = models.CharField(max_length=200, blank=True)
    is_clinician = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["requested", "approved", "changes-requested"]), name="review_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="changes-requested") | ~Q(comment=""), name="asking_for_changes_needs_a_comment"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(verdict)s by %(name)s") % {
            "verdict": translated(self.get_verdict_display()),
            "name": self.name,
        }


class Schedule(models.Model):
    """An approved draft that goes live at a set time. It keeps what was approved, whatever happens to the draft."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="schedule")
    due_at = models.DateTimeField(_("goes live at"))
    body = models.TextField()
    schema_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    weight = models.CharField(max_length=10, choices=Edition.Weight.choices)
    change_note = models.CharField(max_length=500)
    overrides = models.JSONField(default=dict)
    approval = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    problem = models.TextField(blank=True, help_text=_("Why it did not go live when it was due."))

    class Meta:
        ordering = ["due_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.publication}, {self.due_at:%Y-%m-%d %H:%M}"


class ReviewInvitation(models.Model):
    """A link that lets somebody without an account read one draft, comment and sign, until it expires."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("for whom"), max_length=200)
    email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.publication}, for {self.name}"

    @property
    def is_open(self) -> bool:
        """True while the link works."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class Change(AppendOnly):
    """One row for everything that altered the public site. The highest id is the site version."""

    class What(models.TextChoices):
        """What happened."""

        PUBLISHED = "published", _("Published")
        UPDATED = "updated", _("Updated")
        REVIEWED = "reviewed", _("Reviewed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REINSTATED = "reinstated", _("Reinstated")
        MOVED = "moved", _("Moved")
        STANDING = "standing", _("Standing of a source changed")
        SOURCE_EDITED = "source-edited", _("Source record edited")
        TAG_EDITED = "tag-edited", _("Tag edited")
        TAG_RENAMED = "tag-renamed", _("Tag renamed")
        TAG_MERGED = "tag-merged", _("Tags merged")
        CARDS_REBUILT = "cards-rebuilt", _("Index rebuilt")

    what = models.CharField(max_length=16, choices=What.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, null=True, on_delete=models.PROTECT, related_name="changes")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="changes")
    subject = models.CharField(max_length=600, help_text=_("The title as it was."))
    note = models.TextField(blank=True)
    is_minor = models.BooleanField(default=False)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(what__in=["published", "updated", "reviewed"]) | Q(edition__isnull=False),
                name="publishing_change_names_its_edition",
            )
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The change in one line, such as "Updated: Knee osteoarthritis"."""
        return f"{self.get_what_display()}: {self.subject}"

    @property
    def url(self) -> str:
        """The address of what changed, or "" when there is none to show."""
        if self.publication is not None:
            return self.publication.get_absolute_url()
        return self.source.get_absolute_url() if self.source is not None else ""


def site_version() -> int:
    """Return the highest change id: it moves whenever the public site does. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM {Change._meta.db_table}")
        return cursor.fetchone()[0] or 0


# --- Drafts -----------------------------------------------------------------------------------------------------
class Draft(models.Model):
    """The working copy that editors shape. No public view reads it."""

    KIND: ClassVar[str]
    REVIEW_CYCLE_MONTHS: ClassVar[int] = 24
    """What a new draft of this kind begins with."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="%(class)s_draft", editable=False
    )
    title = models.CharField(max_length=300)
    summary = models.CharField(
        max_length=400, help_text=_("One sentence. It stands under the title, in lists and in search results.")
    )
    authors = models.TextField(
        blank=True, help_text=_("One a line, with the role: Jo Field, editor. Readers see this.")
    )
    owner = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who keeps this page true and is reminded of reviews."),
    )
    substitute = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who steps in for the owner."),
    )
    review_cycle_months = models.PositiveSmallIntegerField(
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Months until the next review. Safety 12, evidence 24, background 36."),
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The address reserved for this draft."""
        return self.publication.slug


class OrderedRow(models.Model):
    """A row inside a draft, kept in the editor's order."""

    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the date that many calendar months later; the last day of the month when the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValidationError("no such date")  # pragma: no cover  every month has 28 days


# --- What the desk keeps ----------------------------------------------------------------------------------------
class DraftCard(models.Model):
    """What the desk's lists know of a draft without compiling it: derived data, written only by ``actions``."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="draft_card")
    draft_pk = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    digest = models.CharField(
        max_length=64, blank=True, help_text=_("Of the draft as it is; empty when it makes no page.")
    )
    problem = models.TextField(blank=True, help_text=_("Why the draft makes no page."))
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    reading_age = models.PositiveSmallIntegerField(null=True, help_text=_("Years; empty for a short text."))
    cites = models.ManyToManyField(Source, related_name="+")
    about = models.ManyToManyField(Publication, related_name="+")

    class Meta:
        ordering = ["title", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    def url(self, name: str = "change") -> str:
        """Return the address of one of the draft's pages on the desk: change, review, publish, ..."""
        meta = self.publication.spec.draft._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[self.draft_pk])


class Reminder(AppendOnly):
    """One person was reminded on one day that the review of one page is due."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="reminders")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text=_("When the review was due, as the mail said."))
    sent_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["publication", "to", "sent_on"], name="one_reminder_a_page_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.publication}, {self.to}, {self.sent_on}"
