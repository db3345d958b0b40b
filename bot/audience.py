"""Answers where the question was asked, as far as everybody there may read it; the rest goes to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.outgoing import Outgoing
from config.group import Group
from handlers.kit import Audience, Event, ForMember, ForStaff, HandlerResult, MemberContext, Notice, Reply, reply
from handlers.kit.audience import as_notice, words_of
from storage.db import Db
from storage.members.roster import Member

REFUSED = "没办成，原因请私聊我发「{ask}」看。"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, and who may see the answer."""

    event: Event
    group: Group
    member: Member
    audience: Audience
    typed: str
    """The words that the member can send again in private; empty where that would do it a second time."""
    instead: str = ""
    """The words for the group where nobody can be written to privately."""

    def notice(self, result: HandlerResult) -> Notice:
        """Return an answer with whom it is for: empty where there is none."""
        notice = as_notice(result or ())
        if not notice or self.event.chat is None:
            return words_of(notice)
        if not isinstance(notice, tuple) or self.audience is Audience.EVERYBODY:
            return notice
        if self.audience is Audience.STAFF:
            return ForStaff(reply=notice, ask=self.typed)
        return ForMember(member=self.member, reply=notice, ask=self.typed)


def asker_of(event: Event, ctx: MemberContext, *, refused: bool) -> Asker:
    """Return who asked; to be called once the command is known. What was refused may be typed again."""
    typed = ctx.typed if refused or ctx.may_repeat else ""
    instead = REFUSED.format(ask=ctx.typed) if refused else ctx.instead
    return Asker(event, ctx.group, ctx.member, ctx.audience, typed, instead)


def answer_in_place(outgoing: Outgoing, db: Db, asker: Asker, result: HandlerResult, now: datetime) -> Reply:
    """Return what is said where the question was asked, and write to whoever asked what is for them only."""
    notice = asker.notice(result)
    if isinstance(notice, tuple):
        return notice
    hint = outgoing.to_asker(db, asker.event, asker.group, notice, now, asker.instead)
    return (*notice.shown, *reply("\n" + hint)) if notice.shown else reply(hint)
