"""Log lines as JSON, one an event, so that hostile text cannot forge a second line."""

import json
import logging
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
