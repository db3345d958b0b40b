"""What an introduction brings: points once, a comment, the like-minded, and a word to whoever invited them."""

from __future__ import annotations

from handlers.kit import MemberContext, Mention, Occasion, Reply, follow_up, reply
from handlers.mall.next_reward import describe_next_reward
from handlers.members.comments import comment_on, may_be_repeated
from handlers.members.interests import match_words, split_interests
from handlers.members.introduction_fields import Introduction
from handlers.members.like_minded import interests_of, mention_alike
from handlers.members.welcome_rules import Rules
from handlers.points import payments
from handlers.text.people import mention
from handlers.text.unwanted import has_unwanted_words
from storage.members import introductions, invitations, personal_data, roster

THANKS = "认识你很高兴，{name}！{paid}"
PAID = "送你 {points} 积分，现有 {balance} 分。"
RECEIVED = "新人礼以前领过啦。"
UPDATED = "新的介绍已经记下啦。"
FILLED_IN, CORRECTED = "✅ 帮 {name} 记下了自我介绍。{paid}", "✅ {name} 的自我介绍改好了。"
PAID_TO_THEM = "TA 得了 {points} 积分。"
INVITER = "你邀请的朋友来啦，回应一句吧{paid}；想热闹一下，可以发「发红包 10 5 欢迎{name}」。"
INVITER_PAID = "，谢谢你带来新朋友，+{points} 积分"
REASON = "{name} 介绍了自己"
INVITED = "邀请的朋友介绍了自己"
INTRODUCED = Occasion("新人介绍", "一位成员第一次自我介绍")


def record_introduction(
    ctx: MemberContext, introduction: Introduction, *, may_rename: bool, said: str, for_another: bool = False
) -> Reply:
    """Keep the acting member's introduction and return what is said to it; the first one is paid.

    `may_rename` is where the platform tells no names: then they are called what they say. `said` is the whole message.
    With `for_another` the answer is read by who filled it in and tells whom it is about.
    """
    rules = ctx.rules(Rules)
    is_first = not introductions.exists(ctx.db, ctx.member)
    introductions.save(
        ctx.db,
        ctx.member,
        introduction.name,
        introduction.age,
        introduction.likes,
        introduction.skills,
        introduction.hopes,
        ctx.now,
    )
    synonyms = rules.list_synonyms()
    introductions.set_interests(ctx.db, ctx.member, match_words(interests_of(introduction), synonyms))
    own_name = introduction.name if may_be_repeated(ctx.group, introduction.name) else ""
    name = own_name or ctx.member.name
    if own_name and may_rename:
        roster.rename(ctx.db, ctx.member, own_name)
    likes = split_interests(introduction.likes)
    wants_comment = rules.comment and is_first and not has_unwanted_words(ctx.group, introduction.likes)
    comment = comment_on(likes, str(ctx.member.id), said) if wants_comment else ""
    if for_another:
        paid = _pay(ctx, rules.points, for_another=True)
        text = (FILLED_IN if is_first else CORRECTED).format(name=ctx.member.name, paid=paid)
    else:
        text = THANKS.format(name=name, paid=_pay(ctx, rules.points))
    text += f"\n{comment}" if comment else ""
    alike = mention_alike(ctx, rules.friends, synonyms)
    if not is_first:
        return reply(text, *alike)
    follow_up(ctx, INTRODUCED, REASON.format(name=name), key=f"introduction:{ctx.member.id}")
    return reply(text, *alike, *_ask_inviter(ctx, rules.inviter, name))


def _pay(ctx: MemberContext, points: int, *, for_another: bool = False) -> str:
    """Pay the first introduction, and return what is said to it; a balance only to whose it is."""
    updated = "" if for_another else UPDATED
    if not points:
        return updated
    if personal_data.was_forgotten(ctx.db, ctx.member):
        return RECEIVED
    key = f"introduction:{ctx.member.id}"
    paid = payments.pay_reward(ctx, ctx.member, points, key=key, reason="自我介绍", owe=True)
    if paid is None:
        return updated
    if for_another:
        return paid.text(PAID_TO_THEM)
    next_reward = describe_next_reward(ctx, ctx.member, paid.balance) if paid.points else ""
    return paid.text(PAID) + next_reward


def _ask_inviter(ctx: MemberContext, points: int, name: str) -> list[str | Mention]:
    """Thank whoever invited the newcomer, once, and ask them to answer; empty where nobody did or they have left."""
    inviter = invitations.get_inviter(ctx.db, ctx.member)
    if inviter is None:
        return []
    thanks = ""
    if points and not personal_data.was_forgotten(ctx.db, ctx.member):
        key = f"introduction:inviter:{ctx.member.id}"
        paid = payments.pay_reward(ctx, inviter, points, key=key, reason=INVITED, owe=True)
        thanks = INVITER_PAID.format(points=paid.points) if paid and paid.points else ""
    return ["\n", mention(inviter), INVITER.format(paid=thanks, name=name)]
