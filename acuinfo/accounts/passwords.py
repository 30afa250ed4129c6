"""How long a name and a password may be."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_NAME = 150
"""Characters; as long as the column that keeps it."""
MAX_PASSWORD = 128
"""Characters. Long enough for any phrase, short enough that hashing it is no way to tire the server."""


class MaximumLengthValidator:
    """Refuse a new password that would be too long to sign in with."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` for more than `MAX_PASSWORD` characters."""
        if len(password) > MAX_PASSWORD:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Return the rule, as shown beside the field."""
        return _("Your password must contain at most %(limit)d characters.") % {"limit": MAX_PASSWORD}
