"""Plain text stays plain, so that no platform reads a mention or markup out of it, and is cut where it fits."""

from __future__ import annotations

import re
from unicodedata import combining

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

    It ends with a line, else with a sentence, where that wastes less than half the room, and else in no address and no
    emoji that fits by itself; both together are the text.
    """
    data = text[: max(room, 0) + 1].encode()
    if len(data) <= room:
        return text, ""
    head = data[: max(room, 0)].decode(errors="ignore")
    sentences = [match.end() for match in _SENTENCE.finditer(head) if address_around(text, match.end()) is None]
    for end in (head.rfind("\n") + 1, sentences[-1] if sentences else 0):
        if len(head[:end].encode()) * 2 >= room:
            return text[:end], text[end:]
    end = address_around(text, len(head)) or len(head)
    while end > 0 and _is_one_letter(text[max(end - 12, 0) : end], text[end]):
        end -= 1
    end = end or len(head)
    return text[:end], text[end:]


_SENTENCE = re.compile(r"(?:[。！？；…]|[.!?;](?=\s))[”’」』）)~～]*\s*")
_ADDRESS = re.compile(r"https?://[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
LONGEST_ADDRESS = 512
"""Characters that are looked back for the beginning of an address."""
_JOINER = "\u200d"


def address_around(text: str, end: int) -> int | None:
    """Return where an address begins that a cut at `end` would take apart, None where there is none."""
    start = max(end - LONGEST_ADDRESS, 0)
    for address in _ADDRESS.finditer(text, start, end + LONGEST_ADDRESS):
        if address.start() < end < address.end():
            return address.start()
    return None


def _is_one_letter(before: str, letter: str) -> bool:
    """Return whether a letter belongs to the one before it, as the parts of an emoji do.

    Marks, skin tones, what a joiner holds together, and the second half of a flag: Unicode, annex 29.
    """
    if letter in (_JOINER, "\ufe0e", "\ufe0f", "\u20e3") or before.endswith(_JOINER):
        return True
    if "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U000e0020" <= letter <= "\U000e007f":
        return True
    if letter in _FLAGS:
        return len(before) > 0 and (len(before) - len(before.rstrip(_FLAGS))) % 2 == 1
    return bool(combining(letter))


_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


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
