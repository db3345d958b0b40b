"""Teams for members: signing up, how far the team is, its name and motto, and a nudge for who is missing."""

from __future__ import annotations

from handlers.dates.hours import format_time
from handlers.kit import Audience, Feature, Left, MemberContext, Message, Refusal, Reply, reply
from handlers.kit.words import casefold_width, normalize
from handlers.teams.rules import LONGEST_MOTTO, LONGEST_NAME, MOST_PEOPLE, Rules, elapsed_days
from handlers.teams.service import board, list_standings, name_of, require_running
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import join_names, mention, split_member
from storage.members.roster import Member
from storage.points import limits
from storage.teams import challenges, teams
from storage.teams.challenges import Challenge, State
from storage.teams.teams import Progress, Team

feature = Feature("teams", Rules, title="小组打卡", topic="小组")

NOTHING_OPEN = "现在没有小组打卡可以报名，开始了会在群里说～"
TOO_LATE = "第 {number} 期小组打卡已经分好组了，下一期再来吧～"
FULL = f"报名的人满了（{MOST_PEOPLE} 位），下一期再来吧～"
JOINED = "✅ {name} 报名了小组打卡，现在 {count} 人。{until} 分组，第二天开始。"
ALREADY = "你已经报名了，{until} 分组。不想参加发「退出小组」。"
LEFT = "好的，{name} 不参加小组打卡了。"
LEFT_TEAM = "好的，{name} 退出了{team}，后面的天数不再算进小组里。留下来的人每天都签到，照样算坚持下来。"
NOT_IN = "你没有报名小组打卡。"
NO_TEAM = "你不在小组里。这一期已经开始了，下一期早点报名～"
GATHERING = "小组打卡正在报名：{days} 天，现在 {count} 人，{until} 分组。发「参加小组」报名。"
OWN = "👥 {team}{motto}\n第 {elapsed}/{days} 天，完成 {percent}%，第 {place}/{teams} 名\n{lines}"
NOT_BEGUN = "👥 {team}{motto}\n{first.month}月{first.day}日开始，一共 {days} 天\n{lines}"
MOTTO = "「{motto}」"
DONE_LINE = "✅ {name}  {days} 天"
OPEN_LINE = "⬜ {name}  {days} 天"
GONE_LINE = "➖ {name}  离开了，不算"
MISSING = "今天还差：{names}（发「催」提醒一下）"
COMPLETE, COMPLETE_ALONE = "今天全组都签到了 🎉", "小组里现在只有你，今天签到了 🎉"
NAMED = "好名字！第 {number} 组从现在起叫「{name}」。"
MOTTO_SET = "记下了，{team}的口号：{motto}"
WHICH_NAME = f"组名要 1 到 {LONGEST_NAME} 个字，请这样写：组名 火箭队"
WHICH_MOTTO = f"口号要 1 到 {LONGEST_MOTTO} 个字，请这样写：口号 一天也不落下"
NO_RINGING = "这里不写 @，免得打扰大家。{refusal}"
NAME_TAKEN = "已经有小组叫「{name}」了，换一个吧～"
NUDGE = "你的组员 {name} 喊你签到啦，{team}今天还差你～ "
NUDGE_LAST = "你的组员 {name} 喊你签到啦，{team}今天就差你了～ "
NUDGE_SELF = "你自己今天还没签到呢，先发「签到」吧～"
ONLY_YOU = "其他组员今天都签到过了，就差你自己，发「签到」吧～"
NOT_A_TEAM_MATE = "{name} 不在你的小组里，只能催自己的组员。"
ALREADY_DONE = "{name} 今天签到过了，不用催～"
NOT_YET = "小组打卡 {first.month}月{first.day}日才开始，到时候再催～"
NUDGED_TODAY = "今天已经催过了，再等等吧～"
SOURCE = "nudge"


@feature.command("参加小组", "报名小组", "加入小组", help="报名小组打卡", usage="1")
def join(message: Message, ctx: MemberContext) -> str:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None:
        raise Refusal(NOTHING_OPEN)
    if challenge.state is not State.GATHERING:
        raise Refusal(TOO_LATE.format(number=challenge.number))
    until = format_time(ctx, challenge.gathers_until)
    if teams.count_signed_up(ctx.db, challenge) >= MOST_PEOPLE:
        raise Refusal(FULL)
    if not teams.sign_up(ctx.db, challenge, ctx.member):
        raise Refusal(ALREADY.format(until=until))
    count = teams.count_signed_up(ctx.db, challenge)
    return JOINED.format(name=ctx.member.name, count=count, until=until)


@feature.command("退出小组", help="不参加了；开始以后退出，小组就不等你了")
def leave(message: Message, ctx: MemberContext) -> str:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None:
        raise Refusal(NOTHING_OPEN)
    if challenge.state is State.GATHERING:
        if not teams.sign_off(ctx.db, challenge, ctx.member):
            raise Refusal(NOT_IN)
        return LEFT.format(name=ctx.member.name)
    team = _own_team(ctx, challenge)
    teams.quit_team(ctx.db, challenge, ctx.member)
    return LEFT_TEAM.format(name=ctx.member.name, team=name_of(team))


@feature.on(Left)
def go_on_without(event: Left, ctx: MemberContext) -> None:
    """Let the team of who has left the group do without them for good: the days away are not held against it."""
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge and challenge.state is State.RUNNING:
        teams.quit_team(ctx.db, challenge, ctx.member)


@feature.command("小组", "我的小组", help="小组进度，今天还差谁", read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None:
        raise Refusal(NOTHING_OPEN)
    if challenge.state is State.GATHERING:
        return _describe_gathering(ctx, challenge)
    team = _own_team(ctx, challenge)
    standings = list_standings(ctx, challenge)
    own = next(standing for standing in standings if standing.team.id == team.id)
    elapsed = elapsed_days(challenge.first_day, challenge.days, ctx.today)
    lines = [_describe_progress(progress) for progress in own.progress]
    motto = MOTTO.format(motto=team.motto) if team.motto else ""
    if not elapsed:
        return NOT_BEGUN.format(
            team=name_of(team), motto=motto, first=challenge.first_day, days=challenge.days, lines="\n".join(lines)
        )
    missing = _missing(own.progress)
    complete = COMPLETE_ALONE if sum(not progress.has_left for progress in own.progress) == 1 else COMPLETE
    lines.append(MISSING.format(names=join_names(missing, len(missing))) if missing else complete)
    return OWN.format(
        team=name_of(team),
        motto=motto,
        elapsed=elapsed,
        days=challenge.days,
        percent=own.percent,
        place=own.place,
        teams=len(standings),
        lines="\n".join(lines),
    )


@feature.command("小组榜", help="哪个小组最整齐", read_only=True)
def show_board(message: Message, ctx: MemberContext) -> Reply:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None or challenge.state is not State.RUNNING:
        last = challenges.get_last_over(ctx.db, ctx.group.id)
        if last is None:
            raise Refusal(_describe_gathering(ctx, challenge) if challenge else NOTHING_OPEN)
        challenge = last
    own = teams.get_team_of(ctx.db, challenge, ctx.member)
    return board(ctx, challenge, list_standings(ctx, challenge), own)


@feature.command("组名", help="给自己的小组起名", usage="火箭队")
def rename(message: Message, ctx: MemberContext) -> str:
    challenge = require_running(ctx)
    team, name = _own_team(ctx, challenge), _read_words(message, ctx, LONGEST_NAME, WHICH_NAME)
    plain = casefold_width(name)
    if any(
        plain == casefold_width(name_of(other)) for other in teams.list_teams(ctx.db, challenge) if other.id != team.id
    ):
        raise Refusal(NAME_TAKEN.format(name=name))
    teams.rename(ctx.db, team, name=name, motto=team.motto)
    return NAMED.format(number=team.number, name=name)


@feature.command("口号", "小组口号", help="给自己的小组定口号", usage="一天也不落下")
def set_motto(message: Message, ctx: MemberContext) -> str:
    team = _own_team(ctx, require_running(ctx))
    motto = _read_words(message, ctx, LONGEST_MOTTO, WHICH_MOTTO)
    teams.rename(ctx.db, team, name=team.name, motto=motto)
    return MOTTO_SET.format(team=name_of(team), motto=motto)


@feature.command(
    "催",
    "催一下",
    help="提醒今天还没签到的组员，每人每天一次",
    usage="@小明",
    audience=Audience.EVERYBODY,
    in_group=True,
)
def nudge(message: Message, ctx: MemberContext) -> Reply:
    challenge = require_running(ctx)
    team = _own_team(ctx, challenge)
    if ctx.today < challenge.first_day:
        raise Refusal(NOT_YET.format(first=challenge.first_day))
    standings = list_standings(ctx, challenge)
    progress = next(standing.progress for standing in standings if standing.team.id == team.id)
    missing = called = _missing(progress)
    if ctx.args:
        member, _ = split_member(message, ctx, "催 @小明")
        if member.id not in {each.member.id for each in progress}:
            raise Refusal(NOT_A_TEAM_MATE.format(name=member.name))
        if member not in missing:
            raise Refusal(ALREADY_DONE.format(name=member.name))
        if member.id == ctx.member.id:
            raise Refusal(NUDGE_SELF)
        called = [member]
    others = [member for member in called if member.id != ctx.member.id]
    if not others:
        raise Refusal(ONLY_YOU if missing else COMPLETE)
    fresh = [each for each in others if limits.use_allowance(ctx.db, each, SOURCE, ctx.today, 1, 1).given]
    rung = may_be_mentioned(ctx, fresh)
    if not rung:
        raise Refusal(NUDGED_TODAY)
    words = NUDGE_LAST if len(missing) == len(rung) == 1 else NUDGE
    return reply(words.format(name=ctx.member.name, team=name_of(team)), *map(mention, rung))


def _read_words(message: Message, ctx: MemberContext, most: int, refusal: str) -> str:
    """Return what a team is to be called or to say, in one line; raises Refusal.

    Emoji alone adorn a command and are no arguments: here they are meant. What would ring everybody is refused.
    """
    words = " ".join(normalize(ctx.args or message.text.rpartition(ctx.word)[2]).split())
    if "@" in words or "＠" in words:
        raise Refusal(NO_RINGING.format(refusal=refusal))
    if not 1 <= len(words) <= most:
        raise Refusal(refusal)
    return words


def _own_team(ctx: MemberContext, challenge: Challenge) -> Team:
    team = teams.get_team_of(ctx.db, challenge, ctx.member)
    if team is None:
        raise Refusal(NO_TEAM)
    return team


def _describe_gathering(ctx: MemberContext, challenge: Challenge) -> str:
    count, until = teams.count_signed_up(ctx.db, challenge), format_time(ctx, challenge.gathers_until)
    return GATHERING.format(days=challenge.days, count=count, until=until)


def _missing(progress: list[Progress]) -> list[Member]:
    return [each.member for each in progress if not each.is_done_today and not each.has_left]


def _describe_progress(progress: Progress) -> str:
    line = GONE_LINE if progress.has_left else DONE_LINE if progress.is_done_today else OPEN_LINE
    return line.format(name=progress.member.name, days=progress.days)
