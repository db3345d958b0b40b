"""What simulated members did, in a few short lines a day, beside what the bot said by itself; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from bot.cli.habits import CHECK_IN, WORDS
from bot.cli.simulate import Heard

MOST_A_DAY = 6
LINE = "　　{who}：{words}"
ANSWERED = LINE + " → {answer}"
LONGEST = 60


def glimpses(done: Iterable[tuple[Heard, str]], zone: ZoneInfo) -> Iterator[Heard]:
    """Yield what members said, and what they heard in answer: on each local day the first of a kind, a handful at most.

    Of each, `target` is who said it. Check-ins and small talk are left out.
    """
    kinds: defaultdict[object, set[str]] = defaultdict(set)
    for said, answer in done:
        if not said.words or said.words == CHECK_IN or said.words in WORDS:
            continue
        # A command is of the kind of its first word, all that is said freely of one kind.
        kind = said.words.split()[0] if answer else ""
        today = kinds[said.at.astimezone(zone).date()]
        if kind in today or len(today) >= MOST_A_DAY:
            continue
        today.add(kind)
        shown = ANSWERED if answer else LINE
        words, heard = (" ".join(text.split())[:LONGEST] for text in (said.words, answer))
        yield Heard(said.at, said.target, shown.format(who=said.target, words=words, answer=heard))
