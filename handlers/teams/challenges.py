"""A challenge from its announcement to its rewards: begun by staff or the timetable, the rest by itself."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field, field_validator

from handlers.dates.hours import format_time
from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Occasion,
    Outlook,
    Refusal,
    Reply,
    Role,
    Section,
    follow_up,
    reply,
    set_timer,
)
from handlers.kit.timers import continue_in_batches
from handlers.points import payments
from handlers.points.by_hand import require_modest
from handlers.teams import service
from handlers.teams.rules import FEWEST_PEOPLE, HOW, USAGE, Order, Rules, elapsed_days, read_order, winners
from handlers.teams.service import Evening, Finished, Gathered, Rewarding, Standing, board, list_standings, name_of
from handlers.text.mentions import mention_in_batches
from handlers.text.numbers import read_number
from handlers.text.people import join_names
from storage.teams import challenges, teams
from storage.teams.challenges import Challenge, State

feature = Feature(service.TIMERS, title="小组打卡", topic="小组")
feature.ledger_kind("team", "小组打卡", person=-1)
feature.requires(Capability.PUSHES, "分组和结果不会自己公布，请发「小组」「小组榜」看。")
DONE = Occasion("小组完成", "一个小组全员坚持到了最后")
feature.occasion(DONE)

BEGUN = (
    "👥 第 {number} 期小组打卡开始报名：{days} 天，每组约 {size} 人{reward}。\n"
    "想参加的发「参加小组」，{until} 自动分组，{first.month}月{first.day}日开始。"
)
REWARD = "，全组坚持下来每人再得 {reward} 分"
TOO_FEW = f"👥 第 {{number}} 期小组打卡报名的不到 {FEWEST_PEOPLE} 人，这次先不分组了，下次再来～"
TEAMS = "👥 第 {number} 期小组打卡分好组了，{first.month}月{first.day}日起一共 {days} 天：\n{teams}\n{how}"
TEAM_LINE = "{name}：{members}"
HOW_TO = "给小组起个名字发「组名 火箭队」，看进度发「小组」。每天照常发「签到」就算。{rule}"
RULE = "中途退出的人不算，留下来的每天都签到了，就算坚持下来。"
REMINDER = "🌙 小组打卡还差你们今天的签到：\n"
REMINDER_END = "\n发「签到」接上～"
OVER = "🏁 第 {number} 期小组打卡结束了！\n{outcome}"
WON = "🏆 {name} 全组坚持了 {days} 天{reward}"
WON_ALONE = "🏆 {name} 的 {member} 一个人坚持了 {days} 天{reward}"
WON_POINTS, WON_POINTS_ALONE = "，{members} 每人 +{points} 分", "，+{points} 分"
NOBODY = "这次没有小组全员坚持下来，最整齐的是 {name}（{percent}%）。"
REASON = "{name} 小组打卡 {days} 天"
SURE = "第 {number} 期已经打卡 {elapsed}/{days} 天，取消了就接不上了。真的不办了，发「取消小组打卡 {number}」。"
CANCELLED = "❎ 第 {number} 期小组打卡取消了，平时的签到不受影响。"
MOST_NAMES = 20
TEAMS_AT_ONCE = 3
"""Teams paid in one transaction: up to 30 members."""


class Params(Section):
    """小组打卡：到时间自己开一期报名"""

    order: str = Field(USAGE.partition(" ")[2], max_length=100, description="和「小组打卡」后面写的一样")

    @field_validator("order")
    @classmethod
    def _is_read(cls, words: str) -> str:
        if not words[:1].isdigit():
            raise ValueError(HOW.format(usage=USAGE))
        return words


def _foresee(params: Params, outlook: Outlook) -> None:
    read_order(params.order, outlook.at, outlook.rules(Rules))


@feature.action("小组打卡", Params, foresee=_foresee)
def begin_planned(params: Params, ctx: Context) -> str:
    return _begin(ctx, read_order(params.order, ctx.local_now, ctx.rules(Rules)))


@feature.command(
    "小组打卡",
    help="开一期小组打卡",
    usage="14 每组5人 奖励50",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
    members_say="小组",
)
def begin(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    order = read_order(ctx.args, ctx.local_now, rules)
    require_modest(ctx, order.reward, rules.reward)
    return _begin(ctx, order)


@feature.command("小组分组", help="不等了，现在就分组", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True)
def divide_now(message: Message, ctx: MemberContext) -> str:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None or challenge.state is not State.GATHERING:
        raise Refusal(service.NO_CHALLENGE)
    if teams.count_signed_up(ctx.db, challenge) < FEWEST_PEOPLE:
        raise Refusal(f"报名的不到 {FEWEST_PEOPLE} 人，还分不了组。")
    # Who need not wait for others any more need not wait for the day that was set for them either.
    challenge = challenges.set_first_day(ctx.db, challenge, min(challenge.first_day, ctx.today + timedelta(days=1)))
    service.form_teams(ctx, challenge)
    return _describe_teams(ctx, challenge)


@feature.command(
    "取消小组打卡",
    help="这一期不办了；开始了的写上是第几期",
    usage="1",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
)
def cancel(message: Message, ctx: MemberContext) -> str:
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge is None:
        raise Refusal(service.NO_CHALLENGE)
    # What members have kept up for days is not undone by a slip, and cannot be brought back.
    if challenge.state is State.RUNNING and read_number(ctx.args) != challenge.number:
        elapsed = elapsed_days(challenge.first_day, challenge.days, ctx.today)
        raise Refusal(SURE.format(number=challenge.number, elapsed=elapsed, days=challenge.days))
    service.cancel(ctx, challenge)
    return CANCELLED.format(number=challenge.number)


@feature.on_timer(Gathered)
def make_teams(timer: Gathered, ctx: Context) -> HandlerResult:
    challenge = challenges.get(ctx.db, timer.challenge)
    if challenge is None or challenge.state is not State.GATHERING:
        return None
    formed = service.form_teams(ctx, challenge)
    if Capability.PUSHES not in ctx.capabilities:
        return None
    return _describe_teams(ctx, challenge) if formed else TOO_FEW.format(number=challenge.number)


@feature.on_timer(Finished)
def finish(timer: Finished, ctx: Context) -> HandlerResult:
    """End a challenge, tell the outcome, and begin to pay the teams that did all of it."""
    challenge = challenges.get(ctx.db, timer.challenge)
    if challenge is None or not challenges.change_state(ctx.db, challenge, State.OVER):
        return None
    standings = list_standings(ctx, challenge)
    lines = [line for standing in standings if (line := _describe_win(challenge, standing))]
    if lines:
        set_timer(ctx, service.TIMERS, Rewarding(challenge=challenge.id, after=0), ctx.now)
    if not standings or Capability.PUSHES not in ctx.capabilities:
        return None
    first = standings[0]
    outcome = "\n".join(lines) or NOBODY.format(name=name_of(first.team), percent=first.percent)
    return (*reply(OVER.format(number=challenge.number, outcome=outcome)), *board(ctx, challenge, standings))


@feature.on_timer(Rewarding)
def pay_rewards(timer: Rewarding, ctx: Context) -> None:
    """Pay the next teams that did all of it, each member once, and let the occasion be followed up."""
    challenge = challenges.get(ctx.db, timer.challenge)
    assert challenge
    standings = sorted(list_standings(ctx, challenge), key=lambda standing: standing.team.number)
    batch = [standing for standing in standings if standing.team.number > timer.after][:TEAMS_AT_ONCE]
    for standing in batch:
        reason = REASON.format(name=name_of(standing.team), days=challenge.days)
        winning = winners(standing.progress, challenge.days)
        for progress in winning if challenge.reward else ():
            key = f"team:{standing.team.id}:{progress.member.id}"
            payments.pay_reward(ctx, progress.member, challenge.reward, key=key, reason=reason, owe=True)
        if winning:
            follow_up(ctx, DONE, reason, key=f"team:{standing.team.id}")
    continue_in_batches(
        ctx,
        service.TIMERS,
        batch,
        TEAMS_AT_ONCE,
        lambda last: Rewarding(challenge=challenge.id, after=last.team.number),
    )


@feature.on_timer(Evening)
def remind(timer: Evening, ctx: Context) -> Reply | None:
    """Mention those who are in a team and have not checked in today, and do so again tomorrow."""
    challenge = challenges.get(ctx.db, timer.challenge)
    if challenge is None or challenge.state is not State.RUNNING:
        return None
    service.set_evening(ctx, challenge, ctx.today + timedelta(days=1))
    if ctx.today != timer.day:  # held over a night
        return None
    progress = teams.list_progress(ctx.db, challenge, ctx.today)
    missing = [each.member for each in progress if not each.is_done_today and not each.has_left]
    return mention_in_batches(ctx, missing, REMINDER_END, before=REMINDER)


def _begin(ctx: Context, order: Order) -> str:
    challenge = service.begin(ctx, order)
    return BEGUN.format(
        number=challenge.number,
        days=challenge.days,
        size=challenge.size,
        reward=REWARD.format(reward=challenge.reward) if challenge.reward else "",
        until=format_time(ctx, challenge.gathers_until),
        first=challenge.first_day,
    )


def _describe_teams(ctx: Context, challenge: Challenge) -> str:
    standings = sorted(list_standings(ctx, challenge), key=lambda standing: standing.team.number)
    lines = [
        TEAM_LINE.format(
            name=name_of(standing.team), members=join_names([each.member for each in standing.progress], MOST_NAMES)
        )
        for standing in standings
    ]
    return TEAMS.format(
        number=challenge.number,
        first=challenge.first_day,
        days=challenge.days,
        teams="\n".join(lines),
        how=HOW_TO.format(rule=RULE),
    )


def _describe_win(challenge: Challenge, standing: Standing) -> str:
    """Return the line about a team that did all of it; empty for any other."""
    winning = winners(standing.progress, challenge.days)
    if not winning:
        return ""
    if len(winning) == 1:
        points = WON_POINTS_ALONE.format(points=challenge.reward) if challenge.reward else ""
        member = winning[0].member.name
        return WON_ALONE.format(name=name_of(standing.team), member=member, days=challenge.days, reward=points)
    names = join_names([progress.member for progress in winning], MOST_NAMES)
    points = WON_POINTS.format(members=names, points=challenge.reward) if challenge.reward else ""
    return WON.format(name=name_of(standing.team), days=challenge.days, reward=points)
