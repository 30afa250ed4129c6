"""Sources: bibliographic records, each with a standing."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, override


class SourceKind(models.TextChoices):
    """What sort of publication a source is."""

    SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
    IPD_META_ANALYSIS = "ipd-meta-analysis", _("Individual patient data meta-analysis")
    NETWORK_META_ANALYSIS = "network-meta-analysis", _("Network meta-analysis")
    OVERVIEW = "overview", _("Overview of reviews")
    TRIAL = "trial", _("Randomised trial")
    COHORT = "cohort", _("Observational study")
    CASE_REPORTS = "case-reports", _("Case reports")
    GUIDELINE = "guideline", _("Guideline")
    ECONOMIC = "economic", _("Economic evaluation")
    LABORATORY = "laboratory", _("Laboratory or mechanism study")
    METHODS = "methods", _("Methods or statistics")
    NARRATIVE = "narrative", _("Narrative review or commentary")
    OTHER = "other", _("Other document")

    @property
    def in_english(self) -> str:
        """What files for reference managers call it, whatever the interface speaks."""
        with override(None):
            return str(self.label)


class Standing(models.TextChoices):
    """Whether a source can still be leaned on."""

    CURRENT = "current", _("Current")
    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Concern raised")
    RETRACTED = "retracted", _("Retracted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")

    @property
    def is_lost(self) -> bool:
        """True when no finding may rest on this source alone."""
        return self in (Standing.RETRACTED, Standing.WITHDRAWN)

    @property
    def gravity(self) -> int:
        """How much it weighs against leaning on a source; 0 when nothing does."""
        order = ("current", "corrected", "superseded", "concern", "withdrawn", "retracted")
        return order.index(self.value)

    @property
    def in_english(self) -> str:
        """What feeds and files say, whatever the interface speaks."""
        with override(None):
            return str(self.label)

    @classmethod
    def worst(cls, standings: Iterable[str]) -> "Standing":
        """Return the gravest of several standings; current where there is none."""
        return max(map(cls, standings), key=lambda standing: standing.gravity, default=cls.CURRENT)


class Source(models.Model):
    """A systematic review, trial, guideline or other document that claims rest on.

    The standing is written by ``publishing.actions.change_standing`` only, because it changes public pages.
    """

    slug = models.SlugField(
        _("short name"),
        max_length=80,
        unique=True,
        help_text=_("First author and year, such as vickers2018. You cite the source by it: [[vickers2018]]."),
    )
    kind = models.CharField(_("kind"), max_length=32, choices=SourceKind.choices)
    title = models.CharField(_("title"), max_length=600)
    authors = models.CharField(
        _("authors"),
        max_length=2000,
        blank=True,
        help_text=_("As in PubMed: Vickers AJ, Vertosick EA. A group's name is fine too."),
    )
    container = models.CharField(_("journal or publisher"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    issue = models.CharField(_("issue"), max_length=40, blank=True)
    pages = models.CharField(_("pages or article number"), max_length=80, blank=True)
    doi = models.CharField(
        _("DOI"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("Start with 10., without https://doi.org/."))],
        help_text=_("Starts with 10., without https://doi.org/."),
    )
    pmid = models.CharField(
        _("PubMed number"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{1,9}$", _("Digits only."))],
    )
    pmcid = models.CharField(
        _("PubMed Central number"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^PMC\d{1,9}$", _("PMC and digits, such as PMC5927830."))],
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    standing = models.CharField(
        _("standing"), max_length=16, choices=Standing.choices, default=Standing.CURRENT, editable=False
    )
    standing_note = models.TextField(_("standing note"), blank=True, editable=False)
    standing_on = models.DateField(_("standing known since"), null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        editable=False,
        verbose_name=_("superseded by"),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For editors only; never shown to readers."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="source_doi_is_unique"),
            models.UniqueConstraint(fields=["pmid"], condition=~Q(pmid=""), name="source_pmid_is_unique"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="source_standing_is_known"),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(standing=Standing.SUPERSEDED),
                name="only_superseded_sources_have_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.CURRENT) | ~Q(standing_note=""),
                name="standing_other_than_current_has_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the source's public page."""
        return reverse("sources:detail", args=[self.slug])

    @property
    def is_current(self) -> bool:
        """True when nothing is known against leaning on this source."""
        return self.standing == Standing.CURRENT

    @property
    def doubt(self) -> str:
        """What is known against leaning on it, in one line of English: "Retracted: …"; "" when nothing is."""
        return "" if self.is_current else f"{Standing(self.standing).in_english}: {self.standing_note}"

    @property
    def doubt_in_words(self) -> str:
        """The same as the end of a sentence: "marked as retracted: Acupuncture for pain (2018). Notice of 3 May."."""
        title = self.title.rstrip(".")
        named = f"{title} ({self.year})" if self.year else title
        return f"marked as {Standing(self.standing).in_english.lower()}: {named}. {self.standing_note}"

    @property
    def link(self) -> str:
        """Return the best address of the original: DOI, PubMed, PubMed Central or its own."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return self.url
