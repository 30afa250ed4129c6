"""Log lines as JSON, one an event, so that hostile text cannot forge a second line."""

import json
import logging
import time
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """Format a record as one line of JSON; control characters come out escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time, level, logger, message and what the caller added as ``extra={"data": {...}}``."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "data", {}))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


class Seldom(logging.Filter):
    """Let an error through once in ten minutes for each place in the code, so that a bad night makes few mails."""

    PAUSE = 600.0
    """Seconds."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self._last: dict[tuple[str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether this record may pass."""
        place = _place(record)
        now = time.monotonic()
        if now - self._last.get(place, -self.PAUSE) < self.PAUSE:
            return False
        self._last[place] = now
        return True


class Discreet(logging.Filter):
    """Leave the request out of a mail about an error when its address tells of somebody."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, some without their request."""
        from acuinfo.reading.about_me import NAME  # noqa: PLC0415  when logging is set up, there are no models yet

        from .middleware import TELLING  # noqa: PLC0415  as above

        request = getattr(record, "request", None)
        if request is not None and (NAME in request.GET or request.path.startswith(TELLING)):
            record.request = None
        return True


def _place(record: logging.LogRecord) -> tuple[str, int]:
    """Return file and line of an error: where it was raised, else where it was logged."""
    trace = record.exc_info[2] if record.exc_info else None
    if trace is None:
        return record.pathname, record.lineno
    while trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename, trace.tb_lineno
