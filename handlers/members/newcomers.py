"""The first seven days: how newcomers get on, for those in charge; the group's rules for everybody."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Capability, Feature, MemberContext, Message, Role
from handlers.members.welcome_rules import Rules
from handlers.text.people import join_names
from storage.members import newcomers
from storage.members.newcomers import Newcomer

feature = Feature("newcomers", title="新人", topic="新人")

NO_RULES = "这个群还没有写群规。大家和和气气、不发广告就好～"
HOUSE_RULES = "📋 群规\n{rules}"
WEEK = 7
WINDOW = timedelta(days=60)
"""So long after joining somebody who never said a word is still listed."""
NOBODY = "最近 7 天没有新人进来。"
HEAD = "🌱 最近 7 天的新人（{count} 位，介绍过 {introduced} 位，还没开口 {silent} 位）："
LINE = "第 {day} 天 {name}　{introduced}{spoke}"
INTRODUCED, NOT_INTRODUCED = "介绍了 ✓", "还没介绍"
SPOKE, COMMANDS, SILENT = "，说过 {messages} 句", "，还没聊天，发过签到之类的口令", "，还没说话"
ZOMBIES = "\n进群 7 天以上什么都没发过的（可能是僵尸粉）{count} 位：{names}"
HEARD_ONLY = "\n这个群的通道只听得到 @我 的话，没说话的人里，可能有人只是没 @我。"
SHOWN = 30
TRUST = """🤝 给人留下好印象，先看自己的这四样：
1. 头像：真人、清楚、精神，不用风景和宠物
2. 昵称：真名加做什么，例如「李娜·面包店」，别放一串符号
3. 背景图：店面、作品或者团队，一眼知道你是谁
4. 签名：一句话说你能帮大家什么，别写广告
对照一遍，改好再去欢迎新人。"""


@feature.command("群规", "群公约", help="群里的约定", read_only=True, asked=("群规是什么", "有什么规矩", "有什么群规"))
def show_house_rules(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules).house_rules
    return HOUSE_RULES.format(rules=rules) if rules else NO_RULES


@feature.command(
    "破冰进度",
    "新人进度",
    help="新人开口了没有，谁一直没说话",
    role=Role.STAFF,
    read_only=True,
    asked=("破冰", "新人怎么样", "新人怎么样了"),
)
def show_progress(message: Message, ctx: MemberContext) -> str:
    since = ctx.now - WINDOW
    everybody = newcomers.list_since(ctx.db, ctx.group.id, since)
    staff = {ctx.group.owner, *ctx.group.admins, *ctx.group.staff}
    known = [newcomer for newcomer in everybody if newcomer.member.user_id not in staff]
    recent = [newcomer for newcomer in known if _day(ctx, newcomer) <= WEEK]
    silent = [newcomer.member for newcomer in known if not newcomer.seen and _day(ctx, newcomer) > WEEK]
    lines = [NOBODY]
    if recent:
        introduced = sum(newcomer.introduced for newcomer in recent)
        unheard = sum(not newcomer.seen for newcomer in recent)
        lines = [HEAD.format(count=len(recent), introduced=introduced, silent=unheard)]
        lines += [_describe(ctx, newcomer) for newcomer in recent[:SHOWN]]
    zombies = ZOMBIES.format(count=len(silent), names=join_names(silent, SHOWN)) if silent else ""
    limits = HEARD_ONLY if Capability.HEARS_ALL not in ctx.capabilities else ""
    return "\n".join(lines) + zombies + limits


@feature.command("信任清单", help="头像、昵称、背景、签名怎么放", role=Role.STAFF, read_only=True)
def show_checklist(message: Message, ctx: MemberContext) -> str:
    return TRUST


def _day(ctx: MemberContext, newcomer: Newcomer) -> int:
    """Return on which day of theirs somebody is, 1 on the day of joining."""
    return (ctx.today - ctx.local(newcomer.joined_at).date()).days + 1


def _describe(ctx: MemberContext, newcomer: Newcomer) -> str:
    spoke = SPOKE.format(messages=newcomer.messages) if newcomer.messages else COMMANDS if newcomer.seen else SILENT
    return LINE.format(
        day=_day(ctx, newcomer),
        name=newcomer.member.name,
        introduced=INTRODUCED if newcomer.introduced else NOT_INTRODUCED,
        spoke=spoke,
    )
