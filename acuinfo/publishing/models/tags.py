"""The vocabulary: one word a row, in groups, with other words that lead to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


class TagGroup(models.TextChoices):
    """The groups of the vocabulary. The last five are filled by the software at publishing."""

    BODY_AREA = "body-area", _("Body area")
    TOPIC = "topic", _("Topic")
    AUDIENCE = "audience", _("Who it is for")
    CONDITION = "condition", _("Condition")
    OUTCOME = "outcome", _("Outcome")
    COMPARATOR = "comparator", _("Compared with")
    SHAM = "sham", _("Kind of sham")
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

    name = models.CharField(_("name"), max_length=100, help_text=_("As readers see it."))
    group = models.CharField(_("group"), max_length=16, choices=TagGroup.choices)
    scope_note = models.CharField(
        _("scope note"), max_length=300, blank=True, help_text=_("What belongs under this tag, in one sentence.")
    )
    first_person = models.CharField(
        _("as readers say it of themselves"),
        max_length=60,
        blank=True,
        help_text=_(
            "Such as “I take blood thinners”. Readers can choose it, and the safety notes with this tag come first."
        ),
    )
    in_sentence = models.CharField(
        _("within a sentence"),
        max_length=60,
        blank=True,
        help_text=_("What stands after “Knee osteoarthritis and …”, such as “blood thinners”."),
    )

    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["group", "name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="tag_name_is_unique_in_its_group"),
            models.CheckConstraint(condition=Q(group__in=TagGroup.values), name="tag_group_is_known"),
            models.CheckConstraint(
                condition=Q(first_person="", in_sentence="") | ~Q(first_person="") & ~Q(in_sentence=""),
                name="what_readers_say_of_themselves_has_a_name",
            ),
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
        verbose_name_plural = _("tag aliases")

    def __str__(self) -> str:
        return self.name


class TaggedDraft(ItemBase):  # type: ignore[misc]  # taggit has no types
    """One tag on one draft. Each kind of draft has its own table, so no generic foreign key is needed."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True
