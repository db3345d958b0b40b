"""Putting somebody on a sign-up list by command, changing their line, and taking it off."""

from __future__ import annotations

from dataclasses import replace

from handlers.events import earlier_lines, sign_up_seats, sign_up_service, withdrawals
from handlers.events.sign_up_lines import MOST_PEOPLE, Line, name_key
from handlers.events.sign_up_orders import names_deadline
from handlers.events.sign_up_service import describe_place, describe_sum
from handlers.events.sign_up_words import brings_somebody
from handlers.kit import Context, MemberContext, Refusal, Reply, Role, reply
from handlers.kit.words import truncate
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList

ADDED = "✅ {name} 接龙第 {place} 位{extra}，{sum}。"
ADDED_WAITING = "✅ {name} 排在候补第 {waiting} 位{extra}，有人退出就往前排。"
CHANGED = "✅ {name} 改成了{extra}{note}，{sum}。"
TOO_MANY = f"一个人最多报 {MOST_PEOPLE} 位（连自己），人多的话请他们各自发「接龙」～"
BRINGS = "（连自己 {people} 人）"
ALONE = " 1 人"
ALONG = "一共几个人来？发「接龙 +1」把同来的算上。"
PEOPLE = "连自己 {people} 人"
NOTE = "，备注：{note}"
ALREADY = "{name} 已经在上面了（{place}）。带人发「接龙 +1」，加备注发「接龙 开车」，不去了发「退出接龙」。"
ANOTHER = "（想另开一个接龙，发「发起接龙 {title}」）"
LEFT = "好的，{name} 从「{title}」里划掉了，{sum}。"
BRINGS_NOBODY = "{name} 没有带人。自己也不去了就发「退出接龙」。"
BRINGS_FEWER = "{name} 只带了 {brought} 人。都不去了就发「退出接龙」。"
NOT_ON_IT = "「{name}」不在「{title}」的名单里。"
NOT_YOUR_LINE = "「{name}」那一行不是你写的，请他自己发「退出接龙」，或者请发起人、员工来划掉。"


def put_on(ctx: MemberContext, sign_up_list: SignUpList, line: Line, words: str) -> str:
    """Put somebody on a list, or change their line; `words` are what they wrote, for the case they meant a new list."""
    if (line.people or 1) > MOST_PEOPLE:
        raise Refusal(TOO_MANY)
    entries = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    is_doubtful = line.note and not line.name and line.people is None
    named = next((entry for entry in entries if entry.key == line.key), None)
    before = named if line.name else sign_up_service.find_own(ctx, entries)
    sign_up_seats.require(sign_up_list, entries, before, line.people or (before.people if before else 1))
    if before is None:
        sign_up_service.require_room(entries)
        entry = Entry(
            key=line.key if line.name else name_key(ctx.member.name),
            name=line.name or ctx.member.name,
            people=line.people or 1,
            note=line.note,
            entered_by=ctx.member.id,
        )
        sign_up_lists.save_entries(ctx.db, sign_up_list.id, [entry], ctx.now)
        withdrawals.forget(ctx, sign_up_list, [entry.key])
        another = ALONG if brings_somebody(line.note) else ANOTHER.format(title=truncate(words, 20))
        return _describe_added(sign_up_list, [*entries, entry]) + (another if is_doubtful else "")
    if line.people is None and not line.note:
        return ALREADY.format(name=before.name, place=describe_place(sign_up_list, entries, before))
    entry = replace(before, people=line.people or before.people, note=line.note or before.note)
    earlier_lines.record(ctx, sign_up_list, [before])
    sign_up_lists.save_entries(ctx.db, sign_up_list.id, [entry], ctx.now)
    people = PEOPLE.format(people=entry.people) if entry.people > 1 else ALONE
    note = NOTE.format(note=entry.note) if entry.note else ""
    changed = CHANGED.format(name=entry.name, extra=people, note=note, sum=_sum(ctx, sign_up_list))
    return changed + (ANOTHER.format(title=truncate(words, 20)) if is_doubtful and names_deadline(words) else "")


def _describe_added(sign_up_list: SignUpList, entries: list[Entry]) -> str:
    entry, seated = entries[-1], sign_up_seats.count(entries, sign_up_list.seats)
    extra = BRINGS.format(people=entry.people) if entry.people > 1 else ""
    if seated < len(entries):
        return ADDED_WAITING.format(name=entry.name, waiting=len(entries) - seated, extra=extra)
    sums = describe_sum(entries, sign_up_list.seats)
    return ADDED.format(name=entry.name, place=len(entries), extra=extra, sum=sums)


def take_off(ctx: MemberContext, sign_up_list: SignUpList, name: str, fewer: int = 0) -> Reply:
    """Take a line off a list: the member's own, or somebody else's that they may change; raises Refusal.

    Where only so many `fewer` come, the line stays.
    """
    entries = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    line = sign_up_service.find_line(ctx, entries, name)
    if line is None:
        raise Refusal(NOT_ON_IT.format(name=truncate(name or ctx.member.name, 20), title=sign_up_list.title))
    is_own = line.entered_by == ctx.member.id or line.key == name_key(ctx.member.name)
    if not is_own and ctx.role < Role.STAFF and sign_up_list.author_id != ctx.member.id:
        raise Refusal(NOT_YOUR_LINE.format(name=line.name))
    if fewer:
        return _bring_fewer(ctx, sign_up_list, line, fewer)
    sign_up_lists.delete_entry(ctx.db, sign_up_list.id, line.key)
    withdrawals.record(ctx, sign_up_list, [line.key])
    text = LEFT.format(name=line.name, title=sign_up_list.title, sum=_sum(ctx, sign_up_list))
    return (*reply(text), *sign_up_seats.announce_moved(ctx, sign_up_list, entries))


def _bring_fewer(ctx: MemberContext, sign_up_list: SignUpList, line: Entry, fewer: int) -> Reply:
    """Let so many of those that somebody brings stay at home; raises Refusal where they are fewer."""
    before = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    entry = replace(line, people=line.people - fewer)
    if entry.people < 1:
        brought = line.people - 1
        raise Refusal((BRINGS_FEWER if brought else BRINGS_NOBODY).format(name=line.name, brought=brought))
    earlier_lines.record(ctx, sign_up_list, [line])
    sign_up_lists.save_entries(ctx.db, sign_up_list.id, [entry], ctx.now)
    people = PEOPLE.format(people=entry.people) if entry.people > 1 else ALONE
    text = CHANGED.format(name=entry.name, extra=people, note="", sum=_sum(ctx, sign_up_list))
    return (*reply(text), *sign_up_seats.announce_moved(ctx, sign_up_list, before))


def _sum(ctx: Context, sign_up_list: SignUpList) -> str:
    return describe_sum(sign_up_lists.list_entries(ctx.db, sign_up_list.id), sign_up_list.seats)
