"""Records name their columns, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from storage.members.roster import Member
from storage.rows import columns, read


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Sample:
    id: int
    colour: Colour
    buyer: Member
    day: date
    at: datetime | None
    gone: bool


def test_a_record_inside_a_record_is_read_from_the_alias_with_its_name() -> None:
    assert columns(Sample, "sample", gone="buyer.left_at IS NOT NULL") == (
        "sample.id, sample.colour, buyer.id, buyer.group_id, buyer.user_id, buyer.name, sample.day, sample.at, "
        "buyer.left_at IS NOT NULL"
    )


def test_values_are_converted_as_the_fields_say() -> None:
    """PostgreSQL returns sums as Decimal, SQLite has no booleans."""
    row = (Decimal(3), "red", 7, "demo", "ming", "小明", "2026-11-23", 1000, 1)
    ming = Member(7, "demo", "ming", "小明")
    expected = Sample(3, Colour.RED, ming, date(2026, 11, 23), datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), True)
    sample = read(Sample, row)
    assert sample == expected
    assert type(sample.id) is int


def test_nothing_stays_nothing() -> None:
    assert read(Sample, (3, "red", 7, "demo", "ming", "小明", "2026-11-23", None, 0)).at is None
