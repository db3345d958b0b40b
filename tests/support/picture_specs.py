"""One specification of each kind of picture, with everything in it that can be shown."""

from __future__ import annotations

from typing import get_args

from config.settings import HOME
from handlers.pictures.report_specs import (
    CurveSpec,
    HeatmapRow,
    HeatmapSpec,
    ReportBar,
    ReportLine,
    ReportSpec,
    ReportTile,
)
from handlers.pictures.scene_specs import ScenePart, SceneSpec, SceneThing
from handlers.pictures.specs import (
    BoardLine,
    BoardSpec,
    CalendarDay,
    CalendarSpec,
    CertificateSpec,
    DigestQuote,
    DigestSpec,
    EventCodeSpec,
    JoinCardSpec,
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

EVENT_CODE = EventCodeSpec(title="亲子烘焙课", time="11-28 周六 14:00 到 16:00", words="到场 8362")

DIGEST = DigestSpec(
    title="话题精华 · 第 3 期",
    subject="周末在家最想做的一道菜是什么？" * 2,
    quotes=(
        DigestQuote(name="小红", words="外婆教的梅干菜扣肉，先蒸后烧，满屋子都是香味，孩子们能吃三碗饭。"),
        DigestQuote(name="小明👨‍👩‍👧", words="番茄炒蛋 🍅 简单，可是每家的味道都不一样。" * 8),
    ),
    foot="12 人说了看法 · 2026-11-27",
)

JOIN_CARD = JoinCardSpec(group="健康生活群", name="小明👨‍👩‍👧", number=128, day="2026-11-27")

CERTIFICATE = CertificateSpec(
    group="健康生活群", name="小明👨‍👩‍👧", course="二十一天早起训练营", lessons=21, day="2026-11-27"
)

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

REPORT = ReportSpec(
    title="月报",
    group="健康生活群👨‍👩‍👧 · 名字很长的一个群" * 2,
    dates="11-01 到 11-30",
    tiles=(
        ReportTile(label="成员", value="1288", change="来 120 · 走 38", trend="good"),
        ReportTile(label="每天露面", value="314.2", change="-21%", trend="bad"),
        ReportTile(label="DAU/MAU", value="24%", change="三十天来过 980 人"),
        ReportTile(label="聊天", value="123456789 句", change="+1500%", trend="good"),
        ReportTile(label="签到率", value="31%", change="持平"),
        ReportTile(label="积分", value="+1234567"),
    ),
    chart="每天露面的人",
    bars=tuple(
        ReportBar(label=str(day) if day % 5 == 1 else "", value=day * 37 % 101, off=day % 7 > 4) for day in range(1, 31)
    ),
    remarks=("退群 38 人，比新来的 12 人多：新增没有跑赢流失，可以办一次老带新，也问问走的人为什么走。",) * 2,
    lines=(
        ReportLine(head="最带动", words="「早安」（11-08 08:30），从 8 点算起两小时里 123 句话、88 人签到"),
        ReportLine(head="新面孔", words="、".join(f"{FACES[number:]}新来的" for number in range(5))),
    ),
)

HEATMAP = HeatmapSpec(
    title="每周留存",
    dates="09-14 到 11-29",
    columns=("当周", *(f"第{week}周" for week in range(1, 9))),
    rows=tuple(
        HeatmapRow(
            label=f"{week:02}-14",
            note=f"{week * 130} 人",
            cells=tuple(100 - later * 11 if later < 9 - week else None for later in range(9)),
        )
        for week in range(9)
    ),
    top=100,
    unit="%",
    foot="每一行是同一周来的人，往右看他们之后每周还有多少人露面；颜色越深，留下的越多。",
)

CURVE = CurveSpec(
    title="小月👨‍👩‍👧名字很长很长很长很长的一位成员",
    lines=tuple(
        ReportLine(head=head, words="话" * length) for head, length in (("介绍", 80), ("标签", 3), ("订单", 12))
    ),
    chart="近十二周，每周露面几天",
    values=(0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 3, 7),
    labels=tuple(f"{week}-14" for week in range(1, 13)),
    top=7,
)

SPECS = (
    PICKUP,
    EVENT_CODE,
    DIGEST,
    JOIN_CARD,
    CERTIFICATE,
    CALENDAR,
    BOARD,
    SHOP,
    BILL,
    TIMETABLE,
    POLL,
    MENU,
    RED_PACKET,
    REPORT,
    HEATMAP,
    CURVE,
    SCENE,
)
