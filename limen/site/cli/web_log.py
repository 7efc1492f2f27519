"""Lines of the web server itself, as JSON and without tracebacks, which can quote a person."""

from __future__ import annotations

import datetime
import json
import logging


class Discreet(logging.Formatter):
    """The first line of a message, and nothing of the exception but its type."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object on one line."""
        when = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "timestamp": when.isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage().partition("\n")[0],
        }
        if record.exc_info and record.exc_info[0]:
            line["exception_type"] = record.exc_info[0].__qualname__
        return json.dumps(line)
