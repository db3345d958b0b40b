"""A pasted 接龙 in the shapes that people send ends in the right list, also where two copies race."""

from __future__ import annotations

import pytest

from handlers.events.sign_up_lines import read_pasted_list
from storage.db import Db
from storage.events import sign_up_lists
from tests.chat import Chat

HEAD = "#接龙\n周六爬山\n"
Paste = tuple[str, str]
"""Who sends a copy, and what it says below the head."""

SHAPES: list[tuple[str, list[Paste], list[str]]] = [
    ("WeChat's own", [("小明", "1. 小明")], ["小明"]),
    ("with a line of example", [("小明", "例 张三 +1\n\n1. 小明")], ["小明"]),
    ("an example after a colon", [("小明", "例：张三 2人\n1. 小明")], ["小明"]),
    ("numbers with 、", [("小明", "1、小明\n2、小红")], ["小明", "小红"]),
    ("circled numbers", [("小明", "①小明\n②小红\n③ 小绿")], ["小明", "小红", "小绿"]),
    ("keycap numbers", [("小明", "1️⃣小明\n2️⃣小红\n🔟小绿")], ["小明", "小红", "小绿"]),
    ("numbers in brackets", [("小明", "（1）小明\n(2) 小红")], ["小明", "小红"]),
    ("half brackets", [("小明", "1）小明\n2) 小红")], ["小明", "小红"]),
    ("full-width", [("小明", "１．小明\n２．小红＋１")], ["小明", "小红 +1"]),
    ("only a space", [("小明", "1 小明\n2 小红")], ["小明", "小红"]),
    ("no space", [("小明", "1.小明\n2.小红")], ["小明", "小红"]),
    ("indented", [("小明", "  1. 小明\n  2. 小红")], ["小明", "小红"]),
    ("empty lines between", [("小明", "1. 小明\n\n2. 小红\n\n")], ["小明", "小红"]),
    ("an empty number at the end", [("小明", "1. 小明\n2. ")], ["小明"]),
    ("emoji around names", [("小明", "1. 🌸小明🌸\n2. 小红❤️")], ["🌸小明🌸", "小红❤️"]),
    ("a name of emoji", [("小明", "1. 🐻🐻\n2. 小红")], ["🐻🐻", "小红"]),
    ("a Latin name", [("小明", "1. Amy Li\n2. tom_w +1")], ["Amy Li", "tom_w +1"]),
    ("plus glued on", [("小明", "1. 小明+1\n2. 小红+2")], ["小明 +1", "小红 +2"]),
    ("plus apart", [("小明", "1. 小明 + 1")], ["小明 +1"]),
    ("brings", [("小明", "1. 小明带2个孩子\n2. 小红 带一人")], ["小明 +2", "小红 +1"]),
    ("a number of people", [("小明", "1. 小明 3人\n2. 小红 共2人")], ["小明 +2", "小红 +1"]),
    ("a family", [("小明", "1. 小明 2大1小")], ["小明 +2（2大1小）"]),
    ("on behalf", [("小明", "1. 小明\n2. 替妈妈")], ["小明", "妈妈"]),
    ("on behalf in words", [("小明", "1. 小明\n2. 帮小红报名\n3. 代 小绿 +1")], ["小明", "小红", "小绿 +1"]),
    ("notes in brackets", [("小明", "1. 小明（开车）\n2. 小红(不吃辣)")], ["小明（开车）", "小红（不吃辣）"]),
    ("notes after a dash", [("小明", "1. 小明-开车\n2. 小红——晚点到")], ["小明（开车）", "小红（晚点到）"]),
    ("notes after a colon", [("小明", "1. 小明：开车，有3个空位")], ["小明（开车,有3个空位）"]),
    ("quantities", [("小明", "1. 小明2盒\n2. 小红 两盒\n3. 小绿x3")], ["小明（2盒）", "小红（两盒）", "小绿（x3）"]),
    ("taken back in words", [("小明", "1. 小明\n2. 小红"), ("小红", "1. 小明\n2. 小红 取消")], ["小明"]),
    ("taken back in brackets", [("小明", "1. 小明\n2. 小红"), ("小红", "1. 小明\n2. 小红（不去了）")], ["小明"]),
    (
        "grows with each copy",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小绿", "1. 小明\n2. 小红\n3. 小绿 +1")],
        ["小明", "小红", "小绿 +1"],
    ),
    (
        "two copies race",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小绿", "1. 小明\n2. 小绿")],
        ["小明", "小红", "小绿"],
    ),
    (
        "a copy of the copy that lost",
        [
            ("小明", "1. 小明"),
            ("小红", "1. 小明\n2. 小红"),
            ("小绿", "1. 小明\n2. 小绿"),
            ("小紫", "1. 小明\n2. 小绿\n3. 小紫"),
        ],
        ["小明", "小红", "小绿", "小紫"],
    ),
    (
        "somebody else's line is gone",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小绿", "1. 小红\n2. 小绿")],
        ["小明", "小红", "小绿"],
    ),
    (
        "one's own line is gone, and nothing is new",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小红", "1. 小明")],
        ["小明"],
    ),
    (
        "an old copy with another line keeps one's own",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小红", "1. 小明\n2. 妈妈")],
        ["小明", "小红", "妈妈"],
    ),
    (
        "one's own name is changed in place",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小明", "1. 小明爸爸\n2. 小红")],
        ["小明爸爸", "小红"],
    ),
    (
        "one's own note is changed",
        [("小明", "1. 小明"), ("小红", "1. 小明\n2. 小红"), ("小明", "1. 小明 +1 开车\n2. 小红")],
        ["小明 +1（开车）", "小红"],
    ),
    (
        "an old copy does not turn another's note back",
        [("小明", "1. 小明"), ("小明", "1. 小明 +2"), ("小红", "1. 小明\n2. 小红")],
        ["小明 +2", "小红"],
    ),
    ("two of one name", [("小明", "1. 小明\n2. 小红\n3. 小红 +1")], ["小明", "小红", "小红 +1"]),
    ("numbers that jump", [("小明", "1. 小明\n3. 小红\n3. 小绿")], ["小明", "小红", "小绿"]),
    ("names that begin like on behalf", [("小明", "1. 代旭\n2. 帮主\n3. 替天行道")], ["代旭", "帮主", "替天行道"]),
    ("on behalf without a space", [("小明", "1. 代小绿报名\n2. 替妈妈")], ["小绿", "妈妈"]),
    (
        "flats",
        [("小明", "1. 4-302 李四 2份\n2. 4-302王五 2人\n3. 5栋1203室 赵六\n4. 302 孙七\n5. 6-101\n6. 7#502 周八+1")],
        ["4-302 李四（2份）", "4-302 王五 +1", "5栋1203室 赵六", "302 孙七", "6-101", "7#502 周八 +1"],
    ),
    ("times of the day", [("小明", "1. 10:30 小刚\n2. 9：00小红+1")], ["小刚（10:30）", "小红 +1（9:00）"]),
    (
        "goods that are added",
        [("小明", "1. 张三+1\n2. 李四+2份\n3. 王五 +1份\n4. 赵六+3斤\n5. 孙七 +12盒")],
        ["张三（+1）", "李四（2份）", "王五（1份）", "赵六（3斤）", "孙七（12盒）"],
    ),
    ("pets", [("小明", "1. 小明带2只猫\n2. 小红带2个娃")], ["小明（带2只猫）", "小红 +2"]),
    ("taken back without a sign", [("小明", "1. 小明\n2. 小红"), ("小红", "1. 小明\n2. 小红不去了")], ["小明"]),
    (
        "one's own line that another wrote is gone",
        [("小明", "1. 小明\n2. 小红\n3. 小绿"), ("小红", "1. 小明\n2. 小绿")],
        ["小明", "小绿"],
    ),
    (
        "one's own name that another wrote is changed in place",
        [("小明", "1. 小明\n2. 小红\n3. 小绿"), ("小红", "1. 小明\n2. 红红\n3. 小绿")],
        ["小明", "红红", "小绿"],
    ),
    ("numerals", [("小明", "一、小明\n二、阿姨\n十一、小红")], ["小明", "阿姨", "小红"]),
    ("numerals in brackets", [("小明", "（一）小明\n(二) 小红")], ["小明", "小红"]),
    ("black circles", [("小明", "➊ 小明\n➋ 小秦\n❸小红")], ["小明", "小秦", "小红"]),
    ("one row", [("小明", "1.小明 2.小红+1 3、小绿")], ["小明", "小红 +1", "小绿"]),
    ("one row of circles", [("小明", "①小明 ②小红")], ["小明", "小红"]),
    (
        "a number in a note",
        [("小明", "1. 小明 坐 3. 号桌\n2. 小红 4.5元")],
        ["小明（坐 3. 号桌）", "小红（4.5元）"],
    ),
    (
        "several names in a line",
        [("小明", "1. 小明\n2. 小刚、小芳\n3. 小勇+小丽\n4. 小绿、小蓝、小紫\n5. 小秦和小娟\n6. 欧阳和平")],
        ["小明", "小刚 +1（小芳）", "小勇 +1（小丽）", "小绿 +2（小蓝、小紫）", "小秦和小娟 +1", "欧阳和平"],
    ),
    ("no name but a note", [("小明", "1. 小明、不吃辣\n2. 小红，开车")], ["小明（不吃辣）", "小红（开车）"]),
    ("times", [("小明", "1. 小勇×2\n2. 大娘 x2\n3. 小丽*3")], ["小勇 +1", "大娘 +1", "小丽 +2"]),
    (
        "households",
        [("小明", "1. 小娟一家三口\n2. 小秦夫妻俩\n3. 小丽 一家4口")],
        ["小娟 +2（一家三口）", "小秦 +1（夫妻俩）", "小丽 +3（一家4口）"],
    ),
    (
        "brackets in a note",
        [("小明", "1. 小刚 3箱（要甜的）\n2. 小丽 2箱【要酸的】 谢谢\n3. 小明（2箱）")],
        ["小刚（3箱(要甜的)）", "小丽（2箱【要酸的】 谢谢）", "小明（2箱）"],
    ),
    ("words behind the list", [("小明", "1. 小明\n2. 小红\n周六早上八点门口集合")], ["小明", "小红"]),
]


def test_there_are_at_least_forty_shapes() -> None:
    assert len(SHAPES) >= 40


@pytest.mark.parametrize(("_", "copies", "shown"), SHAPES, ids=[shape for shape, _, _ in SHAPES])
async def test_pasted_copies_end_in_the_right_list(chat: Chat, _: str, copies: list[Paste], shown: list[str]) -> None:
    for who, lines in copies:
        await chat.say(who, HEAD + lines)
    listed = (await chat.say("群主", "接龙名单")).splitlines()[1:-1]
    assert [line.partition(". ")[2] for line in listed] == shown


@pytest.mark.parametrize(
    "head",
    [
        "#接龙 周六爬山\n",
        "【接龙】周六爬山\n",
        "接龙：周六爬山\n",
        "周六爬山接龙\n",
        "#接龙\n例 小王\n周六爬山\n",
        "＃接龙\n周六爬山\n",
        "#Group Note\n周六爬山\n",
        "# group note\nExample: Amy\n周六爬山\n",
        "#接龍\n周六爬山\n",
        "小明: #接龙\n周六爬山\n",
        "小明：接龙\n周六爬山\n",
        "小明：#接龙 周六爬山\n",
        "小明 10:30\n#接龙\n周六爬山\n",
    ],
)
def test_heads_are_read(head: str) -> None:
    pasted = read_pasted_list(f"{head}1. 小明")
    assert pasted
    assert (pasted.title, pasted.named) == ("周六爬山", True)


@pytest.mark.parametrize(
    "text",
    [
        "今天的安排\n1. 洗碗\n2. 扫地",
        "1. 小明\n2. 小红",
        "接龙\n真好玩",
        "我们来接龙吧",
        "注意事项\n1、带水\n2、穿运动鞋",
        "Group notes:\n1. water\n2. shoes",
        "今天的安排\n下午大家来接龙\n1. 洗碗",
    ],
)
async def test_other_lists_are_left_alone(chat: Chat, text: str) -> None:
    await chat.say("小明", "接龙 周六爬山")
    assert "记下" not in await chat.say("小红", text)
    assert "还没有人" in await chat.say("小明", "接龙名单")


async def test_a_copy_without_its_head_is_read_where_its_title_is_open(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小红", "周六爬山\n1. 小红\n2. 小绿")
    assert "一共 2 人" in await chat.say("小明", "接龙名单")


async def test_only_what_a_copy_does_not_say_is_said(chat: Chat) -> None:
    assert "记下了：1 号接龙「周六爬山」，一共 1 人" in await chat.say("小明", HEAD + "1. 小明")
    assert await chat.say("小红", HEAD + "1. 小明\n2. 小红") == ""
    assert "合在一起了：一共 3 人" in await chat.say("小绿", HEAD + "1. 小明\n2. 小绿")
    assert "你那一行没有了，我就划掉了，一共 2 人" in await chat.say("小绿", HEAD + "1. 小明\n2. 小红")


async def test_a_copy_goes_on_where_a_command_began(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小明", "接龙 +1")
    await chat.say("小红", HEAD + "1. 小明 +1\n2. 小红")
    assert "已经在上面了（第 2 位）" in await chat.say("小红", "接龙")


async def test_a_longer_list_than_there_may_be_is_refused_whole(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山")
    await chat.say("小明", "接龙")
    lines = "\n".join(f"{number}. 成员{number}" for number in range(1, 301))
    assert "已经有 300 行" in await chat.say("小红", HEAD + lines)

    def entries(db: Db) -> int:
        return len(sign_up_lists.list_entries(db, 1))

    assert await chat.bot.database.read(entries) == 1


async def test_a_list_with_more_lines_than_are_read_is_refused_and_says_so(chat: Chat) -> None:
    lines = "\n".join(f"{number}. 成员{number}" for number in range(1, 401))
    assert "超过 300 行，我一行都没记" in await chat.say("小红", HEAD + lines)
    assert "还没有过接龙" in await chat.say("小红", "接龙名单")
    whole = "\n".join(lines.splitlines()[:300])
    assert "一共 300 人" in await chat.say("小红", HEAD + whole)
    assert await chat.say("小红", "今天的安排\n" + lines) == ""


async def test_two_lists_whose_titles_only_begin_alike_stay_two(chat: Chat) -> None:
    await chat.say("小明", "#接龙\n周六\n1. 小明")
    assert "记下了：2 号接龙「周六下午」，一共 1 人" in await chat.say("小红", "#接龙\n周六下午\n1. 小红")
    assert "1. 小红" not in (await chat.say("店员", "接龙名单 1"))


async def test_one_list_is_one_with_its_terms_and_without(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山 限20人 截止 周五20:00")
    for head in ("#接龙\n周六爬山（限20人）\n", "#接龙\n【周六爬山】报名\n", "#接龙\n周六爬山 截止周五20:00\n"):
        await chat.say("小红", head + "1. 小红")
    assert "1 号接龙" in await chat.say("店员", "接龙名单")
    assert "没有 2 号接龙" in await chat.say("店员", "接龙名单 2")


@pytest.mark.parametrize("head", [HEAD, "#接龙\n周六爬山（限20人）\n", "周六爬山\n"])
async def test_a_copy_of_a_list_that_has_ended_begins_no_other(chat: Chat, head: str) -> None:
    await chat.say("小红", HEAD + "1. 小红")
    await chat.say("小红", "结束接龙")
    said = await chat.say("小刚", head + "1. 小红\n2. 小刚")
    assert "1 号接龙「周六爬山」已经结束了，这份没有记" in said
    assert "没有 2 号接龙" in await chat.say("店员", "接龙名单 2")
    await chat.say("店员", "重开接龙 1")
    await chat.say("小刚", head + "1. 小红\n2. 小刚")
    assert "一共 2 人" in await chat.say("店员", "接龙名单 1")


async def test_a_copy_of_a_list_that_ended_by_itself_begins_no_other(chat: Chat) -> None:
    await chat.say("小明", "接龙 周六爬山 截止 今天20:00")
    await chat.say("小红", HEAD + "1. 小红")
    await chat.forward(hours=20)
    assert "已经结束了" in await chat.say("小刚", HEAD + "1. 小红\n2. 小刚")
    await chat.forward(days=3)
    assert "记下了：2 号接龙" in await chat.say("小刚", HEAD + "1. 小红\n2. 小刚")


async def test_a_list_of_every_day_begins_anew(chat: Chat) -> None:
    await chat.say("小红", "#接龙\n午饭\n1. 小红")
    await chat.say("小明", "#接龙\n午饭\n1. 小红\n2. 小明")
    await chat.say("小红", "结束接龙")
    await chat.forward(hours=20)
    assert "记下了：2 号接龙「午饭」，一共 1 人" in await chat.say("小红", "#接龙\n午饭\n1. 小红")


async def test_times_are_no_people_on_a_list_of_goods(chat: Chat) -> None:
    await chat.say("小明", "#接龙\n团购橙子\n1. 小明 x2\n2. 小红×3")
    assert "1. 小明（x2）\n2. 小红（×3）\n一共 2 人" in await chat.say("店员", "接龙名单")


LISTED = "#接龙\n接种登记\n1. 孙浩 已接种\n2. 李四 未接种"


async def test_a_line_that_somebody_else_wrote_is_changed_where_a_copy_says_something_new(chat: Chat) -> None:
    await chat.say("小红", LISTED)
    assert await chat.say("小刚", "#接龙\n接种登记\n1. 孙浩 已接种\n2. 李四 已接种") == ""
    assert "1. 孙浩（已接种）\n2. 李四（已接种）\n" in await chat.say("店员", "接龙名单")
    # Neither an old copy, of whoever wrote the list either, nor the bare name changes it back.
    assert "合在一起了：一共 3 人" not in await chat.say("小丽", LISTED + "\n3. 王五 未接种")
    await chat.say("小红", LISTED)
    await chat.say("小绿", "#接龙\n接种登记\n1. 孙浩\n2. 李四\n3. 王五 未接种")
    assert "1. 孙浩（已接种）\n2. 李四（已接种）\n3. 王五（未接种）\n" in await chat.say("店员", "接龙名单")
    # Who changed it may change it back.
    await chat.say("小刚", LISTED + "\n3. 王五 未接种")
    assert "2. 李四（未接种）\n" in await chat.say("店员", "接龙名单")


async def test_an_old_copy_does_not_change_back_what_a_command_changed(chat: Chat) -> None:
    await chat.say("小明", HEAD + "1. 小明 +1 开车")
    await chat.say("小明", "接龙 +2")
    await chat.say("小红", HEAD + "1. 小明 +1 开车\n2. 小红")
    assert "1. 小明 +2（开车）\n2. 小红\n" in await chat.say("店员", "接龙名单")
    await chat.say("小明", "退出接龙 +1")
    await chat.say("小红", HEAD + "1. 小明 +2 开车\n2. 小红")
    assert "1. 小明 +1（开车）\n" in await chat.say("店员", "接龙名单")


async def test_of_two_with_one_name_none_is_changed_by_others_and_that_is_said(chat: Chat) -> None:
    await chat.say("小明", HEAD + "1. 李四 未接种\n2. 李四 已接种")
    said = await chat.say("小红", HEAD + "1. 李四 排队中\n2. 李四 已接种")
    assert "叫「李四」的不止一位，那一行我没有改" in said
    assert "1. 李四（未接种）\n2. 李四（已接种）\n" in await chat.say("店员", "接龙名单")
