"""What those in charge do about cases: look, and take back what was mistaken; and how members appeal."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Audience, Feature, ForMember, ForStaff, MemberContext, Message, Refusal, Role, reply
from handlers.kit.words import truncate
from handlers.moderation.matching import around, bare
from handlers.moderation.rules import Rules
from handlers.text.numbers import read_number
from handlers.text.people import split_member
from storage import moderation
from storage.moderation import Case, Kind, State

feature = Feature("moderation_desk", title="秩序", topic="秩序", visible=lambda ctx: ctx.rules(Rules).is_on)

NOTHING = "没有违规记录。"
LINE = "{number} 号 {at:%m-%d %H:%M} {name}（{kind}）{state}：{excerpt}"
TITLES = {Kind.WORDS: "不说的话", Kind.LINK: "链接", Kind.FLOOD: "说得太快", Kind.REPEAT: "重复"}
STATES = {State.OPEN: "", State.APPEALED: "【申诉中】", State.MISTAKEN: "【误判】"}
HOW = "\n没事的发「误判 编号」，申诉没有道理或误判点错了的发「维持 编号」。"
WHICH = "误判几号？请这样写：误判 12（发「违规记录」看编号）"
UNKNOWN = "没有 {number} 号记录，发「违规记录」看有哪些。"
WHICH_APPEAL = "维持几号？请这样写：维持 12（发「违规记录」看编号）"
NOT_APPEALED = "{number} 号没有在申诉。"
UPHELD = "好的，{number} 号照旧算数，私下告诉 {name} 了。"
TELL_MISTAKEN = "管理员看过了：「{excerpt}」没有问题，不算数了。不好意思打扰你～"
TELL_UPHELD = "你的申诉管理员看过了：「{excerpt}」还是算数的，以后换个说法就好～"
ALREADY = "{number} 号已经算误判了。"
LEARNED = "好的，{number} 号算误判，不计数了{learned}。点错了发「维持 {number}」改回来。"
PHRASE = "；这样的说法以后放行：「{phrase}」"
HOST = "；{host} 的链接以后放行"
NOT_LEARNED = "；「{phrase}」本身就是群里不说的话，以后还会提醒，要放行请在群的 YAML 里从 moderation 的 words 去掉它"
AGAIN = "好的，{number} 号又算数了{unlearned}，私下告诉 {name} 了。"
UNLEARNED_HOST = "，{host} 的链接不再放行"
UNLEARNED = "，「{phrase}」这样的说法不再放行"
TELL_AGAIN = "管理员又看了一遍：「{excerpt}」还是算数的，以后换个说法就好～"
NO_CASE = "你没有违规记录，放心聊～"
TOO_OLD = "那一条已经过去 30 天，不算数了。"
ALREADY_APPEALED = "已经请管理员看了，稍等一下～"
APPEALED = "好的，请管理员看看，有结果会告诉你。"
APPEAL = (
    "🙏 {name} 申诉 {number} 号（{kind}）：「{excerpt}」{reason}\n"
    "没事的话发「误判 {number}」，确实不行发「维持 {number}」。"
)
REASON = "，说：{reason}"
MOST, LONGEST_REASON = 10, 60
WINDOW = timedelta(days=30)


@feature.command("违规记录", help="谁说了群里不说的话、刷了屏", usage="@小明", role=Role.STAFF, read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    member = split_member(message, ctx, "违规记录 @小明", include_left=True)[0] if ctx.args else None
    cases = moderation.list_latest(ctx.db, ctx.group.id, MOST, member)
    return "\n".join(_describe(ctx, case) for case in cases) + HOW if cases else NOTHING


@feature.command("误判", help="一条违规记录弄错了，不算数", usage="12", role=Role.STAFF)
def take_back(message: Message, ctx: MemberContext) -> str:
    case = _case(ctx, WHICH)
    if not moderation.change_state(ctx.db, case, State.MISTAKEN):
        raise Refusal(ALREADY.format(number=case.number))
    _tell(ctx, case, TELL_MISTAKEN)
    return LEARNED.format(number=case.number, learned=_learn(ctx, case))


@feature.command("维持", help="申诉看过了，或误判点错了：违规记录照旧算数", usage="12", role=Role.STAFF)
def uphold(message: Message, ctx: MemberContext) -> str:
    case = _case(ctx, WHICH_APPEAL)
    if case.state is State.MISTAKEN:
        moderation.change_state(ctx.db, case, State.OPEN)
        _tell(ctx, case, TELL_AGAIN)
        return AGAIN.format(number=case.number, unlearned=_unlearn(ctx, case), name=case.member.name)
    if case.state is not State.APPEALED:
        raise Refusal(NOT_APPEALED.format(number=case.number))
    moderation.change_state(ctx.db, case, State.OPEN)
    _tell(ctx, case, TELL_UPHELD)
    return UPHELD.format(number=case.number, name=case.member.name)


@feature.command(
    "申诉",
    help="被提醒了但是没有那个意思",
    usage="我说的是微信运动",
    audience=Audience.ASKER,
    casual=True,
    asked=("怎么申诉", "我想申诉", "想申诉", "申诉怎么弄"),
)
def appeal(message: Message, ctx: MemberContext) -> str:
    latest = moderation.list_latest(ctx.db, ctx.group.id, 1, ctx.member)
    case = latest[0] if latest else None
    if case is None or case.state is State.MISTAKEN:
        raise Refusal(NO_CASE)
    if case.at < ctx.now - WINDOW:
        raise Refusal(TOO_OLD)
    if not moderation.change_state(ctx.db, case, State.APPEALED):
        raise Refusal(ALREADY_APPEALED)
    reason = " ".join(ctx.args.split())[:LONGEST_REASON]
    text = APPEAL.format(
        name=ctx.member.name,
        number=case.number,
        kind=TITLES[case.kind],
        excerpt=case.excerpt,
        reason=REASON.format(reason=reason) if reason else "",
    )
    ctx.post(f"{ctx.key}:appeal", ForStaff(reply=reply(text), ask="违规记录"))
    return APPEALED


def _describe(ctx: MemberContext, case: Case) -> str:
    return LINE.format(
        number=case.number,
        at=ctx.local(case.at),
        name=case.member.name,
        kind=TITLES[case.kind],
        state=STATES[case.state],
        excerpt=truncate(case.excerpt, 30),
    )


def _case(ctx: MemberContext, which: str) -> Case:
    """Return the case whose number was typed; raises Refusal, with `which` where there is no number."""
    number = read_number(ctx.args.strip("# ").removesuffix("号"))
    if number is None:
        raise Refusal(which)
    case = moderation.get_by_number(ctx.db, ctx.group.id, number)
    if case is None:
        raise Refusal(UNKNOWN.format(number=number))
    return case


def _tell(ctx: MemberContext, case: Case, text: str) -> None:
    """Tell whom it is about, in private."""
    words = text.format(excerpt=truncate(case.excerpt, 30))
    ctx.post(f"{ctx.key}:case:{case.number}", ForMember(member=case.member, reply=reply(words), ask="申诉"))


def _learn(ctx: MemberContext, case: Case) -> str:
    """Let pass what was mistaken, and return what that is; empty where it was how often or fast somebody spoke.

    A word of the group's file goes on being one: it would never be found again.
    """
    lesson = _lesson_of(case)
    if not lesson:
        return ""
    if case.kind is Kind.WORDS and bare(lesson) in {bare(word) for word in ctx.rules(Rules).words}:
        return NOT_LEARNED.format(phrase=lesson)
    moderation.allow(ctx.db, ctx.group.id, _as_compared(case.kind, lesson))
    return HOST.format(host=lesson) if case.kind is Kind.LINK else PHRASE.format(phrase=lesson)


def _unlearn(ctx: MemberContext, case: Case) -> str:
    """Let pass no more what was learned from a case, unless another mistake taught it, too; return what that is."""
    lesson = _lesson_of(case)
    allowed = _as_compared(case.kind, lesson)
    others = moderation.list_mistaken(ctx.db, ctx.group.id, case.kind, case.phrase)
    if not lesson or any(_as_compared(other.kind, _lesson_of(other)) == allowed for other in others):
        return ""
    if not moderation.disallow(ctx.db, ctx.group.id, allowed):
        return ""
    return UNLEARNED_HOST.format(host=lesson) if case.kind is Kind.LINK else UNLEARNED.format(phrase=lesson)


def _lesson_of(case: Case) -> str:
    """Return what is to be let pass where a case was a mistake; empty where it was how often or fast they spoke."""
    return case.phrase if case.kind is Kind.LINK else around(case.excerpt, case.phrase)


def _as_compared(kind: Kind, lesson: str) -> str:
    return lesson if kind is Kind.LINK else bare(lesson)
