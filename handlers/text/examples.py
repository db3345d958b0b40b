"""Examples of what to type, where one of several has to be named."""

from __future__ import annotations

from handlers.kit.words import truncate

LONGEST = 40


def fill_example(example: str, number: int, asked: str = "") -> str:
    """Return an example with a number in the place of {}, and what was asked, where there is any, behind it.

    It stands in the place of the example's own words: 到场 {} @小明 becomes 到场 3 @小红.
    """
    before, _, after = example.partition("{}")
    sign, _, words = after.partition(" ")
    words = truncate(" ".join(asked.split()), LONGEST) or words
    return f"{before}{number}{sign} {words}".rstrip()
