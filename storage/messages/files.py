"""Pictures by their digest, so that a message carries a short name instead of bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from storage.db import Db, to_millis

FRESH = timedelta(days=1)
"""For so long a picture that is stored again is not written again."""


def save(db: Db, data: bytes, at: datetime) -> str:
    """Store a picture once and return its digest; from `at` on it is kept as long as retention says."""
    digest = sha256(data).hexdigest()
    db.execute(
        """INSERT INTO picture (digest, data, saved_at) VALUES (:digest, :data, :at)
        ON CONFLICT (digest) DO UPDATE SET saved_at = excluded.saved_at WHERE picture.saved_at < :stale""",
        digest=digest,
        data=data,
        at=to_millis(at),
        stale=to_millis(at - FRESH),
    )
    return digest


def list_kept(db: Db, digests: Sequence[str]) -> list[str]:
    """Return which of these are in our keeping; a channel that cannot fetch a picture names its address instead."""
    return [
        digest
        for digest in digests
        if db.fetch_value("SELECT COUNT(*) FROM picture WHERE digest = :digest", digest=digest)
    ]


def load(db: Db, digest: str) -> bytes | None:
    """Return the bytes behind a digest."""
    row = db.fetch_one("SELECT data FROM picture WHERE digest = :digest", digest=digest)
    return bytes(row[0]) if row else None
