"""presets: timetables ready made, taken by name and changed where the owner wants it otherwise."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.group import load_group
from config.problems import ConfigError
from handlers.levels.rules import Rules
from handlers.segments.matching import condition
from sop.group_file import group_file_model
from sop.plans.plan import Plan
from sop.plans.presets import expand_presets
from sop.plans.preview import upcoming
from sop.plans.ready_made import PRESETS
from sop.plans.sections import plans_of
from storage.members.audience import Facts
from storage.members.roster import Member
from tests.chat import GROUP, START
from tests.conftest import OpenChat

QUIET = 'badges: {badges: []}\nwelcome: {gather: 0, text: "你好{name}"}\n'


async def test_a_newcomer_is_accompanied_for_a_week(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {新人第一周: {}}\n")
    await chat.forward(days=3)
    await chat.join("安静")
    await chat.join("话痨")
    await chat.join("打卡哥")
    await chat.say("话痨", "大家好，今天我第一天来")
    heard: dict[str, list[str]] = {who: [] for who in ("安静", "话痨", "打卡哥")}
    for day in range(1, 9):
        if day <= 5:
            await chat.say("打卡哥", "签到")
        for text in await chat.forward(days=1):
            for who in heard:
                if f"@{who}" in text and "你好" not in text:
                    words = text.replace("@安静 ", "").replace("@话痨 ", "").replace("@打卡哥 ", "")[:6]
                    heard[who].append(f"{day} {words}")
    assert heard["安静"] == ["1 欢迎来到测试", "3 来群里第三天", "5 积分攒了多少", "6 快一周啦，大", "7 来一周啦！发"]
    assert heard["话痨"] == ["5 积分攒了多少", "7 来一周啦！发"]
    assert heard["打卡哥"] == ["5 积分攒了多少", "7 来一周啦！发"]


async def test_who_checked_in_yesterday_and_not_yet_today_is_reminded_of_it(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {新人第一周: {}}\n")
    for who in ("打卡哥", "早起姐", "安静"):
        await chat.join(who)
    for who in ("打卡哥", "早起姐"):
        await chat.say(who, "签到")
    await chat.forward(days=1)
    await chat.say("早起姐", "签到")
    (told,) = [text for text in await chat.forward(hours=3) if "还热着" in text]
    assert "@打卡哥" in told
    assert "@早起姐" not in told
    assert "@安静" not in told


@pytest.mark.parametrize(
    ("topics", "shown"),
    [("", "聊聊最近喜欢做什么"), ("topics: {bank: [周末最想吃什么？, 爬山带什么？]}\n", "聊聊「爬山带什么？」")],
)
async def test_the_silent_are_asked_about_what_they_like(topics: str, shown: str, open_group: OpenChat) -> None:
    chat = await open_group(QUIET + topics + "presets: {新人第一周: {}}\n")
    await chat.join("安静")
    await chat.say("店员", "代填 @安静 我叫：安静 我喜欢：唱歌、爬山")
    (told,) = [text for text in await chat.forward(hours=13) if "打个招呼" in text]
    assert shown in told


async def test_the_open_topic_comes_first_where_no_other_suits(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "topics: {bank: [周末最想吃什么？]}\npresets: {新人第一周: {}}\n")
    await chat.join("安静")
    await chat.say("店员", "开话题 最近在追什么剧？")
    (told,) = [text for text in await chat.forward(hours=13) if "打个招呼" in text]
    assert "聊聊「最近在追什么剧？」" in told


async def test_an_owner_changes_what_he_wants_otherwise(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET + "presets:\n  文章三条: {first: '09:15', 次条: {say: 聊聊吧}, 三条: 不要}\n  课程周: {course: 读书会}\n"
    )
    plans = {plan.name: plan for plan in plans_of(chat.bot.groups.all()[0])}
    assert str(plans["头条"].when) == "每周二、五 09:15"
    assert plans["次条"].say == ("聊聊吧",)
    assert "三条" not in plans
    assert "读书会开课啦" in plans["课程预告"].say[0]
    assert "今晚 20:00" in plans["课程预告"].say[0]


async def test_a_preset_may_open_a_showcase_or_a_topic(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {买家秀: {product: 面包}, 早读: {早读一周: 不要}}\n")
    said = await chat.forward(days=5)
    assert any("📷 晒图开始：买家秀：晒晒用上面包的样子" in text for text in said)
    assert sum("早读：今天读到的一条新闻" in text and "💬" in text for text in said) == 4, "Tuesday to Friday"


async def test_own_words_take_the_place_of_what_a_preset_does(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {早读: {早读开始: {say: 早上读点什么}, 早读一周: 不要}}\n")
    assert await chat.forward(days=1) == ["早上读点什么"]


def test_who_stays_away_is_missed_once_after_a_week_half_a_month_and_a_month() -> None:
    missed = {}
    for days in range(1, 40):
        seen = START.date() - timedelta(days=days)
        facts = Facts(
            member=Member(1, "g", "小明", "小明"),
            joined_at=START - timedelta(days=99),
            spoke=seen,
            seen=seen,
            streak=0,
            checked_in=False,
            growth=0,
            points=0,
            birthday=None,
            introduced=False,
            tags=frozenset(),
        )
        for plan in expand_presets({"沉睡唤醒": {}}, Plan, {}):
            assert plan.whom
            if condition(plan.whom, START.date(), ZoneInfo("Asia/Shanghai"), Rules())(facts):
                missed[days] = plan.name
    assert missed == {7: "想念一周", 15: "想念半月", 30: "想念一月"}


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_taken_as_it_is(name: str, tmp_path: Path) -> None:
    needed = ", ".join(f"{key}: {example}" for key, example in PRESETS[name].needed.items())
    (tmp_path / "g.yaml").write_text(f"{GROUP}presets: {{{name}: {{{needed}}}}}\n")
    group = load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path)
    assert len(plans_of(group)) == len(PRESETS[name].plans)


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("presets: {新人第1周: {}}", "没有叫「新人第1周」的预设。是不是「新人第一周」？"),
        ("presets: {火箭: {}}", "可以用：新人第一周、"),
        ("presets: [新人第一周]", "要写「预设的名字: {改动}」"),
        ("presets: {课程周: {老师: 张}}", "「课程周」里没有「老师」"),
        ("presets: {课程周: {start: 25点}}", "看不懂时间"),
        ("presets: {课程周: {课程预告: {say: ''}}}", "要写出说什么"),
        ("presets: {课程周: 5}", "这里要写「键: 值」"),
        ("presets: {课程周: {课程预告: {sai: x}}}", "不认识的键「sai」"),
        ("presets: {新品: {product: 橙子}}", "要写 day，例如 新品: {day: 2026-12-20}"),
        ("presets: {新品: {day: 明天}}", "不知道「明天」是哪一天"),
        ("presets: {临时课程: {day: 2026-02-30}}", "没有「2026-02-30」这一天"),
        ("presets: {节日: {festival: 春界}}", "不知道「春界」是哪一天"),
        ("presets: {节日: {festival: 国庆节、春节}}", "只能跟一个节日或日子"),
        ("presets: {节日: {eve: 25:00}}", "没有 25:00 这个时间"),
        ("sop: [{name: 头条, when: 每天 08:00, say: 早}]\npresets: {文章三条: {}}", "「头条」已经有一个同名的计划"),
    ],
)
def test_a_mistake_is_named_with_its_line(yaml: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUP + yaml + "\n")
    with pytest.raises(ConfigError) as caught:
        load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path)
    assert told in str(caught.value.problems[0])
    assert caught.value.problems[0].line > 6


async def test_a_festival_is_prepared_for_and_wished_a_happy_one(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {节日: {festival: 冬至, day: '08:00', 节后聊聊: 不要}}\n")
    said = await chat.forward(days=60)
    assert [one[:10] for one in said] == ["还有三天就是冬至啦！", "🏮 明天就是冬至。路", "🎉 冬至到啦！祝测试"]
    shown = [
        f"{one.moment.astimezone(one.group.zone):%m-%d %H:%M}" for one in upcoming(chat.bot.groups.all(), START, 60)
    ]
    assert shown == ["12-19 10:00", "12-21 20:00", "12-22 08:00"]


@pytest.mark.parametrize("day", ["2026-11-27", "上新日"])
async def test_a_new_product_is_announced_launched_and_asked_about(day: str, open_group: OpenChat) -> None:
    calendar = "calendar: {日子: {上新日: 2026-11-27}}\n"
    chat = await open_group(QUIET + calendar + f"presets: {{新品: {{product: 橙子, day: {day}, launch: '11:00'}}}}\n")
    shown = await chat.say("群主", "SOP 14")
    for line in ("11-24 周二 20:00 新品预告", "11-26 周四 20:00 新品前夜", "11-27 周五 11:00 新品上市"):
        assert line in shown
    said = await chat.forward(days=14)
    assert len(said) == 6
    assert all("橙子" in one for one in said)
    assert "明天 11:00" in said[2]


async def test_a_course_once_is_warmed_up_for_and_has_homework(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "presets: {临时课程: {course: 护肤大咖课, day: 2026-11-27}}\n")
    said = await chat.forward(days=14)
    assert len(said) == 5
    assert "三天后 20:00，护肤大咖课" in said[0]
    assert "📝 护肤大咖课讲完了" in said[3]
