"""Structured logs: coloured where a person reads them, JSON where a machine does; never a secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Collection, MutableMapping
from dataclasses import dataclass
from time import monotonic
from types import NoneType
from typing import Any

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from config.secrets import Blotter

log = structlog.get_logger()

NO_HTTP = "有人发来的不是 HTTP"
HUNG_UP = "对方说到一半就断开了"


def set_up(level: str, secrets: Collection[str] = ()) -> None:
    """Configure logging for the process. Each of `secrets` is blotted out wherever it might turn up."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Tracebacks become text before anything is blotted out, and never show local variables.
    shared.append(structlog.processors.format_exc_info)
    render: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, SecretMask(secrets), render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, SecretMask(secrets), render],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


class SecretMask:
    """A processor that replaces secrets in everything about to be written."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._blot_out = Blotter(secrets)

    def __call__(self, _: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            if not isinstance(value, (bool, int, float, NoneType)):
                shown = str(value)
                clean = self._blot_out(shown)
                event[key] = value if clean == shown else clean
        return event


@dataclass
class _Told:
    """What was logged of a kind, and what was not."""

    at: float
    details: dict[str, object]
    untold: int = 0


class Sparing:
    """Logs what anybody can cause: the first of a kind at once, then a line a minute with how many there were."""

    def __init__(self, now: Callable[[], float] = monotonic, every: float = 60.0) -> None:
        """`now` is a monotonic clock, in seconds."""
        self._now = now
        self._every = every
        self._told: dict[tuple[str, str], _Told] = {}

    def warning(self, event: str, kind: str, **details: object) -> None:
        """Log an event, or count it. `kind` is one of few: what somebody sent must not make kinds of its own."""
        told = self._told.get((event, kind))
        if told is None:
            self._told[event, kind] = _Told(self._now(), details)
            log.warning(event, **details)
        else:
            told.untold += 1
            told.details = details
            self.flush()

    def flush(self) -> None:
        """Log what was counted, where the last line of its kind is old enough; the details are those of the last."""
        now = self._now()
        for (event, kind), told in list(self._told.items()):
            if now - told.at < self._every:
                continue
            if told.untold:
                log.warning(event, **told.details, more=told.untold)
                self._told[event, kind] = _Told(now, told.details)
            else:
                del self._told[event, kind]


SPARING = Sparing()
"""That of the process."""


class QuietServer(logging.Filter):
    """Keeps aiohttp from writing a traceback for each request that is no HTTP, or whose sender hangs up."""

    def __init__(self, sparing: Sparing) -> None:
        super().__init__()
        self._sparing = sparing

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, HttpProcessingError | ConnectionError | web.RequestPayloadError):
            return True
        why = NO_HTTP if isinstance(error, HttpProcessingError) else HUNG_UP
        self._sparing.warning("bad_request", type(error).__name__, why=why)
        return False
