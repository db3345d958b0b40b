"""Pictures by their digest, so that a message carries a short name instead of bytes."""

from __future__ import annotations

from hashlib import sha256

from storage.db import Db


def save(db: Db, data: bytes) -> str:
    """Store a picture once and return its digest."""
    digest = sha256(data).hexdigest()
    db.execute(
        "INSERT INTO picture (digest, data) VALUES (:digest, :data) ON CONFLICT (digest) DO NOTHING",
        digest=digest,
        data=data,
    )
    return digest


def load(db: Db, digest: str) -> bytes | None:
    """Return the bytes behind a digest."""
    row = db.fetch_one("SELECT data FROM picture WHERE digest = :digest", digest=digest)
    return bytes(row[0]) if row else None
