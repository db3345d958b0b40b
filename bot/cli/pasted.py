"""Reads what somebody copied out of a web page: with quotes, labels, blanks that nobody sees, in full-width letters."""

from __future__ import annotations

import re
import unicodedata

QUOTES = "\"'`“”‘’「」『』《》<>"
UNSEEN = ("Cf", "Cc")
"""Categories of what nobody sees: joiners, marks of direction and order, controls."""
LABEL = re.compile(
    r"(?:(?:wecom_)?(?:bot|corp|agent)[ _-]?id|企业 ?id|(?:应用的? ?)?secret|token"
    r"|(?:encoding)?[ _-]?aes[ _-]?key|key) ?[:=] ?",
    re.IGNORECASE,
)
"""What stands before a value on the page, or in a file it was copied from."""


def read_code(text: str) -> str:
    """Return an id or a secret as it was meant."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(char for char in text if unicodedata.category(char) not in UNSEEN).strip()
    labelled = LABEL.match(text.lstrip(QUOTES))
    text = text.lstrip(QUOTES)[labelled.end() :] if labelled else text
    return text.strip(QUOTES + " ,;")


def read_name(text: str) -> str:
    """Return the bot's name in the group, without its @."""
    return text.strip().lstrip("@＠").strip(QUOTES + " ")


def read_choice(text: str) -> str:
    """Return what was chosen, with plain digits and without the mark that stands behind a number."""
    return unicodedata.normalize("NFKC", text).strip().rstrip(".、)] ").lstrip("([")
