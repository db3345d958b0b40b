"""Nothing that somebody says can hold up the event loop: no regular expression takes long over any text."""

from __future__ import annotations

import re
from time import thread_time

import pytest

from config.slips import LONGEST_LINE
from sop.when import corrections
from tests.support.patterns import SIZE, Locals, Use, collect, hostile

MOST = 0.005
"""Seconds for 64 KiB. A quadratic pattern takes a hundred times as long."""
PLAIN = Use("", re.compile("[0-9]x|y"), "search")
PLAIN_WALKS = 25
"""What is allowed on a slow or busy machine: as many times what the plainest pattern takes for as long a text."""
TRIES = 5
LOCALS: Locals = {
    "bot.channels.wecom.mentions": [{"name": "社群助手"}],
    "bot.channels.sandbox.words": [{"pattern": "小明|小红"}],
    "sop.when.corrections": [{"pattern": pattern} for pattern, _ in vars(corrections)["_SLIPS"]],
}
"""What patterns inside functions are made of. A new one fails the collection until it stands here."""
OF_FILES = ("config.slips", "config.syntax", "config.oversights")
"""They look at the lines of an owner's own file, each of which is cut to LONGEST_LINE first."""
USES = sorted(collect(LOCALS), key=lambda use: (use.where, use.method, use.pattern.pattern))


def seconds(use: Use, text: str) -> float:
    """Return the processor time a pattern takes for a text: the best of five, or the first one that is short."""
    best = float("inf")
    for _ in range(TRIES):
        began = thread_time()
        use.run(text)
        best = min(best, thread_time() - began)
        if best <= MOST:
            break
    return best


def is_slow(use: Use, text: str) -> bool:
    took = seconds(use, text)
    return took > MOST and took > PLAIN_WALKS * seconds(PLAIN, "0" * SIZE)


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where}.{use.method}")
def test_a_pattern_is_done_with_any_text_at_once(use: Use) -> None:
    most = LONGEST_LINE if use.where.partition(":")[0] in OF_FILES else None
    slow = [text[:20] for text in hostile(use.pattern) if is_slow(use, text[:most])]
    assert not slow, use.pattern.pattern


def test_every_pattern_is_collected() -> None:
    where = {use.where.partition(":")[0] for use in USES}
    assert {
        *LOCALS,
        "bot.channels.escaping",
        "bot.channels.wechat.xml",
        "handlers.polls.votes",
        "storage.postgres",
    } <= where


@pytest.mark.parametrize(
    "pattern",
    [
        r"[^\S\n]*[@＠]bot",
        r"<!\[CDATA\[.*?\]\]>",
        "【(.*?)】",
        r"(.+)[ ,(](\S+)除外",
        r"\s*$",
        r"\d+号",
        "中+文",
        "x*y",
    ],
)
def test_a_quadratic_pattern_would_be_noticed(pattern: str) -> None:
    use = Use("", re.compile(pattern, re.DOTALL), "fullmatch" if "除外" in pattern else "search")
    share = 8
    assert any(seconds(use, text) > MOST / share for text in hostile(use.pattern, SIZE // share))
