"""One turn at the mail server: one connection, and no more of it once the server is down.

Addresses are in what mail servers answer, so nothing of an answer is logged but its class and its code.
"""

import contextlib
import enum
import logging
import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

NO_SUCH = frozenset({550, 551, 553})
"""What a mail server says of an address that it does not have (RFC 5321, 4.2.3). With 5.7.x (RFC 3463) it means us: a
relay that was set up wrongly must not delete the alerts of everybody."""


class Delivery(enum.Enum):
    """What became of a mail."""

    SENT = enum.auto()
    NO_SUCH_ADDRESS = enum.auto()
    """Refused for good: trying again is of no use."""
    NOT_NOW = enum.auto()
    """This mail was refused for now, and others may pass."""
    SERVER_DOWN = enum.auto()
    """No mail passes."""


class Post:
    """The mail server for as long as one turn takes."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self.is_down = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # what was sent is sent
            self._connection.close()

    def send(self, message: EmailMessage, **data: int) -> Delivery:
        """Send one mail; ``data`` tells the log which. After the server failed, nothing is tried."""
        if self.is_down:
            return Delivery.SERVER_DOWN
        message.connection = self._connection
        try:
            self._connection.open()  # once a turn, and only when there is something to send
            message.send()
        except OSError as error:  # what smtplib and sockets raise
            outcome = _outcome(error)
            self.is_down = outcome == Delivery.SERVER_DOWN
            logger.error("mail not sent", extra={"data": {**data, **without_address(error)}})
            return outcome
        return Delivery.SENT


def _outcome(error: OSError) -> Delivery:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        is_final = all(code in NO_SUCH and not said.startswith(b"5.7.") for code, said in error.recipients.values())
        return Delivery.NO_SUCH_ADDRESS if is_final else Delivery.NOT_NOW
    if isinstance(error, smtplib.SMTPDataError | smtplib.SMTPNotSupportedError):
        return Delivery.NOT_NOW
    return Delivery.SERVER_DOWN


def without_address(error: OSError) -> dict[str, Any]:
    """Return what the log may know of an error: its class and its code."""
    code = getattr(error, "smtp_code", error.errno)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((code for code, _said in error.recipients.values()), None)
    return {"error": type(error).__name__, "code": code}
