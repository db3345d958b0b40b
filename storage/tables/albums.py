"""Photos that members gave to albums."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint


class AlbumPhotoTable(SQLModel, table=True):
    __tablename__ = "album_photo"
    __table_args__ = (
        UniqueConstraint("album", "digest"),
        Index("album_photo_by_member", "member_id"),
        Index("album_photo_by_age", "at"),
        {"sqlite_with_rowid": False},
    )

    album: str = Field(primary_key=True, description="What the photo belongs to: event:12, topic:3")
    number: int = Field(primary_key=True, description="From 1, in the album")
    member_id: int = Field(foreign_key="member.id")
    digest: str = Field(description="The picture in our keeping")
    at: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
