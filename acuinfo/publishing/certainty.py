"""How sure we are of a finding. The order in which they stand is the order wherever findings are sorted or counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Certainty(TextChoices):
    """How sure we are (GRADE), surest first."""

    HIGH = "high", _("High certainty")
    MODERATE = "moderate", _("Moderate certainty")
    LOW = "low", _("Low certainty")
    VERY_LOW = "very-low", _("Very low certainty")
    NOT_RATED = "not-rated", _("Certainty not rated")

    @property
    def rank(self) -> int:
        """The place in the order; 0 is the surest."""
        return list(Certainty).index(self)

    @property
    def tag(self) -> str:
        """The slug of the tag that findings of this certainty carry."""
        return f"{self.value}-certainty"
