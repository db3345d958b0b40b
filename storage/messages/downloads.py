"""Files that can be fetched once, by a link that soon expires.

Here only a digest of the link's secret is kept; the answer that told the link is kept as all answers are.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from storage.db import Db, to_millis


def offer(db: Db, secret: str, digest: str, name: str, at: datetime, until: datetime) -> None:
    """Let a stored file be fetched once with a secret, until a moment; forget what nobody fetched in time."""
    db.execute("DELETE FROM download WHERE until <= :at", at=to_millis(at))
    db.execute(
        "INSERT INTO download (secret, digest, name, until) VALUES (:secret, :digest, :name, :until)",
        secret=_hash(secret),
        digest=digest,
        name=name,
        until=to_millis(until),
    )


def is_offered(db: Db, secret: str, at: datetime) -> bool:
    """Return whether a file can still be fetched with a secret."""
    return bool(
        db.fetch_one(
            "SELECT 1 FROM download WHERE secret = :secret AND until > :at", secret=_hash(secret), at=to_millis(at)
        )
    )


def take(db: Db, secret: str, at: datetime) -> tuple[str, str] | None:
    """Return the digest and the name of the file behind a secret, for the first one who asks in time; else None."""
    row = db.fetch_one(
        "DELETE FROM download WHERE secret = :secret RETURNING digest, name, until", secret=_hash(secret)
    )
    return (row[0], row[1]) if row and row[2] > to_millis(at) else None


def _hash(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
