"""Listening for what a group does not want said: a quiet word first, those in charge next, the group at last."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import (
    Audience,
    Capability,
    Feature,
    ForMember,
    ForStaff,
    HandlerResult,
    MemberContext,
    Message,
    Role,
    reply,
)
from handlers.kit.declarations import Command
from handlers.kit.private_answers import marked_answer
from handlers.kit.words import casefold_width, normalize, truncate
from handlers.moderation.matching import find_host, find_phrase
from handlers.moderation.rules import Rules
from handlers.text.people import mention
from storage import moderation
from storage.members import roster
from storage.moderation import Case, Kind

feature = Feature("moderation", Rules, title="秩序", visible=lambda ctx: ctx.rules(Rules).is_on)
feature.requires(Capability.HEARS_ALL, "只看得到 @我 的话，别的话管不着。")

WINDOW = timedelta(days=30)
"""So long a case counts."""
LONGEST_EXCERPT = 60
APPEAL = "申诉"
"""May quote what it is about."""
WARNINGS = {
    Kind.WORDS: "你刚才那句里有群里不说的话，换个说法吧～不是这个意思的话，发「申诉」我请管理员看看。",
    Kind.LINK: "这个群{who}先不发链接，有好东西可以请员工帮忙发。弄错了的话发「申诉」。",
    Kind.FLOOD: "说得太快啦，歇一歇再聊，别人的话都被顶上去了～",
    Kind.REPEAT: "同一句话说一遍就够啦，大家都看到了～",
}
NEWCOMERS = "新进来的朋友"
PUBLIC = " 注意一下群里的约定哦，具体的我私下说了。"
TITLES = {Kind.WORDS: "不说的话", Kind.LINK: "链接", Kind.FLOOD: "说得太快", Kind.REPEAT: "重复"}
TOLD = "⚠️ {number} 号：{name} 第 {times} 次（{kind}）：「{excerpt}」\n没事的话发「误判 {number}」。"
COMPLAINT = "🙋 {name} 像是在投诉：「{excerpt}」\n请尽快私下联系，别在群里争。"
SOOTHE = "{name}，不好意思让你不愉快了，店员马上私下联系你～"


@feature.guard
def look(message: Message, command: Command | None, ctx: MemberContext) -> HandlerResult:
    """Return what is said to words and links against the rules, in commands and games, too: others read them there."""
    rules = ctx.rules(Rules)
    if not rules.is_on or ctx.role >= Role.STAFF or not _is_read_by_others(message, command):
        return None
    found = _find(_without_word(message.text, command), ctx, rules)
    if found is None:
        return None
    if command is None and _is_complaint(message, rules):
        return _hear_complaint(message, ctx)
    return _open_case(message, ctx, rules, *found)


@feature.listen
def hear(message: Message, ctx: MemberContext) -> HandlerResult:
    """Return what is said to complaints, also in private, floods and repeats; None lets the other listeners hear it."""
    rules = ctx.rules(Rules)
    if not rules.is_on or ctx.role >= Role.STAFF:
        return None
    if _is_complaint(message, rules):
        return _hear_complaint(message, ctx)
    if message.chat is None:
        return None
    kind = _judge_pace(message, ctx, rules)
    return _open_case(message, ctx, rules, kind, "") if kind else None


def _is_read_by_others(message: Message, command: Command | None) -> bool:
    """Tell whether others read what was typed: in the group, or where it shows there what was typed in private.

    That is what commands for everybody do, and what 答 does with a round that is open.
    """
    if command and command.word == APPEAL:
        return False
    if message.chat is not None:
        return True
    if command is None:
        return bool(marked_answer(message.text))
    return command.audience is Audience.EVERYBODY and not command.read_only


def _without_word(text: str, command: Command | None) -> str:
    """Return what somebody typed without the command's own word, which is the bot's and not theirs."""
    text = normalize(text)
    words = (word for word in command.words if casefold_width(text).startswith(casefold_width(word))) if command else ()
    return text[max(map(len, words), default=0) :]


def _open_case(message: Message, ctx: MemberContext, rules: Rules, kind: Kind, phrase: str) -> HandlerResult:
    excerpt = truncate(message.text, LONGEST_EXCERPT)
    case = moderation.create(ctx.db, ctx.member, kind, phrase, excerpt, ctx.now)
    times = moderation.count_since(ctx.db, ctx.member, ctx.now - WINDOW)
    return _warn(message, ctx, rules, case, times)


def _find(text: str, ctx: MemberContext, rules: Rules) -> tuple[Kind, str] | None:
    """Return what is wrong with a text and the phrase that was found."""
    learned = moderation.list_allowed(ctx.db, ctx.group.id)
    phrase = find_phrase(text, rules.words, (*rules.allow, *learned))
    if phrase:
        return Kind.WORDS, phrase
    if rules.links == "放行" or (rules.links == "新人不行" and not _is_new(ctx, rules.days)):
        return None
    host = find_host(text, learned)
    return (Kind.LINK, host) if host else None


def _judge_pace(message: Message, ctx: MemberContext, rules: Rules) -> Kind | None:
    if not rules.flood and not rules.repeat:
        return None
    pace = moderation.count_message(ctx.db, ctx.member, message.text, ctx.now)
    # Told once, where the limit is passed, not with every message after it.
    if rules.repeat and pace.times == rules.repeat:
        return Kind.REPEAT
    return Kind.FLOOD if rules.flood and pace.messages == rules.flood + 1 else None


def _is_complaint(message: Message, rules: Rules) -> bool:
    return bool(find_phrase(message.text, rules.complaints, ()))


def _is_new(ctx: MemberContext, days: int) -> bool:
    return roster.joined_at(ctx.db, ctx.member) > ctx.now - timedelta(days=days)


def _warn(message: Message, ctx: MemberContext, rules: Rules, case: Case, times: int) -> HandlerResult:
    """Warn quietly; the second time those in charge are told, too, and from the third on the group is."""
    if times > 1:
        told = TOLD.format(
            number=case.number, name=ctx.member.name, times=times, kind=TITLES[case.kind], excerpt=case.excerpt
        )
        ctx.post(f"{ctx.key}:moderation", ForStaff(reply=reply(told), ask="违规记录"))
    words = WARNINGS[case.kind].format(who=NEWCOMERS if rules.links == "新人不行" else "")
    if message.chat is None:
        return words
    ctx.post(f"{ctx.key}:warning", ForMember(member=ctx.member, reply=reply(words), ask=APPEAL))
    return reply(mention(ctx.member), PUBLIC) if times > 2 else ()


def _hear_complaint(message: Message, ctx: MemberContext) -> HandlerResult:
    """Let staff know at once, and answer so that nobody else joins in."""
    excerpt = truncate(message.text, LONGEST_EXCERPT)
    notice = ForStaff(
        reply=reply(COMPLAINT.format(name=ctx.member.name, excerpt=excerpt)), ask="违规记录", role=Role.STAFF
    )
    ctx.post(f"{ctx.key}:complaint", notice)
    return SOOTHE.format(name=ctx.member.name)
