"""Takes a pasted copy of a sign-up list into the one that is kept, and says only what the copy does not say itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.events import earlier_lines, sign_up_seats, sign_up_service, withdrawals
from handlers.events.merging import Changes, merge, with_keys
from handlers.events.sign_up_lines import MOST_LINES, PastedList, name_key
from handlers.events.sign_up_orders import Order, Rules, bare_title, end_of, read_seats
from handlers.events.sign_up_service import TOO_LONG, describe_sum
from handlers.kit import MemberContext, Refusal, Reply, reply
from handlers.kit.words import casefold_width
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList
from storage.members import roster

READ = "📝 记下了：{number} 号接龙「{title}」，{sum}。接着粘贴就行，发「接龙名单」看汇总。"
MERGED = "📝 和别人的接龙合在一起了：{sum}。发「接龙名单」看全的。"
WITHDRAWN = "📝 你那一行没有了，我就划掉了，{sum}。还要参加就发「接龙」。"
HELD = "📝 {names} 之前退出了，我没有加回去，{sum}。要参加请 TA 自己发「接龙」。"
UNCLEAR = "📝 叫「{names}」的不止一位，那一行我没有改。请 TA 自己发「接龙 …」，或者写个能分清的名字。"
ENDED = (
    "{number} 号接龙「{title}」已经结束了，这份没有记。还要接着报，请发起人或员工发「重开接龙 {number}」；"
    "另开一个就发「发起接龙 {title}」。"
)
COPIED_AFTER = timedelta(hours=36)
"""So long after its end copies of a list still come."""
MOST_NAMES = 10


def take_pasted(pasted: PastedList, ctx: MemberContext) -> Reply | None:
    """Merge a pasted copy, or begin the list that it shows; return None where nothing is to be said.

    A list that does not call itself 接龙 counts only where one of its title is open.
    """
    sign_up_list = _find(pasted, ctx)
    if len(pasted.lines) > MOST_LINES and (sign_up_list or pasted.named):
        raise Refusal(TOO_LONG)
    if sign_up_list is None:
        _require_not_ended(pasted, ctx)
        return _begin(pasted, ctx) if pasted.named else None
    before = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    written, known = with_keys(pasted.lines), {entry.key for entry in before}
    held = withdrawals.list_held(ctx, sign_up_list, written.keys() - known)
    stale = earlier_lines.list_stale(ctx, sign_up_list, written)
    changes = merge(before, pasted.lines, ctx.member.id, ctx.member.name, held, stale)
    _apply(ctx, sign_up_list, changes)
    after = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    total, moved = describe_sum(after, sign_up_list.seats), sign_up_seats.announce_moved(ctx, sign_up_list, before)
    untold = withdrawals.tell_once(ctx, sign_up_list, [key for key in held if not written[key].cancelled])
    if untold:
        names = "、".join([line.name for key, line in written.items() if key in untold][:MOST_NAMES])
        return (*reply(HELD.format(names=names, sum=total)), *moved)
    if changes.unclear:
        return (*reply(UNCLEAR.format(names="、".join(dict.fromkeys(changes.unclear[:MOST_NAMES])))), *moved)
    if changes.deleted and not changes.saved:
        return (*reply(WITHDRAWN.format(sum=total)), *moved)
    in_copy = {line.key for line in pasted.lines}
    if moved or any(entry.key not in in_copy for entry in after):
        return (*reply(MERGED.format(sum=total)), *moved)
    return None


def _find(pasted: PastedList, ctx: MemberContext) -> SignUpList | None:
    """Return the open list that a copy is of: the one with its title, or with it but for terms and signs."""
    fitting = _titled(pasted, sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now))
    return fitting[0] if len(fitting) == 1 else None


def _titled(pasted: PastedList, lists: Sequence[SignUpList]) -> list[SignUpList]:
    title = casefold_width(pasted.title)
    same = [each for each in lists if casefold_width(each.title) == title]
    # 周六 and 周六下午 are two lists, 周六爬山 and 周六爬山（限20人） are one.
    alike = [each for each in lists if title and bare_title(each.title) == bare_title(pasted.title)]
    return same or (alike if pasted.named else [])


def _require_not_ended(pasted: PastedList, ctx: MemberContext) -> None:
    """Raise Refusal where it is a copy of a list that ended lately: of its title, and with what others wrote on it."""
    lately = sign_up_lists.list_ended(ctx.db, ctx.group.id, ctx.now - COPIED_AFTER, ctx.now)
    own, copied = name_key(ctx.member.name), with_keys(pasted.lines).keys()
    for ended in _titled(pasted, lately):
        on_it = {entry.key for entry in sign_up_lists.list_entries(ctx.db, ended.id)}
        # Today's list may have yesterday's title, and whoever begins it may have been on both.
        if (on_it - {own}) & copied or (on_it and on_it <= copied):
            raise Refusal(ENDED.format(number=ended.number, title=ended.title))


def _begin(pasted: PastedList, ctx: MemberContext) -> Reply | None:
    rules = ctx.rules(Rules)
    if not pasted.title or not pasted.lines or ctx.role < rules.role:
        return None
    order = Order(pasted.title, read_seats(pasted.title), end_of(pasted.title, ctx.local_now, rules.days))
    begun = sign_up_service.begin(ctx, order, ctx.member)
    _apply(ctx, begun, merge((), pasted.lines, ctx.member.id, ctx.member.name))
    total = describe_sum(sign_up_lists.list_entries(ctx.db, begun.id), begun.seats)
    return reply(READ.format(number=begun.number, title=begun.title, sum=total))


def _apply(ctx: MemberContext, sign_up_list: SignUpList, changes: Changes) -> None:
    """Carry out what a pasted copy changes; raises Refusal where the list grows too long."""
    before = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    sign_up_service.require_room([*before, *changes.saved][1:])
    changed = {entry.key for entry in changes.saved}
    known = {entry.key: entry for entry in before if entry.key in changed}
    earlier_lines.record(ctx, sign_up_list, known.values())
    for key, entry in changes.renamed:
        sign_up_lists.rename_entry(ctx.db, sign_up_list.id, key, entry)
    for key in changes.deleted:
        sign_up_lists.delete_entry(ctx.db, sign_up_list.id, key)
    saved = [_with_writer(ctx, entry, known.get(entry.key)) for entry in changes.saved]
    sign_up_lists.save_entries(ctx.db, sign_up_list.id, saved, ctx.now)
    withdrawals.record(ctx, sign_up_list, [*changes.deleted, *(key for key, _ in changes.renamed)])
    on_it_again = [*(entry.key for entry in changes.saved), *(entry.key for _, entry in changes.renamed)]
    withdrawals.forget(ctx, sign_up_list, on_it_again)


def _with_writer(ctx: MemberContext, entry: Entry, before: Entry | None) -> Entry:
    """Return a line with its writer: who is on the list by themselves stays that of their own line."""
    writer = roster.get(ctx.db, before.entered_by, include_left=True) if before else None
    is_self = writer is not None and name_key(writer.name) == entry.key
    return replace(entry, entered_by=writer.id) if writer and is_self else entry
