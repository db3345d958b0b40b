"""An event as a calendar file (RFC 5545) that phones open; pure.

Four properties in UTC are all there is: no library is worth its memory for that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from storage.events.events import Event

LONGEST_LINE = 75
"""Bytes of a line, by the standard; longer ones are folded."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_file(group_id: str, event: Event, now: datetime) -> bytes:
    """Return the file of an event; `now` is aware. Its identity stays the same where the event is changed."""
    terms = event.terms
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Qunban//Events//ZH",
        "BEGIN:VEVENT",
        f"UID:{sha256(f'{group_id} {event.id}'.encode()).hexdigest()[:32]}@qunban",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(terms.starts_at)}",
        f"DTEND:{_moment(terms.ends_at)}",
        f"SUMMARY:{terms.title.translate(_ESCAPED)}",
        f"LOCATION:{terms.place.translate(_ESCAPED)}",
        f"DESCRIPTION:{terms.details.translate(_ESCAPED)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_fold(line) for line in lines)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _fold(line: str) -> bytes:
    """Return a line that goes on after a space where it is too long, never inside a character."""
    folded, current = b"", b""
    for letter in line:
        sign = letter.encode("utf-8", "replace")
        if len(current) + len(sign) > LONGEST_LINE:
            folded, current = folded + current + b"\r\n", b" "
        current += sign
    return folded + current + b"\r\n"
