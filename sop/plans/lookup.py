"""Finds the plan, campaign or journey that an admin names, and tells what keeps a plan back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from config.group import Group
from handlers.kit import MemberContext, Refusal
from handlers.kit.words import truncate
from handlers.text.names import suggest_name
from handlers.text.numbers import read_number
from sop.plans.controls import Controllable, singles_of, together_of
from sop.plans.gate import blocked_by
from sop.plans.outcomes import WHY
from sop.plans.plan import Plan
from sop.plans.preview import first_words, when_of
from sop.plans.sections import plans_of
from sop.plans.timetable import Planned

NO_PLANS = "这个群还没有定时计划，请在群的 YAML 里写 sop。"
LINE = "{date} {weekday} {time} {name}：{words}{state}"
WHICH = "哪个计划呢？请这样写：{word} {name}"
UNKNOWN = "没有叫「{name}」的计划。{hint}"
BY_NUMBER = "哪个计划呢？请这样写：{usage}。发「SOP」看编号，写名字也行。"
NO_NUMBER = "没有 {number} 号计划，发「SOP」看编号。"
SEE_NUMBERS = "发「SOP」看编号。"
KNOWN = "现在有：{names}"
NO_PLAN = "「{name}」是{kind}，发「{command} {name}」看。"
C = TypeVar("C", bound=Controllable)


def describe_moment(ctx: MemberContext, planned: Planned[Plan], paused: Collection[str]) -> str:
    """Return a line on a moment to come: when, whose, how it begins, what keeps it back; `paused` are paused plans."""
    day, weekday, time = when_of(planned)
    hindrance = blocked_by(ctx.db, ctx.group, planned.plan, paused)
    state = f"（{WHY[hindrance]}）" if hindrance else ""
    return LINE.format(
        date=day[5:],
        weekday=weekday,
        time=time,
        name=planned.plan.name,
        words=first_words(planned),
        state=state,
    )


def numbers_of(group: Group) -> dict[str, int]:
    """Return the numbers by which plans are called as well, by their names."""
    return {plan.name: number for number, plan in enumerate(plans_of(group), 1)}


def find_targets(ctx: MemberContext, word: str) -> tuple[str, tuple[Controllable, ...]]:
    """Return the campaign, plan or journey that the arguments name, with all that it stands for.

    Raises Refusal that helps on; `word` is the command's.
    """
    wanted = " ".join(ctx.args.split())
    together = together_of(ctx.group).get(wanted)
    if together is not None:
        return wanted, together
    target = _find(ctx, word, singles_of(ctx.group))
    return target.name, (target,)


def find_plan(ctx: MemberContext, word: str) -> Plan:
    """Return the group's plan that the arguments name; raises Refusal that helps on."""
    wanted = " ".join(ctx.args.split())
    for target in singles_of(ctx.group):
        if target.name == wanted and not isinstance(target, Plan):
            raise Refusal(NO_PLAN.format(name=wanted, kind=target.kind, command=target.shown_by))
    plans: tuple[Plan, ...] = plans_of(ctx.group)
    return _find(ctx, word, plans)


def find_target(ctx: MemberContext, usage: str) -> Controllable:
    """Return the plan that the arguments name, or number as the list does; raises Refusal that helps on.

    A journey, or a plan of a campaign, is returned as well, for whoever can tell what to do with it.
    """
    target, rest = split_target(ctx, usage)
    if rest:
        raise Refusal(_unknown(ctx, ctx.args))
    return target


def split_target(ctx: MemberContext, usage: str) -> tuple[Controllable, str]:
    """Return the plan or journey that the arguments begin with, by name or number, and the rest; raises Refusal.

    A campaign's name stands for the first of its plans.
    """
    plans, args = plans_of(ctx.group), ctx.args.strip()
    if not args:
        raise Refusal(BY_NUMBER.format(usage=usage.format(name=3)))
    named = {name: targets[0] for name, targets in together_of(ctx.group).items() if targets}
    named |= {target.name: target for target in singles_of(ctx.group)}
    for name in sorted(named, key=len, reverse=True):
        behind = args.removeprefix(name)
        if args.startswith(name) and not behind[:1].strip():
            return named[name], behind.strip()
    word = args.split(maxsplit=1)[0]
    number = read_number(word)
    if number is None:
        raise Refusal(_unknown(ctx, word))
    if number > len(plans):
        raise Refusal(NO_NUMBER.format(number=number))
    return plans[number - 1], args.removeprefix(word).strip()


def _unknown(ctx: MemberContext, wanted: str) -> str:
    names = [target.name for target in singles_of(ctx.group)]
    if not names:
        return NO_PLANS
    hint = suggest_plan(wanted, names)
    return UNKNOWN.format(name=truncate(wanted), hint=hint + ("" if hint.endswith("？") else "。") + SEE_NUMBERS)


def _find(ctx: MemberContext, word: str, candidates: Sequence[C]) -> C:
    wanted = " ".join(ctx.args.split())
    if not candidates:
        raise Refusal(NO_PLANS)
    if not wanted:
        raise Refusal(WHICH.format(word=word, name=candidates[0].name))
    for candidate in candidates:
        if candidate.name == wanted:
            return candidate
    names = [candidate.name for candidate in candidates]
    raise Refusal(UNKNOWN.format(name=truncate(wanted), hint=suggest_plan(wanted, names)))


def suggest_plan(wanted: str, names: Sequence[str]) -> str:
    """Return which of the names may have been meant; else which there are."""
    return suggest_name(wanted[:40], names, KNOWN.format(names="、".join(names[:10])))
