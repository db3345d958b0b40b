"""What members and those in charge say in the three days: they take up what the old code left under way."""

from __future__ import annotations

import re

from tests.upgrade.days import Days

PROPOSAL = "SELECT id FROM proposal WHERE outcome = 'open' AND words LIKE :words ORDER BY id DESC"
CODE = "SELECT code FROM mall_order WHERE state = :state AND item = :item ORDER BY id DESC"
TASK = "SELECT id FROM task WHERE title LIKE :title ORDER BY id DESC"
POLL = "SELECT number FROM poll WHERE question = :question"
TROUBLE = "SELECT id FROM outbox WHERE state = :state AND kind = 'broadcast' ORDER BY id"


async def first_day(days: Days) -> None:
    """Tuesday: what waited for people is taken up."""
    say, value = days.say, days.value
    repeated = await value("SELECT key FROM inbox WHERE answer LIKE '%帆布购物袋%' ORDER BY received_at DESC")
    await say("小明", "兑换 1", key=repeated)
    await say("群主", "待确认")
    await say("小明", "积分", private=True)
    await say("路人", "你好", "unknown-chat")
    await days.until("12-01 00:30")
    number = await value(PROPOSAL, words="给 小明 加 210 分%")
    await say("群主", f"确认 {number}", shown="确认 210")
    number = await value(PROPOSAL, words="扣 小刚 120 分%")
    await say("小助理", f"确认 {number}", shown="确认 120")
    number = await value(PROPOSAL, words="%晚饭吃什么%")
    await say("小助理", f"确认 {number}", shown="确认 晚饭")
    await days.chat.bot.reload()
    await days.until("12-01 08:30")
    await say("小明", "签到")
    await say("小刚", "签到")
    await say("小刚", "今天路上风很大")  # the words with which they earned a point two days ago
    await days.say_on_page("阿三", "签到")
    await say("阿溪", "签到", "far")
    await days.until("12-01 09:50")
    number = await value(TASK, title="请老客来坐坐")
    await say("小助理", f"验收 {number}", shown="验收")
    await say("店长", f"完成 {number} 请到一位", shown="完成 邀约")
    await say("小助理", f"退回 {number} @店长 请写上名字", shown="退回 邀约")
    number = await value(TASK, title="看产品手册")
    await say("店员", f"延期 {number} 12-02 16:00 再晚一点", shown="延期 学习")
    await say("店员", f"延期 {number} 12-02 17:00 又晚一点", shown="延期 学习 第三次")
    code = await value(CODE, state="waiting", item="徒步免费名额")
    await say("小助理", f"批准兑换 {code}")
    code = await value(CODE, state="ready", item="帆布购物袋")
    await say("店员", f"核销 {code}")
    await days.until("12-01 11:00")
    await say("新客", "我叫：新客\n我喜欢：登山、茶")
    await say("群主", "SOP 批准 待批")
    await days.until("12-01 12:50")
    await say("群主", "SOP 恢复 午休")
    await say("群主", "SOP 恢复 歇脚路")
    await days.until("12-01 14:10")
    number = await value(POLL, question="年会在哪里办？")
    await say("小刚", f"投 {number}号 1")
    await say("小红", f"投 {number}号 3")
    number = await value(POLL, question="带什么吃的？")
    await say("小明", f"投 {number}号 2 4")
    await say("店员", f"投 {number}号 1")
    answer = await value("SELECT answer FROM inbox WHERE answer LIKE '%店长辛苦吗%' ORDER BY received_at")
    card = re.search(r"poll-[\w-]+", answer)
    await days.press("店员", card[0] if card else "poll-none", "1")
    await say("小明", "抽奖 2")
    await say("小明", "奖池")
    await days.until("12-01 15:10")
    await say("小刚", "补签 11-27")
    await say("小刚", "送 @小红 5 请你喝茶")
    number = await value("SELECT id FROM entry WHERE reason LIKE '%帮忙%' ORDER BY id")
    await say("小助理", f"冲正 {number} 记多了", shown="冲正 帮忙")
    number = await value(TASK, title="%小明%")
    await say("小助理", f"完成 {number} 鞋很合脚", shown="完成 回访")
    await days.until("12-01 16:59")
    await days.chat.forward(seconds=30)
    await say("小刚", "今天的晚霞真好看呀")
    await days.until("12-01 18:00")
    await say("群主", "重发")
    number = await value(TROUBLE, state="doubtful")
    await say("群主", f"重发 {number}", shown="重发 doubtful")
    number = await value(TROUBLE, state="refused")
    await say("群主", f"忽略 {number}", shown="忽略 refused")
    await days.until("12-01 20:30")
    await days.leave("新客")
    await days.join("又一客", "小明")


async def second_day(days: Days) -> None:
    """Wednesday: a day that brings more, and the valley's new month."""
    say, value = days.say, days.value
    await days.until("12-02 08:40")
    await say("小红", "签到")
    await say("小明", "签到")
    await say("阿河", "签到", "far")
    await days.until("12-02 10:05")
    await say("小助理", "SOP 批准 审批路")
    number = await value(POLL, question="带什么吃的？")
    await say("店员", f"撤票 {number}")
    await say("小明", "切换群", private=True)
    await say("小明", "切换群 1", private=True)
    await say("小明", "积分", private=True)
    await say("小明", "抽奖验证 2026-12-01")
    await say("小明", "抽奖验证 2026-10-28")
    await say("小明", "抽奖 1")
    await say("店员", "退单 A102 50")
    await say("店员", "记单 @小刚 120 A103")
    await say("小刚", "兑换 1")
    number = await value(TASK, title="看产品手册")
    await say("店员", f"转交 {number} @店长", shown="转交 学习")
    await days.until("12-02 13:00")
    await say("店长", f"完成 {number} 看完了", shown="完成 学习")
    await say("阿山", "预算", "far")
    number = await value(TASK, title="请山下的人来")
    await say("阿岭", f"完成 {number}", "far")
    await days.until("12-02 21:30")
    await say("阿秋", "好久没来看看大家啦")


async def third_day(days: Days) -> None:
    """Thursday and Friday's morning: the second admin confirms, and everything is looked at."""
    say, value = days.say, days.value
    await days.until("12-03 10:00")
    number = await value(PROPOSAL, words="给 小红 加 900 分%")
    await say("小助理", f"确认 {number}", shown="确认 900 自己")
    await say("群主", f"确认 {number}", shown="确认 900")
    await say("群主", "旅程 退出 新人路 @末班")
    await say("小刚", "恢复提醒")
    await days.until("12-04 09:30")
    await say("小明", "签到")
    # It was said on the evening before, so the card that the line above used comes back.
    await say("小明", "签到", hours_late=13)
    await say("小刚", "补签 12-02")
    await days.until("12-04 12:00")
    for words in (
        "SOP 记录", "SOP 3", "旅程", "营销计划", "操作记录 50", "账本核对", "任务表", "任务报表", "积分报表 2026-12",
        "兑换单", "预算", "重发", "待确认", "标签", "分群", "投票结果", "排行", "签到榜", "明细 @小明", "等级说明",
    ):  # fmt: skip
        await say("群主", words)
    for words in ("积分", "我的徽章", "我的等级", "我的兑换", "签到日历 上月", "积分账单 2026-11", "投票"):
        await say("小明", words)
    for words in ("我的任务", "我的客户", "加友报表", "回访记录 @小明", "谁负责 @又一客"):
        await say("店员", words)
    for words in ("积分报表 2026-12", "账本核对", "排行"):
        await say("阿山", words, "far")
