"""campaigns: an aim, dates in phases and what is done in each; how far it got, and a report at the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from config.group import Group, load_group
from config.problems import ConfigError
from sop.advice import advice_for
from sop.campaigns.phases import PHASES
from sop.group_file import group_file_model
from sop.plans.sections import plans_of
from sop.plans.timetable import Timetable
from tests.chat import GROUP, START
from tests.conftest import OpenChat
from tests.support.steps import rewrite_group_file

QUIET = "badges: {badges: []}\nwelcome: {gather: 0, text: '你好{name}'}\nspeaking: {points: 0}\n"
DATES = "{预热: 2026-11-24 至 2026-11-25, 正式: 2026-11-26 至 2026-11-28, 收尾: 2026-11-30}"
CAMPAIGN = f"""campaigns:
  - name: 双旦
    dates: {DATES}
    plan:
      预热:
        - {{when: 每天 20:00, say: "还有 {{days}} 天"}}
      正式:
        - {{when: 第1天 09:00, say: "开始，共 {{days}} 天后结束"}}
        - {{when: 最后一天 21:00, say: "{{group}}还有 {{days}} 天"}}
      收尾:
        - {{when: 12:00, say: 谢谢大家, name: 感谢}}
"""
STEPS = ["还有 2 天", "还有 1 天", "开始，共 2 天后结束", "测试群还有 0 天", "谢谢大家"]
GOALS = "    goal: {签到: 2, 发言: 3, 介绍: 1, 兑换: 2, 下单: 1, 入群: 4}\n"


def with_line(line: str) -> str:
    """Return the campaign with one line more under its name."""
    return CAMPAIGN.replace("  - name: 双旦\n", f"  - name: 双旦\n    {line}\n")


def load(folder: Path, text: str) -> Group:
    (folder / "g.yaml").write_text(GROUP + text)
    return load_group(folder / "g.yaml", group_file_model(), ["chat"], folder)


async def test_a_campaign_goes_through_its_phases(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + CAMPAIGN)
    shown = await chat.say("群主", "SOP 7")
    assert "11-24 周二 20:00 双旦·预热1：还有 2 天" in shown
    assert "11-26 周四 09:00 双旦·正式1：开始，共 2 天后结束" in shown
    assert "还有 1 天" not in await chat.say("群主", "SOP 试发 双旦·正式2")
    assert await chat.forward(days=30) == STEPS


async def test_the_table_tells_phase_and_days_left(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + with_line("goal: {签到: 2, 发言: 4}"))
    said = await chat.say("群主", "营销计划")
    assert "双旦（11-24 至 11-30）：还有 1 天开始\n　目标：签到 2 人、发言 4 人" in said
    states = []
    for _ in range(8):
        await chat.forward(days=1)
        states.append((await chat.say("群主", "营销计划")).splitlines()[1].partition("）：")[2])
    assert states == [
        *("预热，还有 6 天结束", "预热，还有 5 天结束"),
        *("正式，还有 4 天结束", "正式，还有 3 天结束", "正式，还有 2 天结束"),
        *("等收尾开始", "收尾，今天结束", "已结束"),
    ]


async def test_goals_count_members_who_did_it_in_these_days(open_group: OpenChat) -> None:
    shop = "mall: {items: [{name: 杯, points: 5}]}\ncheckin: {points: 10}\nmakeup: {price: 1}\n"
    chat = await open_group(QUIET + shop + with_line(GOALS.strip()))
    early = ("甲", "乙", "丙")
    for who in early:
        await chat.say(who, "签到")
        await chat.say(who, "兑换 1")
    await chat.say("甲", "我叫：甲\n我喜欢：爬山")
    await chat.say("店员", "记单 @甲 20 A101", mentions=["甲"])
    await chat.forward(days=1)
    assert "签到 0/2 人（0%）、发言 0/3 人（0%）、介绍 0/1 人（0%）" in await chat.say("群主", "营销计划")
    for who in ("乙", "丁"):
        await chat.join(who)
        for _ in range(3):
            await chat.say(who, "签到")
    await chat.say("丁", "我叫：丁\n我喜欢：看书")
    await chat.say("甲", "我叫：甲\n我喜欢：爬山、看书")
    await chat.say("己", "我只在群里说句话，早就进群了")
    await chat.forward(days=3)
    await chat.say("丁", "签到")
    assert "补" in await chat.say("丙", "补签 11-25")
    await chat.say("丁", "兑换 1")
    code = (await chat.say("甲", "兑换 1")).partition("取货码 ")[2][:7]
    await chat.say("甲", f"取消兑换 {code}")
    await chat.say("店员", "记单 @乙 20 A102", mentions=["乙"])
    await chat.say("店员", "记单 @丁 20 A103", mentions=["丁"])
    await chat.say("店员", "退单 A103")
    await chat.leave("丁")
    told = await chat.say("小助理", "营销计划 双旦")
    for line in (
        "签到 2/2 人（100%） ✓",
        "发言 3/3 人（100%） ✓",
        "介绍 1/1 人（100%） ✓",
        "兑换 1/2 人（50%）",
        "下单 1/1 人（100%） ✓",
        "入群 2/4 人（50%）",
    ):
        assert line in told.splitlines(), told
    await chat.forward(days=6)
    after = told.partition("签到 ")[2].partition("做过的")[0]
    await chat.say("戊", "签到")
    await chat.say("戊", "兑换 1")
    assert after in await chat.say("小助理", "营销计划 双旦")


async def test_all_steps_are_told_done_and_to_come(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + CAMPAIGN)
    await chat.forward(days=2)
    await chat.say("群主", "SOP 暂停 双旦·正式1")
    assert (await chat.say("群主", "营销计划 双旦")).splitlines() == [
        "双旦（11-24 至 11-30）：预热，还有 5 天结束",
        "预热 11-24 至 11-25，正式 11-26 至 11-28，收尾 11-30",
        "没有写目标",
        "做过的：",
        "11-24 20:00 双旦·预热1：已发出，之后 2 小时 0 人说话（前 4 周同时段平均 0 人）",
        "接下来：",
        "11-25 周三 20:00 双旦·预热1：还有 1 天",
        "11-26 周四 09:00 双旦·正式1：开始，共 2 天后结束（暂停中）",
        "11-28 周六 21:00 双旦·正式2：测试群还有 0 天",
        "11-30 周一 12:00 双旦·感谢：谢谢大家",
    ]


async def test_a_campaign_rests_and_goes_on_as_one(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + CAMPAIGN)
    assert "「双旦」先不发了" in await chat.say("群主", "SOP 暂停 双旦")
    assert "已经暂停" in await chat.say("群主", "SOP 暂停 双旦")
    assert (await chat.say("群主", "SOP")).count("（暂停中）") == 4
    await rewrite_group_file(chat, "      收尾:", "        - {when: 第2天 10:00, say: 后来加的}\n      收尾:")
    assert await chat.forward(days=4, hours=3) == []
    assert "请发「SOP 恢复 双旦」" in await chat.say("群主", "SOP 恢复 双旦·正式2")
    assert "「双旦」恢复了，下一次：11-28 周六 21:00" in await chat.say("群主", "SOP 恢复 双旦")
    assert "没有暂停" in await chat.say("群主", "SOP 恢复 双旦")
    assert await chat.forward(days=7) == STEPS[3:]


async def test_steps_are_approved_together_and_each_version_anew(open_group: OpenChat) -> None:
    text = CAMPAIGN.replace("每天 20:00,", "每天 20:00, approve: true,").replace("12:00,", "12:00, approve: true,")
    chat = await open_group(QUIET + text)
    assert "不需要批准" in await chat.say("群主", "SOP 批准 双旦·正式1")
    assert "「双旦」批准了" in await chat.say("群主", "SOP 批准 双旦")
    assert "已经批准过" in await chat.say("小助理", "SOP 批准 双旦")
    assert await chat.forward(days=3, hours=2) == STEPS[:3]
    await rewrite_group_file(chat, "谢谢大家", "谢谢各位")
    assert await chat.forward(days=7) == STEPS[3:4]


async def test_a_campaign_that_moves_takes_its_steps_along(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + CAMPAIGN)
    await rewrite_group_file(
        chat, DATES, "{预热: 2026-12-24 至 2026-12-25, 正式: 2026-12-26 至 2026-12-28, 收尾: 2026-12-30}"
    )
    assert await chat.forward(days=20) == []
    assert await chat.forward(days=20) == STEPS


async def test_words_reach_some_members_or_are_handed_to_staff(open_group: OpenChat) -> None:
    plan = """    plan:
      预热:
        - {when: 第1天 09:00, say: 想你}
        - {when: 第1天 10:00, say: 大家好, touch: 群}
        - {when: 第1天 11:00, say: 请发海报, touch: {task: {title: 海报, hours: 2}}}
        - {when: 第1天 12:00, do: 集中兑换}
"""
    head, _, _ = with_line("touch: {whom: {silent: 1}}").partition("    plan:")
    chat = await open_group(QUIET + head + plan)
    await chat.say("小明", "早")
    for who in ("店员", "小红"):
        await chat.say(who, "早", at=chat.now)
    await chat.forward(days=1)
    await chat.say("小红", "早")
    said = [one for one in await chat.forward(hours=8) if "快到时间" not in one and "过了截止" not in one]
    assert said[:2] == ["@小明 想你", "大家好"]
    assert said[2].startswith("@店员 ：1 号「海报」") or "海报" in said[2]
    assert len(said) == 3
    assert "请发海报" in await chat.say("店员", "任务 1")


async def test_a_task_is_the_way_of_all_words_where_the_campaign_says_so(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET
        + with_line("touch: {task: {kind: 社群SOP, hours: 3, proof: 数字}}")
        .replace("{days}", "几")
        .replace("{group}", "")
    )
    await chat.say("店员", "早")
    await chat.forward(days=1, hours=13)
    assert "双旦·预热" in await chat.say("店员", "我的任务")
    assert (await chat.say("店员", "任务 1")).endswith("还有 几 天")


async def test_the_end_is_told_once_where_the_owner_wants_it(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + with_line("report: true\n    goal: {发言: 2, 签到: 1}"))
    await chat.forward(days=1, hours=1)
    await chat.say("小明", "签到")
    assert await chat.forward_to(datetime(2026, 12, 1, 1, 59, tzinfo=UTC)) == STEPS
    chat.bot.clock.set_to(chat.now + timedelta(days=1))
    assert await chat.forward(days=3) == [
        "📊 双旦 战报（11-24 至 11-30）\n发言 0/2 人（0%）\n签到 1/1 人（100%） ✓\n谢谢每一位参加的朋友～"
    ]


async def test_without_a_wish_the_end_is_told_on_demand(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + with_line("goal: {发言: 2}"))
    await chat.forward(days=1)
    await chat.say("小明", "早")
    assert len(await chat.forward(days=20)) == len(STEPS)
    assert "双旦（11-24 至 11-30）：已结束\n　发言 1/2 人（50%）" in await chat.say("群主", "营销计划")


async def test_what_goes_on_stands_before_what_comes_and_what_is_over(open_group: OpenChat) -> None:
    dates = {
        "去年": "2025-11-23",
        "上月": "2026-10-20",
        "现在": "2026-11-23",
        "下周": "2026-11-30",
        "明年": "2027-01-01",
    }
    names = list(dates)
    text = "".join(f"  - {{name: {name}, dates: {{正式: {dates[name]}}}}}\n" for name in sorted(names))
    chat = await open_group("campaigns:\n" + text)
    lines = (await chat.say("群主", "营销计划")).splitlines()[1::2]
    assert [line.partition("（")[0] for line in lines] == ["现在", "下周", "明年", "上月", "去年"]
    assert "明年（2027-01-01）：还有 39 天开始" in lines
    assert "去年（2025-11-23）：已结束" in lines


@pytest.mark.parametrize(
    "said",
    [
        "营销计划 双十",
        "营销计划 {name}",
        "营销计划 ²",
        "营销计划 " + "长" * 10_000,
        "营销计划 双\n旦",
        "SOP 暂停 双十一大促",
    ],
)
async def test_odd_requests_are_answered_shortly(said: str, open_group: OpenChat) -> None:
    chat = await open_group(QUIET + CAMPAIGN)
    assert 0 < len(await chat.say("群主", said)) < 200
    assert "只有管理员" in await chat.say("小明", said)


async def test_a_group_without_campaigns_is_told_how_to_begin(open_group: OpenChat) -> None:
    chat = await open_group()
    assert "请在群的 YAML 里写 campaigns" in await chat.say("群主", "营销计划")


async def test_an_unknown_campaign_is_reported_as_a_failure(open_group: OpenChat) -> None:
    chat = await open_group(QUIET + "sop: [{name: 报, when: 每天 09:00, do: 营销战报, with: {name: 没有}}]\n")
    told = await chat.forward(hours=2)
    assert {words.partition("：")[0] for words in told} == {"「报」这次没有做成"}
    assert "没有" in told[0]
    assert "报：出错" in await chat.say("群主", "SOP 记录")


STEP_AND_NAMESAKE = """\
  - {name: 甲, dates: {正式: 2026-12-20}, plan: {正式: [{when: 09:00, say: a}]}}
  - {name: 甲·正式1, dates: {正式: 2026-12-20}}
"""
LINE = "  - {name: 双旦, dates: {预热: 2026-12-20 至 2026-12-22, 正式: 2026-12-23}, %s}\n"


@pytest.mark.parametrize(
    ("entry", "column", "told"),
    [
        ("plan: {预热: [{when: 20:00, say: a}]}", 83, "这一段有 3 天，请写 每天 20:00、第1天 20:00 或 最后一天 20:00"),
        ("plan: {预热: [{when: 第4天 20:00, say: a}]}", 83, "这一段只有 3 天，没有「第4天」"),
        ("plan: {预热: [{when: 第零天 20:00, say: a}]}", 83, "不是能用的日子"),
        ("plan: {预热: [{when: 每天, say: a}]}", 83, "缺少几点几分"),
        ("plan: {预热: [{when: 2026-12-23 20:00, say: a}]}", 83, "一天也没有"),
        ("plan: {预热: [{say: a}]}", 82, "缺少「when」"),
        ("plan: {预热: [{when: 每天 20:00}]}", 82, "要写 say（说什么）或 do（做什么）"),
        ("plan: {预热: [{when: 每天 20:00, sai: a}]}", 99, "不认识的键「sai」。是不是「say」？"),
        (
            "plan: {预热: [{when: 每天 20:00, say: '{day}'}]}",
            99,
            "可以用：{date}、{weekday}、{occasion}、{time}、{group}、{days}",
        ),
        ("plan: {预热: [{when: 每天 20:00, do: 集中兑}]}", 99, "是不是「集中兑换」？"),
        ("plan: {预热: [{when: 每天 20:00, say: a, touch: 私聊}]}", 107, "要写 群、{whom: {…}} 或 {task: {…}}"),
        ("plan: {预热: [{when: 每天 20:00, say: a, whom: {silentt: 1}}]}", 114, "不认识的键「silentt」"),
        ("plan: {预热: [{when: 每天 20:00, say: ' ', touch: {task: {}}}]}", 82, "要写出说什么"),
        ("plan: {预热: [{when: 每天 20:00, say: [a, b], touch: {task: {}}}]}", 99, "派给员工的只能写一段话"),
        ("plan: {预热: [{when: 每天 20:00, say: '{days}', touch: {task: {}}}]}", 99, "不能用 {days} 这样的占位"),
        ("plan: {预热: [{when: 每天 20:00, say: a, touch: {task: {hourz: 1}}}]}", 82, "是不是「hours」？"),
        ("plan: {预热: [{when: 每天 20:00, say: a, name: 双\\n旦}]}", 107, ""),
        ("plan: {收尾: [{when: 20:00, say: a}]}", 77, "dates 里没有写「收尾」是哪几天"),
        ("plan: {预备: []}", 77, "只能是 '预热', '正式' 或 '收尾'"),
        ("plan: {预热: {when: 每天 20:00}}", 82, "每一项前面要写「- 」"),
        ("plan: []", 70, "这里要写「键: 值」"),
        ("goal: {点赞: 5}", 77, "只能是 '签到', '发言', '介绍', '兑换', '下单' 或 '入群'"),
        ("goal: {签到: 0}", 77, "不能小于 1"),
        ("goal: {签到: 1000001}", 77, "不能大于 1000000"),
        ("goal: {签到: １e3}", 77, "这里要写整数"),
        ("report: true", 70, "要和 goal 一起写"),
        ("touch: 私聊", 70, "要写 群、{whom: {…}} 或 {task: {…}}"),
        ("touch: {whom: {silent: 1}, task: {}}", 97, "whom 和 task 只能写一个"),
        ("touch: {task: {hourz: 1}}", 85, "「派任务」没有这个参数。是不是「hours」？"),
        ("touch: {task: {points: -1}}", 85, "不能小于 0"),
        ("目标: {签到: 5}", 70, "不认识的键「目标」"),
    ],
)
def test_a_mistake_is_named_with_its_line(entry: str, column: int, told: str, tmp_path: Path) -> None:
    text = "campaigns:\n  - {name: 春分, dates: {正式: 2026-03-21}}\n" + LINE % entry
    if not told:
        assert plans_of(load(tmp_path, text))[-1].name == "双旦·双\\n旦"
        return
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (9, column)
    assert told in str(problem)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("{预热: 2026-12-20 至 2026-12-22, 正式: 2026-12-22}", "「正式」要在「预热」结束（2026-12-22）以后开始"),
        ("{正式: 2026-12-20, 预热: 2026-12-22}", "「正式」要在「预热」结束（2026-12-22）以后开始"),
        ("{预热: 2026-12-20, 收尾: 2026-12-19}", "「收尾」要在「预热」结束"),
        ("{正式: 2026-12-22 至 2026-12-20}", "请把前后换过来"),
        ("{正式: 2026-12-01 至 2027-02-01}", "有 63 天，最多 62 天"),
        ("{预热: 2026-12-01, 收尾: 2027-02-01}", "有 63 天，最多 62 天"),
        ("{正式: 明天}", "「明天」不是能用的日子。要写成 2026-12-20 至 2026-12-22"),
        ("{正式: 每天}", "要写成 2026-12-20 至 2026-12-22"),
        ("{正式: 2026-12-20 至 2026-12-22 工作日}", "要写成 2026-12-20 至 2026-12-22"),
        ("{正式: 2026-02-30}", "没有「2026-02-30」这一天"),
        ("{正式: 9999-12-31}", "最晚写到 2099 年"),
        ("{正式: [2026-12-20]}", "要写成 2026-12-20 至 2026-12-22"),
        ("{正式: " + "2026-12-20至" * 100 + "}", "要写成 2026-12-20 至 2026-12-22"),
        ("{大促: 2026-12-20}", "只能是 '预热', '正式' 或 '收尾'"),
        ("{}", "不能为空"),
        ("2026-12-20", "这里要写「键: 值」"),
    ],
)
def test_dates_that_cannot_be_are_refused(dates: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"campaigns:\n  - name: 双旦\n    dates: {dates}\n")
    assert told in str(caught.value)
    assert caught.value.problems[0].line == 9


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("  - {name: 早安, dates: {正式: 2026-12-20}}\n", 9, "「早安」已经有一个同名的计划"),
        ("  - {name: 甲, dates: {正式: 2026-12-20}}\n" * 2, 10, "前面已经有一个同名的活动「甲」（第 9 行）"),
        (
            STEP_AND_NAMESAKE,
            10,
            "「甲·正式1」已经有一个同名的计划",
        ),
        (
            "  - name: 甲\n    dates: {正式: 2026-12-20}\n    plan:\n      正式:\n"
            + "        - {when: 09:00, say: a, name: 一}\n" * 2,
            14,
            "已经有一条叫「甲·一」",
        ),
        (f"  - {{name: {'长' * 17}, dates: {{正式: 2026-12-20}}}}\n", 9, "最多 16 个字"),
        ("  - {name: ·甲, dates: {正式: 2026-12-20}}\n", 9, "名字不能用 · 开头"),
        ("  - {dates: {正式: 2026-12-20}}\n", 9, "缺少「name」"),
        ("  - {name: 甲}\n", 9, "缺少「dates」"),
        ("".join(f"  - {{name: 甲{one}, dates: {{正式: 2026-12-20}}}}\n" for one in range(51)), 8, "最多 50 个"),
    ],
)
def test_a_name_is_for_one_thing(text: str, line: int, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "sop: [{name: 早安, when: 每天 09:00, say: 早}]\ncampaigns:\n" + text)
    assert told in str(caught.value)
    assert caught.value.problems[0].line == line


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, CAMPAIGN.replace("每天 20:00", "第九天 20:00").replace("最后一天 21:00", "21点"))
    assert [one.line for one in caught.value.problems] == [12, 15]


def test_matters_of_taste_are_seen_in_campaigns_to_come(tmp_path: Path) -> None:
    busy = "".join(f"        - {{when: 每天 {hour}:00, say: 嗨}}\n" for hour in range(10, 18))
    group = load(
        tmp_path,
        "sop: [{name: 早安, when: 每天 17:05, say: 早}]\n"
        f"campaigns:\n  - name: 双旦\n    dates: {{正式: 2027-01-01 至 2027-01-02}}\n    plan:\n      正式:\n{busy}",
    )
    said = "\n".join(advice_for(group, START))
    assert "2027-01-01 有 9 条定时消息" in said
    assert "2027-01-02 的「双旦·正式8」和「早安」只隔 5 分钟" in said
    assert "2027-01-03" not in said


def random_campaign(random: Random) -> tuple[str, set[tuple[str, date, time]]]:
    """Return a campaign as YAML, and what a loop over its days says: which plan speaks on which day at what time."""
    day = date(2026, 11, 24) + timedelta(days=random.randrange(300))
    plan, expected, spans = [], set(), {}
    for phase in sorted(random.sample(PHASES, random.randint(1, 3)), key=PHASES.index):
        begin = day + timedelta(days=random.randrange(4))
        end = begin + timedelta(days=random.randrange(1, 15) if random.random() < 0.7 else 0)
        spans[phase], day = (begin, end), end + timedelta(days=1)
    for phase, (begin, end) in spans.items():
        days = [begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1)]
        lines = []
        for number in range(1, random.randint(1, 4)):
            at = time(random.randrange(24), random.randrange(60))
            nth = random.randint(1, len(days))
            words, chosen = random.choice(
                [
                    ("每天", days),
                    (f"第{nth}天", days[nth - 1 : nth]),
                    ("最后一天", days[-1:]),
                    ("每2天", days[::2]),
                    *([("", days)] if len(days) == 1 else []),
                    *([("周末", [one for one in days if one.weekday() > 4])] if len(days) > 7 else []),
                ]
            )
            lines.append(f"{{when: '{words} {at:%H:%M}', say: 嗨}}")
            expected |= {(f"大促·{phase}{number}", one, at) for one in chosen}
        plan.append(f"      {phase}: [{', '.join(lines)}]\n")
    shown = ", ".join(f"{phase}: {begin} 至 {end}" for phase, (begin, end) in spans.items())
    return f"campaigns:\n  - name: 大促\n    dates: {{{shown}}}\n    plan:\n{''.join(plan)}", expected


@pytest.mark.parametrize("seed", range(60))
def test_random_campaigns_speak_on_the_days_that_a_loop_says(seed: int, tmp_path: Path) -> None:
    text, expected = random_campaign(Random(seed))
    group = load(tmp_path, text)
    zone = ZoneInfo("Asia/Shanghai")
    found = Timetable((group, plan, START) for plan in plans_of(group)).due(START + timedelta(days=500))
    moments = [(one.plan.name, one.moment.astimezone(zone)) for one in found]
    assert {(name, at.date(), at.time()) for name, at in moments} == expected
    assert len(moments) == len(expected)


@pytest.mark.parametrize(("at", "days"), [("07:30", 3), ("00:10", 3), ("23:50", 3)])
async def test_days_to_go_are_counted_by_the_groups_own_date(open_group: OpenChat, at: str, days: int) -> None:
    plan = f"""campaigns:
  - name: 双旦
    dates: {{预热: 2026-11-24 至 2026-11-26, 正式: 2026-11-27}}
    plan:
      预热:
        - {{when: 第1天 {at}, say: "还有 {{days}} 天"}}
"""
    chat = await open_group(QUIET + plan)
    assert await chat.forward(days=1, hours=16) == [f"还有 {days} 天"]


async def test_ten_campaigns_are_listed_and_the_rest_is_counted(open_group: OpenChat) -> None:
    chat = await open_group(
        "campaigns:\n"
        + "".join(f"  - {{name: 活动{one}, dates: {{正式: 2026-12-{one:02}}}}}\n" for one in range(1, 12))
    )
    told = await chat.say("群主", "营销计划")
    assert told.count("天开始") == 10
    assert told.endswith("\n…还有 1 个")
    assert "活动11" not in told
    await rewrite_group_file(chat, "  - {name: 活动11, dates: {正式: 2026-12-11}}\n", "")
    assert "还有 1 个" not in await chat.say("群主", "营销计划")


async def test_thirty_steps_are_told_and_the_rest_is_counted(open_group: OpenChat) -> None:
    chat = await open_group(
        QUIET
        + "campaigns:\n  - name: 长\n    goal: {签到: 3}\n    report: true\n"
        + "    dates: {正式: 2026-11-24 至 2026-12-23}\n    plan: {正式: [{when: 每天 20:00, say: 早}]}\n"
    )
    told = (await chat.say("群主", "营销计划 长")).splitlines()
    assert told[2:4] == ["目标：签到 3 人", "接下来："]
    assert told[4].startswith("11-24 周二 20:00")
    assert told[-2:] == ["12-23 周三 20:00 长·正式1：早", "…另有 1 条"]
    await chat.forward(days=1)
    for who in ("小明", "小红", "群主"):
        await chat.say(who, "签到")
    told = (await chat.say("群主", "营销计划 长")).splitlines()
    assert told[2] == "签到 2/3 人（66%）"
    assert told[-1] == "…另有 1 条"
    await chat.forward(hours=13)
    told = (await chat.say("群主", "营销计划 长")).splitlines()
    assert told[3:5] == ["做过的：", "11-24 20:00 长·正式1：已发出"]
    assert told[-1] == "12-24 周四 10:00 长·战报：〔营销战报〕"
    await chat.forward_to(datetime(2026, 12, 24, 3, tzinfo=UTC))
    told = (await chat.say("群主", "营销计划 长")).splitlines()
    assert "接下来：" not in told
    assert told[4].startswith("11-25 20:00")
    assert told[-1] == "…另有 1 条"


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("{name: 双旦, dates: {预热: 2026-12-01, 收尾: 2027-01-31}}", 0),
        ("{name: 长长长长长长长长长长长长长长长长, dates: {正式: 2026-12-20}, goal: {签到: 1, 发言: 1000000}}", 0),
        ("{name: 甲, dates: {预热: 2026-12-20 至 2026-12-22, 正式: 2026-12-23}}", 0),
        ("{name: 甲, dates: {正式: 2026-12-20}, plan: {正式: [{when: 09:00, say: a}, {when: 10:00, say: b}]}}", 2),
        ("{name: 甲, dates: {正式: 2026-12-20}, goal: {签到: 1}, report: true}", 1),
    ],
)
def test_the_limits_themselves_may_be_written(text: str, plans: int, tmp_path: Path) -> None:
    assert len(plans_of(load(tmp_path, f"campaigns: [{text}]\n"))) == plans


def test_a_phase_has_thirty_steps_at_most(tmp_path: Path) -> None:
    thirty = ", ".join(["{when: 09:00, say: a}"] * 30)
    text = "campaigns: [{name: 甲, dates: {正式: 2026-12-20}, plan: {正式: [STEPS]}}]\n"
    assert len(plans_of(load(tmp_path, text.replace("STEPS", thirty)))) == 30
    with pytest.raises(ConfigError, match="最多 30 个"):
        load(tmp_path, text.replace("STEPS", thirty + ", {when: 09:00, say: a}"))


def test_steps_know_the_groups_own_days_and_segments(tmp_path: Path) -> None:
    text = "segments: {铁粉: {points: 5}}\ncalendar: {日子: {店庆: 2026-12-21}}\n"
    step = "{when: 店庆 09:00, say: a, whom: {segment: 铁粉}}"
    dates = "dates: {正式: 2026-12-20 至 2026-12-22}"
    (plan,) = plans_of(load(tmp_path, f"{text}campaigns: [{{name: 甲, {dates}, plan: {{正式: [{step}]}}}}]\n"))
    assert plan.whom
    assert plan.whom.every[0].points == 5
    assert str(plan.when) == "2026-12-20 至 2026-12-22 店庆 09:00"
