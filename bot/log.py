"""Structured logs: coloured where a person reads them, JSON where a machine does; never a secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Collection, MutableMapping
from types import NoneType
from typing import Any

import structlog

from config.secrets import Blotter


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
