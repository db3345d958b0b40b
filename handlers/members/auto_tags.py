"""Tags by rule: every night and on demand, in lots; what was tagged by hand is left alone.

Who matches is found out on a reading connection. What is to be changed then waits in timers, so many changes each: a
crash or a restart loses none, and nobody waits long for the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal

from handlers.kit import Context, Feature, MemberContext, Message, Query, Refusal, Role, TimerPayload
from handlers.kit.declarations import Prepared
from handlers.kit.timers import carry_out_in_lots
from handlers.kit.words import truncate
from handlers.members.tag_rules import TagRules
from handlers.segments.matching import select_ids
from handlers.segments.rules import SegmentRule, names_ready
from handlers.segments.standing import facts_for, look_up
from handlers.segments.wording import describe_rule
from handlers.text.names import suggest_name
from handlers.text.people import join_names
from storage.db import to_millis
from storage.members import roster, tags

feature = Feature("auto_tags", title="自动标签", topic="客户")

NIGHTLY, WEEKLY = "每天 03:10", "每周一 03:10"
"""Without rules it is enough to look once a week whether tags of former ones are left."""
LOT = 500
"""Changes of one transaction."""
SHOWN = 50
NONE = "还没有标签的规则。写在群的 YAML 里，例如 tags: {宝妈: {said: [宝妈, 孩子]}, 大客户: {spent: 1000}}。"
HEAD = "自动标签（每晚 03:10 重贴；发「重贴标签」马上贴，「标签规则 {name}」看怎么算、有谁）："
LINE = "{name}：符合 {count} 人{changes}"
CHANGES = "，会新贴 {added} 人、去掉 {removed} 人"
GONE = "「{name}」不在规则里了：会去掉 {count} 人"
UNKNOWN = "标签的规则里没有「{name}」。{hint}"
ONE = "「{name}」符合 {count} 人{changes}：{names}"
NOBODY = "「{name}」现在没有人符合。"
MEANS = "怎么算：{rule}。"
BY_HAND = "其中 {count} 人是手工贴的，规则不会去掉。"
KEPT_OFF = "有 {count} 人手工去掉了它，规则不再给他们贴（「标签 @谁 {name} 恢复自动」交回规则）。"
NO_CHANGE = "标签和规则一致，没有要改的。"
DONE = "好的，新贴 {added} 个、去掉 {removed} 个标签。"
IN_LOTS = "好的，要新贴 {added} 个、去掉 {removed} 个标签，正在一批一批改。"

Change = tuple[int, str]
"""A member's id and a tag."""


class Lot(TimerPayload):
    """Changes that are still to be made; `number` is the lot's among those found at the same moment."""

    kind: Literal["lot"] = "lot"
    at: datetime
    number: int
    add: tuple[Change, ...]
    remove: tuple[Change, ...]

    @property
    def key(self) -> str:
        return f"lot {to_millis(self.at)} {self.number}"


class Found:
    """Who matches which rule, and what follows from it."""

    def __init__(self, ctx: Context) -> None:
        rules = ctx.rules(TagRules).root
        self.given = tags.list_by_rule(ctx.db, ctx.group.id)
        self.matching: dict[str, set[int]] = {name: set() for name in rules}
        self.by_hand: dict[str, set[int]] = {name: set() for name in rules}
        self.kept_off = tags.list_kept_off(ctx.db, ctx.group.id)
        if rules:
            self.matching |= _find_matching(ctx, rules)
            for member_id, name in tags.list_by_hand(ctx.db, ctx.group.id):
                if name in rules:
                    self.by_hand[name].add(member_id)

    def changes(self) -> tuple[list[Change], list[Change]]:
        """Return what is to be added and removed, member by member."""
        wanted = {(member_id, name) for name, ids in self.matching.items() for member_id in ids}
        by_hand = {(member_id, name) for name, ids in self.by_hand.items() for member_id in ids}
        return sorted(wanted - self.given - by_hand - self.kept_off), sorted(self.given - wanted)


def _find_matching(ctx: Context, rules: Mapping[str, SegmentRule]) -> dict[str, set[int]]:
    """Return the ids of those whom each rule means."""
    standing = look_up(ctx) if any(map(names_ready, rules.values())) else None
    # Who is in a ready segment is known by now: nothing more need be read for a rule that asks for that alone.
    plain = {name: rule for name, rule in rules.items() if standing and rule.model_fields_set == {"segment"}}
    others = {name: rule for name, rule in rules.items() if name not in plain}
    matching = {name: set[int]() for name in plain}
    for member_id, together in standing.names.items() if standing and plain else ():
        for name, rule in plain.items():
            if rule.segment in together:
                matching[name].add(member_id)
    if others:
        everybody = facts_for(ctx, others.values(), standing, with_opted_out=True)
        selected = select_ids(others, everybody, ctx.today, ctx.group)
        matching |= {name: set(ids) for name, ids in selected.items()}
    return matching


@feature.command("标签规则", help="自动标签怎么算、会贴给谁，先看不贴", usage="宝妈", role=Role.STAFF, read_only=True)
def preview(_: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(TagRules).root
    if ctx.args and ctx.args not in rules:
        hint = suggest_name(ctx.args[:20], rules, "发「标签规则」看有哪些。")
        raise Refusal(UNKNOWN.format(name=truncate(ctx.args), hint=hint))
    found = Found(ctx)
    added, removed = found.changes()
    if not rules and not removed:
        return NONE
    if ctx.args:
        return _describe_one(ctx, ctx.args, found, added, removed)
    lines = [
        LINE.format(name=name, count=len(found.matching[name]), changes=_count_changes(name, added, removed))
        for name in rules
    ]
    gone = sorted({name for _, name in removed} - rules.keys())
    lines += [GONE.format(name=name, count=sum(name == tag for _, tag in removed)) for name in gone]
    return "\n".join([*([HEAD.format(name=next(iter(rules)))] if rules else []), *lines])


@feature.command("重贴标签", help="按规则马上重贴自动标签", role=Role.ADMIN)
def retag(_: Message, ctx: MemberContext) -> Query:
    return Query(lambda db: _find(replace(ctx, db=db)) or NO_CHANGE)


@feature.scheduled("nightly", lambda group: NIGHTLY if group.rules(TagRules).root else WEEKLY, read_only=True)
def retag_at_night(ctx: Context) -> Prepared | None:
    found = _find(ctx)
    return Prepared(lambda writing: found.run(writing) and None) if found else None


@feature.on_timer(Lot)
def change(lot: Lot, ctx: Context) -> None:
    _apply(ctx, lot)


def _find(ctx: Context) -> Prepared | None:
    """Return what is to be changed; None where nothing is."""
    added, removed = Found(ctx).changes()
    lots = [
        Lot(
            at=ctx.now, number=number, add=tuple(added[start : start + LOT]), remove=tuple(removed[start : start + LOT])
        )
        for number, start in enumerate(range(0, max(len(added), len(removed)), LOT))
    ]

    def run(writing: Context) -> str:
        carry_out_in_lots(writing, feature.name, lots, _apply)
        return (IN_LOTS if len(lots) > 1 else DONE).format(added=len(added), removed=len(removed))

    return Prepared(run) if lots else None


def _apply(ctx: Context, lot: Lot) -> None:
    for member_id, name in lot.remove:
        tags.remove_by_rule(ctx.db, member_id, name)
    for member_id, name in lot.add:
        tags.add_by_rule(ctx.db, member_id, name, ctx.now)


def _describe_one(
    ctx: MemberContext, name: str, found: Found, added: Iterable[Change], removed: Iterable[Change]
) -> str:
    ids = sorted(found.matching[name])
    people = [member for member_id in ids[: SHOWN + 1] if (member := roster.get(ctx.db, member_id))]
    changes = _count_changes(name, added, removed)
    first = ONE.format(name=name, count=len(ids), changes=changes, names=join_names(people, SHOWN))
    by_hand, kept_off = found.by_hand[name], sum(tag == name for _, tag in found.kept_off)
    return "\n".join(
        [
            first if ids else NOBODY.format(name=name) + changes.replace("，", "", 1),
            MEANS.format(rule=describe_rule(ctx.rules(TagRules).root[name])),
            *([BY_HAND.format(count=len(by_hand))] if by_hand else []),
            *([KEPT_OFF.format(count=kept_off, name=name)] if kept_off else []),
        ]
    )


def _count_changes(name: str, added: Iterable[Change], removed: Iterable[Change]) -> str:
    new, old = (sum(tag == name for _, tag in changes) for changes in (added, removed))
    return CHANGES.format(added=new, removed=old) if new or old else ""
