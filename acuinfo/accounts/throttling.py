"""How many wrong passwords are too many, counted in the database that all workers share.

Three counts at once, because each alone has a way round it:

* one name from one address: ``AXES_FAILURE_LIMIT`` tries. Nobody can lock a colleague out from elsewhere.
* one address, all names: `ADDRESS_SHARE` times as many. Stops trying one password on every name.
* one name, all addresses: `NAME_SHARE` times as many. Stops a crowd of machines; under the hundred tries of
  NIST SP 800-63B, section 5.2.2.
"""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

ADDRESS_SHARE = 4
NAME_SHARE = 12
SHARES = (1, ADDRESS_SHARE, NAME_SHARE)
"""In the order of ``AXES_LOCKOUT_PARAMETERS``."""


class SignInThrottle(AxesDatabaseHandler):  # type: ignore[misc]  # django-axes has no types
    """The database handler of django-axes, with a limit for each count."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures of the count nearest to its limit, as if its limit were ``AXES_FAILURE_LIMIT``."""
        counts = self.get_user_attempts(request, credentials)
        sums = [found.aggregate(n=Sum("failures_since_start"))["n"] or 0 for found in counts]
        return max(int(failures // share) for failures, share in zip(sums, SHARES, strict=True))

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the failures of this name from this address, after a good sign-in.

        The other counts stay, or whoever has an account of their own could clear their address again and again.
        """
        pair, _address, _name = self.filter_user_attempts(request, credentials)
        deleted, _rows = pair.delete()
        return int(deleted)


def minutes_locked() -> int:
    """Return how long a lock lasts, for the page that says so."""
    return round(settings.AXES_COOLOFF_TIME * 60)
