"""Members' tasks: what there is to do, taking one on, and handing it in, which is believed."""

from __future__ import annotations

from config.group import Group
from handlers.kit import Audience, Capability, Feature, MemberContext, Message, Picture, Refusal, Reply, Role, reply
from handlers.kit.words import truncate
from handlers.mall.next_reward import describe_progress
from handlers.quests.rules import Rules
from handlers.quests.service import DESK, WAITS, describe, pay, resolve
from handlers.staff.reviews import tell_soon
from storage.quests import claims, quests
from storage.quests.claims import Claim, State
from storage.quests.quests import Quest

feature = Feature("quests", Rules, title="成员任务", topic="任务")
feature.ledger_kind("quest", "成员任务", person=-1)

NOTHING = "现在没有任务，有了会在群里说～"
HALL = "🎯 任务大厅（领取发「领任务 {number}」）："
TAKEN = "✅ {name} 领了 {number} 号任务「{title}」，做好了发「交任务 {number}」，可以带一句话。"
COPY = "\n下面这段可以直接复制：\n{words}"
WITH_PICTURE = "任务的图片"
ALREADY = "你已经领了 {number} 号任务，做好了发「交任务 {number}」。"
GONE = "{number} 号任务的名额被领完了～"
NOT_TAKEN = "你还没有领 {number} 号任务，先发「领任务 {number}」。"
GIVEN_BACK = "好的，{name} 不做 {number} 号任务了，名额留给别人；想做了再发「领任务 {number}」。"
HANDED_IN = "✅ {name} 完成了 {number} 号任务{paid}"
AGAIN = "✅ {name} 又交了一次 {number} 号任务，员工看过就给分～"
OF_STAFF = "✅ {name} 交了 {number} 号任务。员工自己做的，请另一位员工复核了再给分～"
TO_REVIEW = "✅ {name} 交了 {number} 号任务。这一份抽到了复核，员工看过就给分～"
WAS_DONE = "{number} 号任务你已经完成了～"
WAS_REFUSED = "{number} 号任务没有通过，名额给你留到截止，改好了发「交任务 {number}」再交一次；不做了就不用管。"
HOW_IT_STANDS = {State.WAITING: WAITS, State.DONE: WAS_DONE, State.REFUSED: WAS_REFUSED}
PAID = "，+{points} 积分，现有 {balance} 分。"
ENOUGH = "。今天的任务分已经满了，这一个不加分，谢谢你～"
YOURS = "你的任务："
YOUR_LINE = "{number} 号 {title}　{state}"
NONE_OF_YOURS = "你还没有领过任务，发「任务大厅」看看～"
STATES = {State.TAKEN: "进行中", State.WAITING: "等复核", State.DONE: "完成 ✓", State.REFUSED: "没通过"}
WITHDRAWN, OVER = "收回了，不用做", "过了截止时间"
RULE = "成员任务：完成一个得几分，发「任务大厅」看；每人每天最多 {most} 个得分"
LONGEST_NOTE = 200
SHOWN = 10


@feature.command(
    "任务大厅", "任务列表", help="有什么任务可以领", read_only=True, asked=("有什么任务", "有任务吗", "怎么做任务")
)
def show(message: Message, ctx: MemberContext) -> str:
    there = quests.list_open(ctx.db, ctx.group.id, ctx.now)
    if not there:
        return NOTHING
    return "\n".join([HALL.format(number=there[0].number), *(describe(ctx, quest) for quest in there)])


@feature.command("领任务", "领取任务", "接任务", help="领一个任务", usage="3")
def take(message: Message, ctx: MemberContext) -> Reply:
    quest, _ = resolve(ctx, ctx.args, "领任务 {}")
    if not claims.take(ctx.db, quest, ctx.member, ctx.now):
        claim = claims.get(ctx.db, quest, ctx.member)
        raise Refusal((HOW_IT_STANDS.get(claim.state, ALREADY) if claim else GONE).format(number=quest.number))
    text = TAKEN.format(name=ctx.member.name, number=quest.number, title=quest.terms.title)
    text += COPY.format(words=quest.terms.words) if quest.terms.words else ""
    has_picture = quest.terms.picture and Capability.PICTURES in ctx.capabilities
    return reply(text, *([Picture(digest=quest.terms.picture, alt=WITH_PICTURE)] if has_picture else []))


@feature.command("交任务", "完成任务", help="任务做好了", usage="3 一句话")
def hand_in(message: Message, ctx: MemberContext) -> str:
    quest, words = resolve(ctx, ctx.args, "交任务 {}", own=(State.TAKEN, State.REFUSED))
    words = " ".join(words.split())[:LONGEST_NOTE]
    claim = claims.get(ctx.db, quest, ctx.member)
    if claim and claim.state is State.REFUSED:
        _let_wait(ctx, claim, words)
        return AGAIN.format(name=ctx.member.name, number=quest.number)
    claim = _require_taken(quest, claim)
    is_of_staff = ctx.role >= Role.STAFF
    if is_of_staff or ctx.random.randrange(100) < ctx.rules(Rules).review:
        _let_wait(ctx, claim, words)
        return (OF_STAFF if is_of_staff else TO_REVIEW).format(name=ctx.member.name, number=quest.number)
    claims.move(ctx.db, claim, State.DONE, words, ctx.now)
    return HANDED_IN.format(name=ctx.member.name, number=quest.number, paid=_pay(ctx, quest))


@feature.command("放弃任务", "退任务", help="领了的任务不做了", usage="3")
def give_back(message: Message, ctx: MemberContext) -> str:
    quest, _ = resolve(ctx, ctx.args, "放弃任务 {}", own=(State.TAKEN,))
    claim = _require_taken(quest, claims.get(ctx.db, quest, ctx.member))
    claims.give_back(ctx.db, claim)
    return GIVEN_BACK.format(number=quest.number, name=ctx.member.name)


@feature.command("任务进度", "我领的任务", help="我领的任务怎么样了", audience=Audience.ASKER, read_only=True)
def show_own(message: Message, ctx: MemberContext) -> str:
    own = claims.list_of_member(ctx.db, ctx.member, SHOWN)
    if not own:
        return NONE_OF_YOURS
    return "\n".join([YOURS, *(_describe_claim(ctx, claim) for claim in own)])


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    most = group.rules(Rules).most
    return RULE.format(most=most) if most else None


def _require_taken(quest: Quest, claim: Claim | None) -> Claim:
    """Return the claim of who has taken a task on; raises Refusal that says how it stands."""
    if claim is None:
        raise Refusal(NOT_TAKEN.format(number=quest.number))
    if claim.state in HOW_IT_STANDS:
        raise Refusal(HOW_IT_STANDS[claim.state].format(number=quest.number))
    return claim


def _let_wait(ctx: MemberContext, claim: Claim, words: str) -> None:
    """Let what was handed in wait for a review, of which staff are told."""
    claims.move(ctx.db, claim, State.WAITING, words, ctx.now)
    tell_soon(ctx, DESK)


def _pay(ctx: MemberContext, quest: Quest) -> str:
    if not quest.terms.reward:
        return "。"
    paid = pay(ctx, quest, ctx.member)
    if paid is None:
        return ENOUGH
    return "，" + paid.text() + describe_progress(ctx, ctx.member, paid.points, paid.balance)


def _describe_claim(ctx: MemberContext, claim: Claim) -> str:
    quest = quests.get(ctx.db, claim.quest_id)
    assert quest
    state = STATES[claim.state]
    if claim.state is State.TAKEN and not quest.is_open(ctx.now):
        state = WITHDRAWN if quest.ended_at else OVER
    return YOUR_LINE.format(number=quest.number, title=truncate(quest.terms.title, 20), state=state)
