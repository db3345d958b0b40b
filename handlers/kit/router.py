"""Routing of messages: commands first, then listeners, then a suggestion where the bot was spoken to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from handlers.kit.context import MemberContext
from handlers.kit.declarations import Command, HandlerResult, Query
from handlers.kit.events import Event, Message
from handlers.kit.feature import Feature
from handlers.kit.refusal import Refusal
from handlers.kit.reply import Reply, as_reply, reply
from handlers.kit.roles import Role
from handlers.kit.words import ENDINGS, casefold_width, normalize

NOT_UNDERSTOOD = "没听懂，发「帮助」看看我会什么～"
SUGGESTION = "你是想说「{word}」吗？"
FORBIDDEN = "「{word}」只有{role}可以用哦。"
MIN_SIMILARITY = 75
"""Least likeness of two pinyin strings, in percent: 打咔, 大卡 and daka reach 打卡; 你好 does not."""
LONGEST_WORD = 8


class Router:
    """All commands and listeners of the features, in their order."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        self._commands: dict[str, Command] = {}
        for feature in self.features:
            for command in feature.commands:
                for word in command.words:
                    if casefold_width(word) in self._commands:
                        raise ValueError(f"two features claim the command {word}")
                    self._commands[casefold_width(word)] = command
        self._longest = max(map(len, self._commands), default=0)
        self._listeners = [listener for feature in self.features for listener in feature.listeners]

    def answer(self, message: Message, ctx: MemberContext) -> HandlerResult | Query:
        """Return the answer of the feature responsible; None is silence."""
        text = normalize(message.text)
        match = self.find(text)
        if match and not self._is_talk(message, ctx, *match):
            command, args = match
            if ctx.role < command.role:
                raise Refusal(FORBIDDEN.format(word=command.word, role=command.role.title))
            ctx.word, ctx.args = command.word, args
            if command.read_only:
                return Query(lambda db: _read(command.handler(message, replace(ctx, db=db, post=_refuse_to_post))))
            result = command.handler(message, ctx)
            if command.role > Role.MEMBER and args and not ctx.recorded:
                ctx.record(ctx.typed)
            return result
        for listener in self._listeners:
            answer = listener(message, ctx)
            if answer is not None:
                return answer
        if message.addressed and not message.pictures:
            return self.suggest(text, ctx.role)
        return None

    def react(self, event: Event, ctx: MemberContext) -> Reply | None:
        """Return the replies of all features to somebody joining, leaving or pressing, one after the other."""
        replies: Reply = ()
        for feature in self.features:
            reaction = feature.reactions.get(type(event))
            answer = reaction(event, ctx) if reaction else None
            if answer:
                parts = as_reply(answer)
                replies = (*replies, *reply("\n"), *parts) if replies else parts
        return replies or None

    def is_command(self, message: Message, ctx: MemberContext) -> bool:
        """Return whether a message is one of the commands, whoever may use it, and no talk."""
        match = self.find(normalize(message.text))
        return match is not None and not self._is_talk(message, ctx, *match)

    @staticmethod
    def _is_talk(message: Message, ctx: MemberContext, command: Command, args: str) -> bool:
        """Return whether a member only says 完成 or 确认 to somebody, which are commands of staff and admins."""
        return ctx.role < command.role and not args and not message.addressed

    def find(self, text: str) -> tuple[Command, str] | None:
        """Return the command a text begins with, and its arguments. 签到了吗 and 签到提醒 are not the command 签到."""
        exact = self._commands.get(text)
        if exact:
            return exact, ""
        for length in range(min(self._longest, len(text)), 0, -1):
            command = self._commands.get(casefold_width(text[:length]))
            if command is None:
                continue
            rest = text[length:]
            if not rest.strip(ENDINGS + " "):
                return command, ""
            if command.usage and (rest[0] in " \n@＠:：" or rest[0].isdigit()):
                return command, rest.lstrip(" :：\n")
        return None

    def suggest(self, text: str, role: Role) -> str:
        """Return the command that sounds most like the text; else where to look."""
        # Loaded when somebody first mistypes (measured: 3 MB).
        from rapidfuzz import fuzz, process

        word = text.split(maxsplit=1)[0] if text else ""
        if 0 < len(word) <= LONGEST_WORD:
            sounds = {name: _to_pinyin(name) for name, command in self._commands.items() if command.role <= role}
            best = process.extractOne(_to_pinyin(word), sounds, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
            if best:
                return SUGGESTION.format(word=best[2])
        return NOT_UNDERSTOOD


def _read(result: HandlerResult | Query) -> HandlerResult:
    assert not isinstance(result, Query), "what reads has nothing to put off"
    return result


def _refuse_to_post(key: str, post: Reply) -> None:
    raise RuntimeError(f"a read-only command may not post {key}")


@lru_cache(maxsize=4096)
def _to_pinyin(word: str) -> str:
    # Loaded when somebody first mistypes, and without its phrases: single characters are enough to guess a command,
    # and the whole dictionary would take 60 MB and 0.4 s of every start.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(casefold_width(word)))
