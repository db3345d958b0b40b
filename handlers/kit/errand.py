"""Work that needs the network, and so cannot happen inside the transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.kit.reply import Reply


@dataclass(frozen=True, slots=True)
class Errand:
    """Returned by a handler: `run` is awaited after the commit; its result is the answer, or follows if it is slow."""

    run: Callable[[], Awaitable[str | Reply]]
    meanwhile: str = "稍等，我去查一下～"
    """Said when the result takes longer than a platform waits."""
