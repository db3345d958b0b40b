"""The timetable in the group: rests, approvals, quiet hours, trials, what was missed, and plans told in the chat."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.dates.windows import read_window
from handlers.pictures.specs import TimetableSpec
from sop.advice import advice_for
from sop.plans.fields import LATE
from sop.plans.rules import quiet_until
from sop.plans.sections import plans_of
from tests.chat import START, Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\n"
MORNING = QUIET + "sop:\n  - {name: 早安, when: 每天 09:00, say: 早上好}\n"


def down(chat: Chat, **duration: float) -> None:
    """Let the machine sleep, with nothing happening meanwhile."""
    chat.bot.clock.set_to(chat.now + timedelta(**duration))


async def test_a_paused_plan_rests_at_once_and_goes_on_when_it_is_told(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    assert "先不发了" in await chat.say("群主", "SOP 暂停 早安")
    assert "已经暂停" in await chat.say("群主", "SOP 暂停 早安")
    assert await chat.forward(hours=2) == []
    assert "（暂停中）" in await chat.say("群主", "SOP")
    assert "下一次：11-24 周二 09:00" in await chat.say("群主", "SOP 恢复 早安")
    assert "没有暂停" in await chat.say("群主", "SOP 恢复 早安")
    assert await chat.forward(days=1) == ["早上好"]


async def test_the_next_time_is_by_the_groups_own_days_off(open_group: OpenChat) -> None:
    plan = "sop:\n  - {name: 早安, when: 工作日 09:00, say: 早上好, missed: 只补最后一次}\n"
    chat = await open_group(QUIET + "calendar: {休息: [2026-11-23, 2026-11-24, 2026-11-26]}\n" + plan)
    await chat.say("群主", "SOP 暂停 早安")
    assert "下一次：11-25 周三 09:00" in await chat.say("群主", "SOP 恢复 早安")
    down(chat, days=3, hours=2)
    assert await chat.forward(seconds=1) == ["早上好"]


async def test_what_needs_approval_waits_for_it_and_for_each_version(open_group: OpenChat) -> None:
    chat = await open_group(MORNING.replace("say: 早上好", "say: 早上好, approve: true"))
    assert await chat.forward(hours=2) == []
    assert "没有批准" in await chat.say("群主", "SOP 记录")
    assert "批准了" in await chat.say("群主", "SOP 批准 早安")
    assert "已经批准过" in await chat.say("小助理", "SOP 批准 早安")
    assert await chat.forward(days=1) == ["早上好"]
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().replace("早上好", "大家早"))
    await chat.bot.reload()
    assert await chat.forward(days=1) == []


async def test_in_a_large_group_the_author_does_not_approve_his_own(open_group: OpenChat) -> None:
    chat = await open_group(
        "timetable: {several: 2}\n" + MORNING.replace("say: 早上好", "say: 早上好, approve: true, author: 群主")
    )
    for who in ("小明", "小红"):
        await chat.say(who, "早")
    assert "要请另一位管理员" in await chat.say("群主", "SOP 批准 早安")
    assert "批准了" in await chat.say("小助理", "SOP 批准 早安")


async def test_a_pool_is_said_in_turn(open_group: OpenChat) -> None:
    chat = await open_group(MORNING.replace("say: 早上好", "say: [一, 二, 三]"))
    assert await chat.forward(days=5) == ["一", "二", "三", "一", "二"]


async def test_pictures_files_and_links_go_with_the_words(open_group: OpenChat, tmp_path: Path) -> None:
    (tmp_path / "config" / "content").mkdir(parents=True)
    (tmp_path / "config" / "content" / "课件.pdf").write_bytes(b"%PDF-1.7")
    besides = "file: 课件.pdf, link: {title: 报名, url: 'https://example.invalid'}"
    chat = await open_group(MORNING.replace("say: 早上好", f"say: 早上好, {besides}"))
    assert "早上好 [文件] [链接]" in await chat.say("群主", "SOP")
    assert await chat.forward(hours=1) == ["早上好[文件：课件.pdf]报名 https://example.invalid"]


async def test_quiet_hours_hold_a_message_until_they_end(open_group: OpenChat) -> None:
    chat = await open_group('timetable: {quiet: ["00:00-07:00", "08:30-09:45"]}\n' + MORNING)
    assert await chat.forward(minutes=90) == []
    assert "在等合适的时候" in await chat.say("群主", "SOP 记录")
    assert await chat.forward(minutes=20) == ["早上好"]
    assert chat.now.hour == 1
    assert await chat.forward(hours=20) == []


async def test_a_held_message_whose_plan_was_deleted_is_let_go(open_group: OpenChat) -> None:
    chat = await open_group('timetable: {quiet: ["08:30-09:45"]}\n' + MORNING)
    await chat.forward(minutes=70)
    path = chat.bot.groups.all()[0].path
    path.write_text(path.read_text().partition("sop:")[0])
    await chat.bot.reload()
    assert await chat.forward(hours=3) == []


async def test_a_message_waits_for_a_silent_minute_but_not_for_ever(open_group: OpenChat) -> None:
    chat = await open_group(MORNING.replace("say: 早上好", "say: 早上好, avoid: 10分钟"))
    await chat.forward(minutes=59, seconds=40)
    await chat.say("小明", "我先说两句")
    assert await chat.forward(seconds=59) == []
    assert await chat.forward(seconds=2) == ["早上好"]
    await chat.forward(hours=23, minutes=59)
    said: list[str] = []
    for _ in range(13):
        await chat.say("小明", "停不下来")
        said += await chat.forward(seconds=55)
    assert said == ["早上好"]


async def test_a_trial_says_what_would_be_said_and_changes_nothing(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET + "sop: [{name: 橱窗, when: 每天 09:00, do: 集中兑换}]\nmall: {items: [{name: 杯, points: 5}]}"
    )
    said = await chat.say("群主", "SOP 试发 橱窗")
    assert "试发" in said
    assert "1. 杯：5 分" in said
    assert chat.broadcasts == []
    assert len(await chat.forward(hours=2)) == 1


async def test_what_was_missed_is_made_up_for_once(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    down(chat, hours=3)
    assert await chat.forward(seconds=1) == []
    assert "（过了时间）" in await chat.say("群主", "SOP")
    said = await asyncio.gather(*(chat.say("群主", "SOP 补发 早安") for _ in range(5)))
    assert sum("补发了「早安」11-23 09:00" in one for one in said) == 1
    assert await chat.forward(seconds=1) == ["早上好"]
    assert "没有漏发" in await chat.say("群主", "SOP 补发 早安")


@pytest.mark.parametrize(
    ("asleep", "skip", "send", "last"),
    [
        (timedelta(seconds=30), 1, 1, 1),
        (timedelta(minutes=10), 1, 1, 1),
        (timedelta(hours=3), 0, 1, 1),
        (timedelta(days=3), 1, 4, 1),
    ],
    ids=["30 seconds", "10 minutes", "3 hours", "3 days"],
)
async def test_what_is_late_is_treated_as_the_plan_wants(
    asleep: timedelta, skip: int, send: int, last: int, open_group: OpenChat
) -> None:
    """The table of docs/decisions/0004-time.md, asleep from just before nine on; what is skipped or merged is told."""
    plans = "".join(
        f"  - {{name: {missed}, when: 每天 09:00, say: {missed}, missed: {missed}}}\n"
        for missed in ("跳过", "补发", "只补最后一次")
    )
    chat = await open_group(QUIET + "sop:\n" + plans)
    await chat.forward(minutes=59, seconds=59)
    down(chat, seconds=1 + asleep.total_seconds())
    said = await chat.forward(seconds=0)
    assert [said.count(word) for word in ("跳过", "补发", "只补最后一次")] == [skip, send, last]
    assert await chat.forward(minutes=5) == []
    record = await chat.say("群主", "SOP 记录 跳过")
    assert ("过了时间" in record) is (asleep > LATE)


async def test_the_record_tells_what_went_out_and_who_spoke_up(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    assert await chat.say("群主", "SOP 记录") == "还没有发过定时消息。"
    await chat.forward(days=7)
    for who in ("小明", "小红"):
        await chat.forward_to(START + timedelta(days=7, hours=1, minutes=30))
        await chat.say(who, "早呀")
    await chat.forward(hours=3)
    said = await chat.say("群主", "SOP 记录 早安")
    assert "11-30 09:00 早安：已发出，之后 2 小时 2 人说话（前 4 周同时段平均 0 人）" in said


async def test_what_came_of_it_is_told_once_its_hours_are_over(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    for minutes, who in ((65, "小明"), (125, "小红"), (180, "小刚")):
        await chat.forward_to(START + timedelta(minutes=minutes))
        await chat.say(who, "早呀")
    told = (await chat.say("群主", "SOP 记录 早安")).splitlines()[1]
    assert told == "11-23 09:00 早安：已发出，之后 2 小时 2 人说话（前 4 周同时段平均 0 人）"
    await chat.forward_to(START + timedelta(days=1, hours=2, minutes=59))
    assert (await chat.say("群主", "SOP 记录 早安")).splitlines()[1] == "11-24 09:00 早安：已发出"
    await chat.forward_to(START + timedelta(days=7, hours=3))
    told = (await chat.say("群主", "SOP 记录 早安")).splitlines()[1]
    assert told == "11-30 09:00 早安：已发出，之后 2 小时 0 人说话（前 4 周同时段平均 0.5 人）"


async def test_a_plan_is_added_in_the_chat_and_the_file_keeps_its_comments(open_group: OpenChat) -> None:
    chat = await open_group("# 群主的话\n" + MORNING.replace("早上好}", "早上好}   # 每天"))
    said = await chat.say("小助理", "SOP 新增 每周三 ２０:00 今晚八点，课程开始啦！")
    assert "when: 每周三 20:00" in said
    assert "say: 今晚八点，课程开始啦！" in said
    assert "「今晚八点，课程开始啦」下一次：11-25 周三 20:00" in await chat.say("小助理", "确认")
    text = chat.bot.groups.all()[0].path.read_text()
    assert "# 群主的话" in text
    assert "# 每天" in text
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "今晚八点，课程开始啦！" in await chat.forward(days=4)


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("每天 09:30 早", "when: 每天 09:30\n  say: 早\n下一次：11-23 周一 09:30。"),
        ("2027-02-28 08:00 早", "when: 2027-02-28 08:00\n  say: 早\n下一次：2027-02-28 周日 08:00。"),
        ("农历腊月三十 20:00 过年好", "when: 农历腊月三十 20:00\n  say: 过年好\n下一次：2030-02-02 周六 20:00。"),
        ("2月29日 08:00 早", "when: 2月29日 08:00\n  say: 早\n下一次：2028-02-29 周二 08:00。"),
        ("明天 20:00 开会啦", "when: 2026-11-24 20:00\n  say: 开会啦\n下一次：11-24 周二 20:00。"),
        ("明天下午三点 今晚 20:00 有课", "when: 2026-11-24 15:00\n  say: 今晚 20:00 有课\n下一次：11-24 周二 15:00。"),
        ("年会 后天中午1点 见面", "name: 年会\n  when: 2026-11-25 13:00\n  say: 见面\n"),
        ("今晚1点 夜宵", "when: 2026-11-24 01:00\n  say: 夜宵\n"),
        ("30号晚上八点半 交作业", "when: 2026-11-30 20:30\n  say: 交作业\n"),
        ("下周三 19:00 公开课", "when: 2026-12-02 19:00\n  say: 公开课\n"),
        ("12-24 20:00 平安夜", "when: 2026-12-24 20:00\n  say: 平安夜\n"),
        ("半小时后 集合", "when: 2026-11-23 08:30\n  say: 集合\n"),
        ("月底 20:00 交作业", "when: 2026-11-30 20:00\n  say: 交作业\n"),
        ("明天3点 开会", "「11-24 03:00」还是「11-24 15:00」"),
        ("2026-02-28 08:00 早", "「2026-02-28 08:00」已经过去，不会再来了"),
        ("2026-11-01 至 2026-11-20 每天 08:00 早", "已经过去，不会再来了"),
        ("今天 07:00 早", "已经过去，不会再来了"),
        ("昨天 20:00 早", "已经过去"),
        ("明天 20:00", "到时候说什么呢"),
        ("周三 20:00 上课", "每周三 20:00"),
        ("下午三点 上课", "「每天 15:00」"),
    ],
)
async def test_the_next_date_is_read_back_and_what_never_comes_is_refused(
    said: str, echo: str, open_group: OpenChat
) -> None:
    chat = await open_group(MORNING)
    assert echo in await chat.say("群主", f"SOP 新增 {said}")


async def test_a_plan_for_one_evening_is_written_as_its_date_and_comes_once(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    await chat.say("群主", "SOP 新增 今晚八点半 开课啦")
    assert "「开课啦」下一次：11-23 周一 20:30" in await chat.say("群主", "确认")
    assert "when: 2026-11-23 20:30" in chat.bot.groups.all()[0].path.read_text()
    await chat.bot.reload()
    assert (await chat.forward(days=8)).count("开课啦") == 1
    assert "「开课啦」不会再来了（2026-11-23 20:30 已经过去）" in await chat.say("群主", "SOP")
    assert "「开课啦」不会再来了" in advice_for(chat.bot.groups.all()[0], chat.now)[0]


async def test_what_is_over_by_the_time_of_the_confirmation_is_not_written(open_group: OpenChat) -> None:
    chat = await open_group(MORNING + "confirm: {minutes: 60}\n")
    await chat.say("群主", "SOP 新增 半小时后 集合")
    chat.bot.clock.set_to(chat.now + timedelta(minutes=31))
    assert "已经过去，不会再来了" in await chat.say("群主", "确认")
    assert "集合" not in chat.bot.groups.all()[0].path.read_text()


async def test_plans_that_come_later_are_named_with_their_next_date(open_group: OpenChat) -> None:
    chat = await open_group(
        "sop:\n  - {name: 除夕, when: 农历腊月三十 20:00, say: 过年好}\n  - {name: 早, when: 每天 08:30, say: 早}\n"
        "  - {name: 圣诞, when: 12月24日 20:00, say: 圣诞}\n"
    )
    lines = ["「除夕」下一次：2030-02-02 周六 20:00", "「圣诞」下一次：12-24 周四 20:00"]
    said = await chat.say("群主", "SOP")
    assert f"#1 {lines[0]}\n#3 {lines[1]}" in said
    assert "\n#2 11-23 周一 08:30 早：早\n" in said
    assert advice_for(chat.bot.groups.all()[0], chat.now)[:2] == lines
    assert (
        "「圣诞」恢复了，下一次：12-24 周四 20:00"
        in [await chat.say("群主", f"SOP {word} 圣诞") for word in ("暂停", "恢复")][1]
    )


async def test_a_plan_with_a_name_of_its_own(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    assert "name: 晚课" in await chat.say("群主", "SOP 新增 晚课 每周三 20:00 开始啦")
    assert "已经有叫「早安」" in await chat.say("群主", "SOP 新增 早安 每天 08:00 又早")


@pytest.mark.parametrize(
    "said",
    [
        "SOP 新增",
        "SOP 新增 明天见",
        "SOP 新增 每周八 20:00 哈",
        "SOP 新增 每周三 20:00",
        "SOP 新增 每周三 25:00 哈",
        "SOP 暂停",
        "SOP 暂停 早上",
        "SOP 补发 ²",
        "SOP 试发 " + "长" * 10_000,
        "SOP 批准 早安",
    ],
)
async def test_odd_requests_are_answered_shortly(said: str, open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    assert 0 < len(await chat.say("群主", said)) < 200
    assert "只有管理员" in await chat.say("小明", said, addressed=True)
    assert len(plans_of(chat.bot.groups.all()[0])) == 1


async def test_the_next_weeks_are_shown_as_a_picture(open_group: OpenChat) -> None:
    chat = await open_group(MORNING)
    [drawn] = await chat.sheets(await chat.answer("群主", "SOP 预览 7"))
    assert isinstance(drawn, TimetableSpec)
    assert (drawn.first, len(drawn.days)) == (0, 7)
    assert all(day.entries == ("09:00 早安",) for day in drawn.days)
    assert [day.off for day in drawn.days] == [False] * 5 + [True] * 2


async def test_what_members_may_find_too_much_is_told(open_group: OpenChat) -> None:
    times = "、".join(f"{hour:02}:00" for hour in range(8, 15))
    chat = await open_group(
        f"sop:\n  - {{name: 多, when: '每周一至周五 {times}', say: 嗨}}\n"
        "  - {name: 近, when: '每周一 08:05', say: 嗨}\n"
        "  - {name: 新, when: '每周一 08:07', say: 嗨, whom: {joined: 1}}\n"
    )
    said = advice_for(chat.bot.groups.all()[0], START - timedelta(hours=1))
    assert "2026-11-23 有 8 条定时消息" in said[0]
    assert "2026-11-23 的「多」和「近」只隔 5 分钟" in "".join(said)
    assert "周末没有安排" in said[-1]


@pytest.mark.parametrize(("days", "told"), [("每周三", "有 1 天"), ("每周三、日", ""), ("每天", "有 7 天")])
async def test_courses_out_of_rule_are_told(days: str, told: str, open_group: OpenChat) -> None:
    chat = await open_group(
        f"sop: [{{name: 瑜伽课, when: {days} 20:00, say: 上课啦}}, {{name: 早, when: 每天 08:00, say: 早}}]\n"
    )
    said = "".join(advice_for(chat.bot.groups.all()[0], START))
    assert told in said
    assert ("安排了课" in said) is bool(told)


@pytest.mark.parametrize(("days", "told"), [("每周二", "开 1 个话题"), ("每周二、四", ""), ("每天", "开 7 个话题")])
async def test_two_or_three_topics_a_week_are_advised(open_group: OpenChat, days: str, told: str) -> None:
    chat = await open_group(f"sop: [{{name: 聊聊, when: '{days} 12:00', do: 话题}}]\n")
    said = "".join(advice_for(chat.bot.groups.all()[0], START))
    assert told in said
    assert ("个话题" in said) is bool(told)


def test_quiet_hours_that_touch_are_one_night() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    quiet = (read_window("22:00-24:00"), read_window("00:00-07:00"))
    late = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert quiet_until(quiet, late, shanghai) == datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert quiet_until(quiet, late + timedelta(hours=3), shanghai) == datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert quiet_until(quiet, late + timedelta(hours=8), shanghai) is None
    assert quiet_until((read_window("00:00-24:00"),), late, shanghai) is not None


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("do: 游戏, with: {game: 成语接力}", "没有「成语接力」这个游戏。是不是「成语接龙」？"),
        ("do: 游戏, with: {game: 成语接龙}", ""),
        ("do: 话题", "话题库里也没有"),
        ("do: 话题, with: {topic: 周末吃什么}", ""),
        ("do: 活动, with: {event: 亲子烘焙 地点 店里}", "什么时候开始？"),
        ("do: 活动, with: {event: '周六 14:00 亲子烘焙'}", ""),
        ("do: 发布任务, with: {task: '转发海报到朋友圈 奖励10'}", "朋友圈"),
        ("do: 发布任务, with: {task: '晒早餐 截止 昨天'}", "「昨天」已经过去了"),
        ("do: 发布任务, with: {task: 晒早餐}", ""),
        ("do: 小组打卡, with: {order: '14 每组99人'}", "小组打卡"),
        ("do: 小组打卡", ""),
    ],
)
async def test_what_could_not_be_done_is_told_beforehand(open_group: OpenChat, does: str, told: str) -> None:
    chat = await open_group(f"sop: [{{name: 周五, when: 每周五 12:00, {does}}}]\n")
    advice = [line for line in advice_for(chat.bot.groups.all()[0], START) if "办不成" in line]
    assert len(advice) == bool(told)
    assert told in "".join(advice)
    said = "".join(await chat.forward(days=5))
    assert ("这次没有做成" in said) is bool(told), said


@pytest.mark.parametrize(("bank", "told"), [(7, "1 周以后没有题目可用"), (27, "3 周以后"), (28, "")])
async def test_a_bank_of_topics_that_runs_dry_is_told(open_group: OpenChat, bank: int, told: str) -> None:
    titles = ", ".join(f"话题{number}" for number in range(bank))
    chat = await open_group(f"topics: {{bank: [{titles}]}}\nsop: [{{name: 聊聊, when: 每天 12:00, do: 话题}}]\n")
    said = "".join(advice_for(chat.bot.groups.all()[0], START))
    assert told in said
    assert ("没有题目可用" in said) is bool(told)


@pytest.mark.parametrize(
    ("when", "event", "is_told"),
    [
        ("每周三 12:00", "周六 09:00 慢跑 每周", True),
        ("每天 12:00", "周六 09:00 慢跑 每周", True),
        ("每周三 12:00", "周六 09:00 慢跑", False),
        ("2026-11-25 12:00", "周六 09:00 慢跑 每周", False),
    ],
)
async def test_an_event_that_comes_every_week_by_itself_needs_no_plan_that_does(
    open_group: OpenChat, when: str, event: str, *, is_told: bool
) -> None:
    chat = await open_group(f"sop: [{{name: 慢跑, when: {when}, do: 活动, with: {{event: {event}}}}}]\n")
    advice = "".join(advice_for(chat.bot.groups.all()[0], START))
    assert ("「慢跑」会发好几次，可是活动里写了「每周」" in advice) is is_told


async def test_a_group_of_just_so_many_is_no_large_one(open_group: OpenChat) -> None:
    chat = await open_group(
        "timetable: {several: 2}\n" + MORNING.replace("say: 早上好", "say: 早上好, approve: true, author: 群主")
    )
    await chat.say("小明", "早")
    assert "批准了" in await chat.say("群主", "SOP 批准 早安")
