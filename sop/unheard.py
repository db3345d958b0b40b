"""What an owner has written that nobody will ever hear, though nothing is wrong with it."""

from __future__ import annotations

from collections import Counter

from config.group import Group
from handlers.games.banks import RiddleRules
from handlers.kit import FeatureRegistry
from handlers.kit.words import ENDINGS
from handlers.redpackets.rules import FESTIVAL
from handlers.redpackets.rules import Rules as PacketRules
from handlers.tools.matching import fold
from handlers.tools.rules import Faq

COMMAND_FIRST = "faq 里的「{words}」是群伴的命令，成员发了先做命令，这条答不到；请换个说法"
ASKED_TWICE = "faq 里的「{words}」写了 {count} 次，只有第一条答得到；请并成一条"
GUESS_IS_COMMAND = "game_riddles 里的「{words}」是群伴的命令，成员发了先做命令，猜不中；请换个说法"
IDLE_DAYS = "redpackets 里「{after}」的 days 用不上：只有 after 是 {festival} 的才看 days"


def unheard_questions(group: Group, registry: FeatureRegistry) -> list[str]:
    """Return the questions of the FAQ that are commands, which answer first, and those that several entries have."""
    asked = [words for entry in group.rules(Faq).root for words in entry.ask]
    shown = {fold(words): words for words in reversed(asked)}
    counts = Counter(map(fold, asked))
    twice = [ASKED_TWICE.format(words=shown[key], count=count) for key, count in counts.items() if count > 1]
    return [*(COMMAND_FIRST.format(words=words) for words in asked if _is_command(words, registry)), *twice]


def unheard_riddles(group: Group, registry: FeatureRegistry) -> list[str]:
    """Return the answers of the owner's riddles that are commands: those answer first."""
    answers = [answer for riddle in group.rules(RiddleRules).own for answer in (riddle.answer, *riddle.also)]
    return [GUESS_IS_COMMAND.format(words=answer) for answer in answers if _is_command(answer, registry)]


def idle_days(group: Group) -> list[str]:
    """Return the packets that come after something else than a festival, and name days all the same."""
    triggers = group.rules(PacketRules).triggers
    named = [trigger.after for trigger in triggers if trigger.days and trigger.after != FESTIVAL]
    return [IDLE_DAYS.format(after=after, festival=FESTIVAL) for after in named]


def _is_command(words: str, registry: FeatureRegistry) -> bool:
    return registry.find_command(words.strip(ENDINGS + " ")) is not None
