"""Reads the small XML of decrypted callbacks, within bounds, and quotes text for the XML of answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from bot.channels.crypto import ForgedError

DEEPEST = 8
MOST = 600
"""Elements of a callback. The largest lists, one by one, who joined a customer group of up to 500 people."""

_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")


class Element:
    """What is between a pair of tags."""

    __slots__ = ("_node",)

    def __init__(self, node: ET.Element) -> None:
        self._node = node

    @property
    def text(self) -> str:
        """The words directly inside, before any element."""
        return self._node.text or ""

    def names(self) -> list[str]:
        """The names of the elements directly inside, in order."""
        return [inner.tag for inner in self._node]

    def all(self, name: str) -> Sequence[Element]:
        """The elements of this name directly inside."""
        return [Element(inner) for inner in self._node if inner.tag == name]

    def first(self, name: str) -> Element:
        """The first of them; an empty one where there is none."""
        inner = self._node.find(name)
        return Element(ET.Element(name) if inner is None else inner)

    def word(self, name: str) -> str:
        """The text of the first of them; empty where there is none."""
        return self._node.findtext(name) or ""


def read(xml: str) -> Element:
    """What is inside <xml>; raises ForgedError for anything that no platform sends.

    A declaration could carry entities, so none is let in: what is left to the parser are elements and text.
    """
    bare = _CDATA.sub("", xml)
    if "<!" in bare or "<?" in bare.lstrip()[2:]:
        raise ForgedError("XML with a declaration")
    elements = bare.count("<") - bare.count("</")
    if elements > MOST:
        raise ForgedError("XML too long")
    try:
        root = ET.fromstring(xml)  # noqa: S314 - nothing is left in it that could expand
    except (ET.ParseError, UnicodeEncodeError) as error:
        raise ForgedError("not XML") from error
    names = [inner.tag for inner in root]
    if root.tag != "xml" or len(set(names)) < len(names):
        raise ForgedError("XML without one clear meaning")
    if elements > DEEPEST and _depth(root) > DEEPEST:
        raise ForgedError("XML too deep")
    return Element(root)


def _depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [inner for outer in level for inner in outer]
    return depth


def cdata(text: str) -> str:
    """The text as a CDATA section that it cannot break out of, without what XML cannot hold."""
    return f"<![CDATA[{_ILLEGAL.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"
