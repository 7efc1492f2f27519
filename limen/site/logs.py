"""Structured logs without personal data: only listed fields leave, whatever a caller passes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# What a line may carry. Anything else is dropped: a body, a name, a search word or a bind value never gets
# out.
ALLOWED = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "request_id",
        "method",
        "view",
        "status",
        "milliseconds",
        "queries",
        "exception_type",
        "where",
        "job",
        "job_id",
        "worker",
        "count",
        "seconds",
        "outcome",
        "check",
        "signal",
        "entry",
    }
)


def configure(settings: Mapping[str, Any]) -> None:
    """Send every log line, ours and the libraries', through one narrow gate to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_the_exception,
        _only_allowed,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.get("as_json")
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_hide_foreign_arguments, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Request lines are ours (limen.web): Django's carry paths, and a path can carry a search word.
    for noisy in ("django.server", "django.request", "allauth", "_granian", "procrastinate"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _hide_foreign_arguments(
    logger: Any, name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A library's message keeps its words and loses its values."""
    record = line.get("_record")
    if record is not None and record.args:
        line["event"] = str(record.msg)
    return line


def _name_the_exception(logger: Any, name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The type and place of an exception, never its message: database errors quote values."""
    info = line.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        line["exception_type"] = type(error).__qualname__
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is not None:
            line["where"] = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
    return line


def _only_allowed(logger: Any, name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    kept = {key: value for key, value in line.items() if key in ALLOWED or key.startswith("_")}
    line.clear()
    line.update(kept)
    return line
