"""The last messages of each member that counted, so that repeating one of them does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from storage.db import MILLISECOND, Db, to_millis
from storage.members.roster import Member

REMEMBERED = 30
"""Messages of a member that are told from new ones."""
DIGEST_LENGTH = 16


def record_talk(db: Db, member: Member, words: str, at: datetime, cooldown: timedelta) -> bool:
    """Record a message that differs from the last ones and comes `cooldown` later; False where it does not."""
    return bool(
        db.execute(
            """INSERT INTO speech (member_id, digest, at) VALUES (:member_id, :digest, :at)
            ON CONFLICT (member_id) DO UPDATE
                SET digest = substr(excluded.digest || speech.digest, 1, :most), at = excluded.at
            WHERE speech.digest NOT LIKE '%' || excluded.digest || '%' AND speech.at + :cooldown <= excluded.at""",
            member_id=member.id,
            digest=sha256(words.encode(errors="replace")).hexdigest()[:DIGEST_LENGTH],
            at=to_millis(at),
            cooldown=cooldown // MILLISECOND,
            most=REMEMBERED * DIGEST_LENGTH,
        )
    )
