"""Commands that only look: how they run, and when one is meant that somebody in charge typed without the space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.kit.audience import HandlerResult, Notice
from handlers.kit.context import MemberContext
from handlers.kit.declarations import Command, Prepared, Query
from handlers.kit.events import Message
from handlers.kit.refusal import Refusal
from handlers.kit.roles import Role
from handlers.kit.suggestions import SUGGESTION, suggest
from handlers.kit.words import casefold_width
from storage.db import Db


def look(command: Command, message: Message, ctx: MemberContext) -> Query:
    """Return what a read-only command answers, to be asked after the commit."""

    def ask(db: Db) -> HandlerResult:
        return _read(command.handler(message, replace(ctx, db=db, post=_refuse_to_post, only_reads=True)))

    return Query(ask)


def guess(
    commands: Mapping[str, Command], longest: int, message: Message, text: str, ctx: MemberContext
) -> str | Query:
    """Return what is meant by 效果早安 and the like, where it is understood; else a suggestion.

    Only what changes nothing is done on a guess, and only for those in charge: their names of plans and segments are
    known to the command alone. `commands` are all of them by each of their words, in half-width small letters, none of
    which is longer than `longest`.
    """
    words = (casefold_width(text[:length]) for length in range(min(len(text), longest), 1, -1))
    word = next((word for word in words if word in commands), "")
    command, args = commands.get(word), text[len(word) :].strip()
    if command is None or not command.usage or not args or not Role.MEMBER < command.role <= ctx.role:
        return suggest(commands, text, ctx.role)
    suggestion = SUGGESTION.format(word=f"{word} {command.usage}")
    if not command.read_only:
        return suggestion
    ctx.word, ctx.args, ctx.audience = command.word, args, command.audience
    ctx.may_repeat = True
    query = look(command, message, ctx)

    def try_it(db: Db) -> HandlerResult | Prepared:
        try:
            return query.ask(db)
        except Refusal:
            return suggestion

    return Query(try_it)


def _read(result: HandlerResult | Query) -> HandlerResult:
    assert not isinstance(result, Query), "what reads has nothing to put off"
    return result


def _refuse_to_post(key: str, post: Notice) -> None:
    raise RuntimeError(f"a read-only command may not post {key}")
