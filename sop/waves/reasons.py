"""流失原因: why members stay away or left, as they say themselves and as staff know it; for those in charge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS, read_name
from handlers.kit.words import normalize, truncate
from handlers.text.people import join_names, split_member
from handlers.text.shares import in_brackets
from sop.plans.lookup import suggest_plan
from sop.waves.section import waves_of
from sop.waves.service import find_wave
from storage.members import loss_reasons
from storage.members.loss_reasons import LossReason
from storage.members.roster import Member
from storage.sop import wave_results

feature = Feature("loss_reasons", title="流失原因", topic="客户")

USAGE = "流失原因 @小明 价格"
LONGEST = 30
"""Characters of a reason."""
NAMES = 10
NOTHING = ("无", "没有", "删除", "去掉", "不记", "不记了", "取消", "撤销")
"""Said in place of a reason, they take it back."""
SAID = "会员自己说的（唤醒里问过 {asked} 人，{count} 人说了）："
REASON = "{words}：{count} 人{share}"
KNOWN = "员工记下的（{count} 人）："
KNOWN_REASON = "{words}：{count} 人（{names}）"
NONE = (
    "还没有人说过原因（问过 {asked} 人），员工也没记过。"
    "在唤醒里写 survey，信里就会问；知道谁为什么少来或走了，发「" + USAGE + "」记下。"
)
NONE_KNOWN = "还没有人记过。知道谁为什么少来或走了，发「" + USAGE + "」记下。"
RECORDED = (
    "记下了：{name} 少来或走了，是因为「{words}」。别人看不到，TA 自己要「我的数据」时看得到；发「流失原因」看合计。"
)
FORGOTTEN = "好的，{name} 的流失原因不记了。"
NOT_KNOWN = "{name} 的流失原因没有记过。知道的话发「流失原因 @{name} 价格」记下。"
OF_MEMBER = "{name}：「{words}」，{who} 记于 {day:%Y-%m-%d}。"
TOO_LONG = "原因最多 {most} 个字，简单写几个字就行，例如 价格、搬家、太忙。"
UNKNOWN = "没有叫「{name}」的唤醒。{hint}要记某位成员的原因，请 @ 出是谁：" + USAGE


@feature.command(
    "流失原因", help="少来或走了的人是为什么，各有多少；知道谁的就记下", usage="@小明 价格", role=Role.STAFF
)
def show_or_record(message: Message, ctx: MemberContext) -> str:
    wave = find_wave(ctx.group, ctx.args)
    if wave or not ctx.args:
        return _sum_up(ctx, wave.name if wave else None)
    if not ctx.args.startswith(SIGNS) and read_name(ctx, message, ctx.args) is None:
        names = [other.name for other in waves_of(ctx.group)]
        hint = suggest_plan(ctx.args, names) if names else ""
        end = "。" if hint and not hint.endswith("？") else ""
        raise Refusal(UNKNOWN.format(name=truncate(ctx.args), hint=hint + end))
    member, words = split_member(message, ctx, USAGE, include_left=True)
    return _record(ctx, member, normalize(words)) if words else _describe(ctx, member)


def _record(ctx: MemberContext, member: Member, words: str) -> str:
    if words in NOTHING:
        if not loss_reasons.forget(ctx.db, member):
            raise Refusal(NOT_KNOWN.format(name=member.name))
        return FORGOTTEN.format(name=member.name)
    if len(words) > LONGEST:
        raise Refusal(TOO_LONG.format(most=LONGEST))
    loss_reasons.record(ctx.db, member, words, actor=ctx.member.user_id, at=ctx.now)
    return RECORDED.format(name=member.name, words=words)


def _describe(ctx: MemberContext, member: Member) -> str:
    known = loss_reasons.get(ctx.db, member)
    if known is None:
        return NOT_KNOWN.format(name=member.name)
    return OF_MEMBER.format(name=member.name, words=known.words, who=known.who, day=ctx.local(known.at))


def _sum_up(ctx: MemberContext, wave: str | None) -> str:
    """Return what members said, in all waves or one, and what staff know of anybody.

    What members say is for admins alone: that is what they were promised.
    """
    may_read = ctx.role >= Role.ADMIN
    reasons = wave_results.count_reasons(ctx.db, ctx.group.id, name=wave)
    told = sum(count for _, count in reasons.counts)
    known = loss_reasons.list_all(ctx.db, ctx.group.id)
    lines = []
    if told and may_read:
        lines.append(SAID.format(asked=reasons.asked, count=told))
        lines += [
            REASON.format(words=words, count=count, share=in_brackets(count, told)) for words, count in reasons.counts
        ]
    lines += _list_known(known)
    if lines:
        return "\n".join(lines)
    return NONE.format(asked=reasons.asked) if may_read else NONE_KNOWN


def _list_known(known: Sequence[LossReason]) -> list[str]:
    if not known:
        return []
    by_words: dict[str, list[Member]] = defaultdict(list)
    for reason in known:
        by_words[reason.words].append(reason.member)
    most_first = sorted(by_words.items(), key=lambda item: -len(item[1]))
    return [
        KNOWN.format(count=len(known)),
        *(
            KNOWN_REASON.format(words=words, count=len(members), names=join_names(members, NAMES))
            for words, members in most_first
        ),
    ]
