"""One specification of each kind of picture, with everything in it that can be shown."""

from __future__ import annotations

from typing import get_args

from config.settings import HOME
from handlers.pictures.scene_specs import ScenePart, SceneSpec, SceneThing
from handlers.pictures.specs import (
    BoardLine,
    BoardSpec,
    CalendarDay,
    CalendarSpec,
    MenuLine,
    MenuSpec,
    PickupSpec,
    PollLine,
    PollSpec,
    RedPacketLine,
    RedPacketSpec,
    ShopLine,
    ShopSpec,
    StatementLine,
    StatementSpec,
    TimetableDay,
    TimetableSpec,
)

PICKUP = PickupSpec(code="8F3K-27", item="鲜榨果汁一杯", name="小明👨‍👩‍👧", until="2026-12-23")

WEEK = ("checked", "checked", "made up", "frozen", "missed", "checked", "")

CALENDAR = CalendarSpec(
    month="2026-08",
    name="小明👨‍👩‍👧",
    streak=12,
    days=tuple(
        CalendarDay(mark=WEEK[number % 7], bonus=number == 5, special=number == 7, today=number == 20, label="立秋")  # type: ignore[arg-type]
        for number in range(31)
    ),
)

FACES = "😀🌸🎉🐼🍎🚀⭐🌈🍀🎁🐱🦊🌻🍉🏀🎸"

BOARD = BoardSpec(
    title="🔥 连签榜",
    unit="天",
    lines=tuple(
        BoardLine(place=place, name=f"{FACES[place % 16 :]}第{place}名的名字", value=1000 - place, mine=place == 999)
        for place in (*range(1, 21), 999)
    ),
)

SHOP = ShopSpec(
    title="健康生活群 · 积分能换什么",
    lines=tuple(
        ShopLine(
            number=number,
            name=f"第{number}样",
            price=f"{number}0 分",
            note="剩 3 件，每人限 1",
            picture=str(HOME / "config/content/morning.png") if number < 3 else "gone.png" if number == 3 else "",
        )
        for number in range(1, 30)
    ),
    foot="发「兑换 1」换 1 号。",
)

BILL = StatementSpec(
    title="2026 年 11 月",
    name="小明👨‍👩‍👧",
    earned=tuple(StatementLine(name=f"来源{number}", points=500 - number * 40) for number in range(12)),
    spent=(),
    balance=1234,
    rank=3,
    outlook="再攒 66 分就能换「帆布购物袋」",
)

TIMETABLE = TimetableSpec(
    title="健康生活群 · 接下来 14 天",
    first=3,
    days=tuple(
        TimetableDay(
            day=f"11-{number + 10}",
            off=number in (2, 3, 9, 10),
            entries=tuple(f"{hour + 8:02}:30 名字很长很长的早安" for hour in range(number % 5 * 4)),
        )
        for number in range(14)
    ),
)

POLL = PollSpec(
    title="3 号投票 · 11-23 20:00 结束 · 匿名",
    question="这个周末大家想一起去哪里玩？👨‍👩‍👧 带不带孩子都可以，早上八点出发，晚上一定回来！好不好呢？",
    lines=tuple(
        PollLine(
            number=number,
            option=f"{FACES[number]}第{number}个选项可以很长很长很长啊",
            votes=votes,
            share=votes,
            won=votes == 50,
        )
        for number, votes in enumerate((50, 50, 33, 21, 8, 5, 3, 1, 0, 0), 1)
    ),
    foot="100/128 人参加（78%）",
)

MENU = MenuSpec(
    title="健康生活群👨‍👩‍👧 · 我会这些",
    lines=tuple(
        MenuLine(
            topic="积分" if number else "名字很长的主题",
            words=("签到", "SOP 暂停", "我的兑换", "…", "词" * 30)[: number + 1] * 3,
        )
        for number in range(8)
    ),
    foot="发「帮助 签到」看一个怎么用。",
)

RED_PACKET = RedPacketSpec(
    title="3 号红包 · 小明👨‍👩‍👧",
    words="祝大家周末愉快，吃好喝好睡好，什么都好！🎉" * 2,
    lines=tuple(
        RedPacketLine(
            name=f"{FACES[number % 16 :]}第{number}位的名字",
            points=1 + number * 7,
            took=f"{number} 秒",
            best=number == 19,
        )
        for number in range(20)
    ),
    foot="20/20 份 · 1000 分 · 1 分 20 秒",
)

SCENE = SceneSpec(
    title="看图说话",
    time="night",
    place="street",
    weather="rain",
    parts=tuple(
        ScenePart(thing=thing, x=6 + number * 5, y=40 + number * 3, size=14 + number % 5 * 6, colour=number)
        for number, thing in enumerate(get_args(SceneThing))
    ),
)

SPECS = (PICKUP, CALENDAR, BOARD, SHOP, BILL, TIMETABLE, POLL, MENU, RED_PACKET, SCENE)
