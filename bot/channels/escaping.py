"""Plain text stays plain, so that no platform reads a mention or markup out of it, and is cut where it fits."""

from __future__ import annotations

import re

_GAP = "\u200b"
"""A space without width: takes a marker apart and cannot be seen."""

_MARKS = re.compile(r"<(?=[@/!?A-Za-z]|\Z)|[@＠](?=all|所有人|全体成员|\Z)", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"""
    (?P<address>https?://[\w./?=&%:\#~+,;-]+)          # shown as written, and a link as in every chat
    | (?P<paired>[*`_~|\\])                            # would pair up into emphasis, code, tables
    | (?P<apart>(?:[<\[\]!](?!\u200b))+|&(?=\#?\w+;))  # begins a tag, a mention, a link, a picture, a character's name
    | ^(?P<first>[ \t>#=:+-]|\d+[.)])                  # makes a heading, a quotation, a list, a table, code
    """,
    re.VERBOSE | re.MULTILINE,
)
_LOOKALIKES = str.maketrans("*`_~|\\", "＊｀＿～｜＼")


def escape_markup(text: str) -> str:
    """Return the text for messages that know `<@userid>`, `@all` and links, so that it contains none."""
    if "<" not in text and "@" not in text and "＠" not in text:
        return text
    return _MARKS.sub(lambda mark: mark[0] + _GAP, text)


def escape_markdown(text: str) -> str:
    """Return the text for markdown, looking the same and meaning nothing.

    The platform's dialect is not specified, and whether it knows backslashes is not known; so markers are taken apart
    or replaced by their full-width forms.
    """
    return _MARKDOWN.sub(_harmless, text.replace("\r\n", "\n").replace("\r", "\n"))


def split(text: str, room: int) -> tuple[str, str]:
    """Return the longest beginning of at most `room` bytes in UTF-8, and the rest.

    It ends with a line where that wastes less than half the room; both together are the text.
    """
    data = text[: max(room, 0) + 1].encode()
    if len(data) <= room:
        return text, ""
    head = data[: max(room, 0)].decode(errors="ignore")
    line = head.rfind("\n") + 1
    if len(head[:line].encode()) * 2 >= room:
        head = head[:line]
    return head, text[len(head) :]


def truncate(text: str, limit: int, ending: str = "…") -> str:
    """Return the text in at most `limit` bytes, with an ending where something is left out."""
    head, rest = split(text, limit)
    return head if not rest else split(text, limit - len(ending.encode()))[0] + ending


def _harmless(match: re.Match[str]) -> str:
    if match["address"]:
        return match[0]
    if match["paired"]:
        return match[0].translate(_LOOKALIKES)
    return _GAP + match[0] if match["first"] else _GAP.join((*match[0], ""))
