"""Photos that members gave to albums: those of an event, or of a showcase.

An album is named by what it belongs to, e.g. event:12. Its pictures are not forgotten while the album knows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of an album."""

    album: str
    number: int
    """From 1, in the album."""
    member: Member
    digest: str
    at: datetime


LATEST = 2**31 - 1
"""No album has as many: what is before this is the latest."""
_COLUMNS = columns(Photo, "album_photo")
_FROM = "FROM album_photo JOIN member ON member.id = album_photo.member_id"


def add(db: Db, album: str, member: Member, digest: str, at: datetime, *, number: int | None = None) -> bool:
    """Put a picture into an album, under the next number unless one is said; return False where it is there already.

    The group is locked meanwhile, so that no number is used twice.
    """
    db.lock(member.group_id)
    last = db.fetch_value("SELECT COALESCE(MAX(number), 0) FROM album_photo WHERE album = :album", album=album)
    return bool(
        db.execute(
            """INSERT INTO album_photo (album, number, member_id, digest, at)
            VALUES (:album, :number, :member_id, :digest, :at) ON CONFLICT DO NOTHING""",
            album=album,
            number=number or 1 + int(last),
            member_id=member.id,
            digest=digest,
            at=to_millis(at),
        )
    )


def get(db: Db, album: str, number: int) -> Photo | None:
    """Return the photo of an album with this number."""
    row = db.fetch_one(
        f"SELECT {_COLUMNS} {_FROM} WHERE album = :album AND number = :number", album=album, number=number
    )
    return read(Photo, row) if row else None


def has(db: Db, album: str, digest: str) -> bool:
    """Return whether a picture is in an album."""
    row = db.fetch_one(
        "SELECT 1 FROM album_photo WHERE album = :album AND digest = :digest", album=album, digest=digest
    )
    return row is not None


def list_before(db: Db, album: str, number: int, count: int) -> list[Photo]:
    """Return up to `count` photos of an album with smaller numbers, the latest first."""
    rows = db.fetch_all(
        f"""SELECT {_COLUMNS} {_FROM} WHERE album = :album AND number < :number
        ORDER BY number DESC LIMIT :count""",
        album=album,
        number=number,
        count=count,
    )
    return [read(Photo, row) for row in rows]


def count(db: Db, album: str, member: Member | None = None) -> int:
    """Return how many photos an album has, of one member or of all."""
    by_member = "AND member_id = :member_id" if member else ""
    values = {"member_id": member.id} if member else {}
    return int(
        db.fetch_value(f"SELECT COUNT(*) FROM album_photo WHERE album = :album {by_member}", album=album, **values)
    )


def remove(db: Db, photo: Photo) -> None:
    """Take a photo out of its album; the picture is forgotten as any other."""
    db.execute(
        "DELETE FROM album_photo WHERE album = :album AND number = :number", album=photo.album, number=photo.number
    )


def rename(db: Db, album: str, name: str) -> None:
    """Give an album the name of another one, whose photos go."""
    clear(db, name)
    db.execute("UPDATE album_photo SET album = :name WHERE album = :album", name=name, album=album)


def clear(db: Db, album: str) -> None:
    """Take all photos out of an album."""
    db.execute("DELETE FROM album_photo WHERE album = :album", album=album)
