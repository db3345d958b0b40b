"""Taking a sign-up for an event back, all of it or some of those who come along."""

from __future__ import annotations

from handlers.kit import Context, Refusal
from storage.events import sign_ups
from storage.events.events import Event
from storage.events.sign_ups import SignUp

TAKEN_BACK = "好的，{name} 的「{title}」报名取消了。"
FEWER = "好的，{name} 的「{title}」少来 {fewer} 人，现在连自己 {people} 人。"
BRINGS_NOBODY = "{name} 没有带人。自己也不去了就发「取消报名 {number}」。"
BRINGS_FEWER = "{name} 只带了 {brought} 人。都不去了就发「取消报名 {number}」。"


def take_back_sign_up(ctx: Context, event: Event, own: SignUp, fewer: int) -> str:
    """Take a sign-up back, or let so many of those who come along stay at home; raises Refusal where they are fewer."""
    title, name, number = event.terms.title, own.member.name, event.number
    if not fewer:
        sign_ups.delete(ctx.db, event, own.member)
        return TAKEN_BACK.format(name=name, title=title)
    people = own.people - fewer
    if people < 1:
        brought = own.people - 1
        raise Refusal((BRINGS_FEWER if brought else BRINGS_NOBODY).format(name=name, number=number, brought=brought))
    sign_ups.save(ctx.db, event, own.member, people=people, note=own.note, regular=own.regular)
    return FEWER.format(name=name, title=title, fewer=fewer, people=people)
