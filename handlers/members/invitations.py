"""Points for invitations, taken back where the newcomer leaves soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pydantic import Field

from config.group import Group
from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    Joined,
    Left,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Section,
    reply,
)
from handlers.kit.naming import SIGNS, read_name
from handlers.kit.words import ENDINGS, truncate
from handlers.mall.next_reward import describe_progress
from handlers.members import welcome_rules
from handlers.points import payments
from storage.members import invitations, personal_data, roster
from storage.members.roster import Member
from storage.points import arrears, entries, ledger, limits

THANKS = "谢谢 {inviter} 邀请 {name} 进群！"
PAID = "+{points} 积分。"
FULL = "邀请分每天最多 {most} 分，超出的 {over} 分不算。"
BEFOREHAND = "把下面这段发给{friend}，进群照着说就行{paid}：\n\n"
INVITATION = "我在「{group}」，一起来吧～进群后先介绍一下自己：\n{template}"
FRIEND = "朋友"
ALREADY_HERE = "{name} 已经在群里了，邀请别的朋友吧～"
LONGEST_NAME, LONGEST_BARE = 20, 6
"""Characters of a name behind 邀请: with an @ or in Latin letters, and without."""
NO_NAMES = (
    "大家",
    "各位",
    "所有",
    "全体",
    "你",
    "您",
    "我",
    "他",
    "她",
    "谁",
    "一些",
    "几",
    "更多",
    "新",
    "人",
    "码",
    "链接",
)
OF_TALK = ("来", "来玩", "吗", "了", "啊", "吧", "呢", "的", "进群", "入群", "加入", "参加")
PAID_FOR = "（{deeds}）"
FOR_JOINING, FOR_INTRODUCING = "来了你得 {points} 分", "介绍了自己你再得 {points} 分"
HOUSE_RULES = "\n群规：{rules}"
REASON, REASON_BACK = "邀请新人", "新人退群，收回邀请分"
"""They name no one: the books keep them for ever."""
RULE = "邀请：每位新人 {points} 分，每天最多 {most} 分；{days} 天内退群会收回"


class Rules(Section):
    """邀请得分"""

    points: int = Field(20, ge=0, le=10_000, description="邀请一位新人得几分；0 就是不给")
    most: int = Field(100, ge=0, le=100_000, description="每人每天最多得几分")
    days: int = Field(7, ge=0, le=365, description="新人几天内退群就收回")


feature = Feature("inviting", Rules, title="邀请")
feature.ledger_kind("invite", "邀请")
feature.requires(Capability.SEES_JOINS, "请管理员用「加分」感谢邀请人。")


@feature.command(
    "邀请",
    "邀请朋友",
    "邀请好友",
    help="一段发给朋友的话",
    usage="小明",
    audience=Audience.ASKER,
    read_only=True,
)
def show_words_for_friend(message: Message, ctx: MemberContext) -> str | None:
    """Show what an inviter may send to their friend beforehand: the bot cannot write to who is not here."""
    if not message.addressed and not _is_name(ctx.args):
        return None
    named = read_name(ctx, message, ctx.args)
    if named and (named.at or len(named.members) == 1) and not ctx.args[named.end :].rstrip(ENDINGS):
        name = named.at.name if named.at else named.members[0].name
        raise Refusal(ALREADY_HERE.format(name=name))
    welcome = ctx.rules(welcome_rules.Rules)
    deeds = [(FOR_JOINING, ctx.rules(Rules).points), (FOR_INTRODUCING, welcome.inviter)]
    paid = "，".join(deed.format(points=points) for deed, points in deeds if points)
    friend = truncate(ctx.args.lstrip("@＠ ").rstrip(ENDINGS), LONGEST_NAME) or FRIEND
    head = BEFOREHAND.format(friend=friend, paid=PAID_FOR.format(deeds=paid) if paid else "")
    text = head + INVITATION.format(group=ctx.group.name, template=welcome.template)
    return text + (HOUSE_RULES.format(rules=welcome.house_rules) if welcome.house_rules else "")


def _is_name(words: str) -> bool:
    """Tell whether what follows 邀请 may be a friend's name: 小美, @Amy Li. 大家周末来玩 is talk."""
    words = words.strip(ENDINGS + " ")
    if words.startswith(SIGNS):
        return len(words) <= LONGEST_NAME
    is_latin = words.isascii() and words.count(" ") <= 1
    short = len(words) <= (LONGEST_NAME if is_latin else LONGEST_BARE) and (is_latin or " " not in words)
    return short and not words.startswith(NO_NAMES) and not words.endswith(OF_TALK)


@feature.on(Joined)
def thank_inviter(event: Joined, ctx: MemberContext) -> Reply | None:
    rules = ctx.rules(Rules)
    if not event.invited_by or event.invited_by == event.user:
        return None
    if personal_data.was_forgotten(ctx.db, ctx.member):
        return None  # they were invited before, and are no news
    inviter = roster.get_or_create(ctx.db, ctx.group.id, event.invited_by, "", ctx.now)
    # Recorded also where nothing is paid: the reports tell who brings others along.
    if not invitations.record(ctx.db, ctx.member, inviter, ctx.now) or not rules.points:
        return None
    room = limits.use_allowance(ctx.db, inviter, feature.name, ctx.today, rules.points, rules.most)
    over = rules.points - room.given
    full = FULL.format(most=rules.most, over=over) if over else ""
    if not room.given:
        return reply(THANKS.format(inviter=inviter.name, name=ctx.member.name) + full)
    key = f"invite:{ctx.member.id}"
    paid = payments.pay_reward(ctx, inviter, room.given, key=key, reason=REASON, owe=True)
    assert paid, "the invitation is new, so its payment is"
    invitations.set_reward(ctx.db, ctx.member, paid.points or paid.owed)
    return reply(
        THANKS.format(inviter=inviter.name, name=ctx.member.name)
        + paid.text(PAID)
        + full
        + describe_progress(ctx, inviter, paid.points, paid.balance)
    )


@feature.on(Left)
def take_back_of_leaver(event: Left, ctx: MemberContext) -> None:
    _take_back(ctx, ctx.member)


@feature.on_forgetting
def take_back_of_forgotten(member: Member, ctx: Context) -> Callable[[], Reply]:
    """Take back what was paid for somebody who is forgotten as soon as others leave; nobody is told."""
    _take_back(ctx, member)
    return tuple


def _take_back(ctx: Context, member: Member) -> None:
    """Take back what was paid for a newcomer, where they came a few days ago; as much of it as is left."""
    since = ctx.now - timedelta(days=ctx.rules(Rules).days)
    paid = invitations.revoke_reward(ctx.db, member, since)
    if paid is None:
        return
    key = f"invite:{member.id}"
    if arrears.cancel(ctx.db, key):
        return
    entry = entries.get_by_key(ctx.db, key)
    assert entry, "what is not owed was paid"
    amount = min(paid.points, ledger.balance(ctx.db, paid.inviter))
    if amount:
        ledger.reverse(ctx.db, entry, reason=REASON_BACK, cause=ctx.key, at=ctx.now, amount=amount)


@feature.earning_rule
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(**rules.model_dump()) if rules.points and rules.most else None
