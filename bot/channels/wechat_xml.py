"""Reads the small XML of decrypted callbacks, within bounds, and quotes text for the XML of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self
from xml.parsers import expat

from bot.channels.crypto import ForgedError

DEEPEST = 8
MOST = 600
"""Elements of a callback. The largest lists, one by one, who joined a customer group of up to 500 people."""

_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(slots=True)
class Element:
    """What is between a pair of tags."""

    text: str = ""
    inner: dict[str, list[Element]] = field(default_factory=dict)

    def all(self, name: str) -> Sequence[Element]:
        """The elements of this name directly inside."""
        return self.inner.get(name, ())

    def first(self, name: str) -> Element | None:
        """The first of them, or None."""
        found = self.inner.get(name)
        return found[0] if found else None

    def word(self, name: str) -> str:
        """The text of the first of them; empty where there is none."""
        found = self.inner.get(name)
        return found[0].text if found else ""


class _Reader:
    """Builds elements from a parser's calls."""

    def __init__(self) -> None:
        self.root = Element()
        self._open = [self.root]
        self._count = 0

    def read(self, xml: str) -> Self:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(xml, True)
        return self

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > DEEPEST or self._count > MOST:
            raise ForgedError("XML too deep or too long")
        element = Element()
        self._open[-1].inner.setdefault(name, []).append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise ForgedError("XML with a DOCTYPE")


def read(xml: str) -> Element:
    """What is inside <xml>; raises ForgedError for anything that no platform sends."""
    try:
        root = _Reader().read(xml).root.first("xml")
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise ForgedError("not XML") from error
    if root is None or any(len(elements) > 1 for elements in root.inner.values()):
        raise ForgedError("XML without one clear meaning")
    return root


def cdata(text: str) -> str:
    """The text as a CDATA section that it cannot break out of, without what XML cannot hold."""
    return f"<![CDATA[{text.translate(_ILLEGAL).replace(']]>', ']]]]><![CDATA[>')}]]>"
