"""Self-introductions: read however they are written, told from look-alikes, asked about where it is not clear."""

from __future__ import annotations

import re
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from handlers.members.interests import match_words, split_interests
from handlers.members.introduction import read_introduction
from tests.chat import Chat
from tests.support.balances import points_of

HERE = Path(__file__).parent


def load(name: str) -> dict[str, list[Any]]:
    """Return the texts of a table by their kind."""
    table: dict[str, list[Any]] = YAML(typ="safe").load(HERE / f"{name}.yaml")
    return table


INTRODUCTIONS = [
    pytest.param(entry, id=f"{kind}-{number}")
    for table in ("introductions", "introductions_elsewhere")
    for kind, entries in load(table).items()
    for number, entry in enumerate(entries)
]
LOOK_ALIKES = [
    text for table in ("look_alikes", "look_alikes_elsewhere") for texts in load(table).values() for text in texts
]


def things(text: str) -> list[str]:
    return [word.casefold() for word in split_interests(text)]


@pytest.mark.parametrize("entry", INTRODUCTIONS)
def test_an_introduction_is_read_in_every_field(entry: dict[str, Any]) -> None:
    reading = read_introduction(entry["text"])
    assert reading is not None
    read = reading.introduction
    assert [read.name, read.age, things(read.likes), things(read.skills), read.hopes] == [
        entry.get("name", ""),
        str(entry.get("age", "")),
        things(entry.get("likes", "").replace(" ", "、")),
        things(entry.get("skills", "").replace(" ", "、")),
        entry.get("hopes", ""),
    ]
    assert reading.sure or entry.get("asked", False)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_one_is_neither_paid_nor_asked_about(text: str) -> None:
    assert read_introduction(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("喜欢唱歌和登山，看书/Go", ["唱歌", "登山", "看书", "Go"]),
        ("打羽毛球、志愿服务等等", ["打羽毛球", "志愿服务"]),
        ("board games, 看海 撸猫", ["board games", "看海", "撸猫"]),
        ("参与公益、和面、爱心手工", ["参与公益", "和面", "爱心手工"]),
        ("爱跑步爱喝酒也喜欢跳舞", ["跑步", "喝酒", "跳舞"]),
    ],
)
def test_interests_are_single_things_in_the_persons_own_words(text: str, words: list[str]) -> None:
    assert split_interests(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "4",
        "🌟",
        "无",
        "没有",
        "暂无",
        "-",
        "…",
        "保密",
        "100%",
        "①",
        "12345",
        "n/a",
        "？",
        "None",
        "a",
        "xxx",
        "13800138000",
    ],
)
def test_what_names_nothing_is_no_interest(text: str) -> None:
    assert split_interests(text) == []
    assert split_interests(f"唱歌、{text}") == ["唱歌"]


def test_synonyms_are_only_for_comparing() -> None:
    assert match_words(["登山", "Go", "做菜"], {"登山": "爬山", "做菜": "做饭"}) == {
        "爬山": "登山",
        "go": "Go",
        "做饭": "做菜",
    }


async def test_each_person_is_named_with_their_own_word(chat: Chat) -> None:
    await chat.say("甲", "我叫阿甲，喜欢看书")
    await chat.say("乙", "我叫阿乙，喜欢跑步")
    answer = await chat.say("丙", "我叫阿丙，喜欢阅读和夜跑")
    assert answer.endswith("@甲 也喜欢看书，@乙 也喜欢跑步，来打个招呼吧～")


async def test_those_who_say_the_same_word_are_named_together(chat: Chat) -> None:
    await chat.say("甲", "我叫阿甲，喜欢看书")
    await chat.say("乙", "我叫阿乙，喜欢看书")
    assert (await chat.say("丙", "我叫阿丙，喜欢看书")).endswith("@甲 @乙 也喜欢看书，来打个招呼吧～")


@pytest.mark.parametrize("nothing", ["无", "4", "🌟", "保密", "-"])
async def test_nobody_is_brought_together_over_nothing(chat: Chat, nothing: str) -> None:
    await chat.say("甲", f"我叫：阿甲\n年龄：28\n我喜欢：{nothing}")
    assert "也喜欢" not in await chat.say("乙", f"我叫：阿乙\n年龄：30\n我喜欢：{nothing}")


HALF = "小鹿\n27\n看书、画画\n弹吉他\n认识新朋友"


async def test_who_may_mean_an_introduction_is_asked_and_paid_after_their_yes(chat: Chat) -> None:
    question = await chat.say("小鹿", HALF)
    assert question == (
        "小鹿，你是想自我介绍吗？发「是」我就记下：名字小鹿，年龄27，喜欢看书、画画，擅长弹吉他，期望认识新朋友。"
    )
    assert await points_of(chat, "小鹿") == 0
    assert "送你 20 积分" in await chat.say("小鹿", "是")
    assert await points_of(chat, "小鹿") == 20
    assert await chat.say("小鹿", "是") == ""


async def test_only_the_one_who_was_asked_can_say_yes(chat: Chat) -> None:
    await chat.say("小鹿", HALF)
    assert await chat.say("小明", "是") == ""
    assert await points_of(chat, "小明") == 0
    assert "送你" in await chat.say("小鹿", "是的！")


async def test_a_question_is_forgotten_after_half_an_hour(chat: Chat) -> None:
    await chat.say("小鹿", HALF)
    await chat.say("小明", "大明\n30\n跑步\n做饭")
    await chat.forward(minutes=31)
    assert await chat.say("小鹿", "是") == ""
    assert await points_of(chat, "小鹿") == 0
    kept = await chat.bot.database.read(
        lambda db: db.fetch_value("SELECT value FROM state WHERE feature = 'welcome_questions'")
    )
    assert kept == '{"asked":{}}'


async def test_a_full_introduction_answers_the_question_itself(chat: Chat) -> None:
    await chat.say("小鹿", HALF)
    assert "送你 20 积分" in await chat.say("小鹿", "我叫小鹿，喜欢看书")
    assert await chat.say("小鹿", "是") == ""


async def test_who_has_introduced_themselves_is_not_asked(chat: Chat) -> None:
    await chat.say("小鹿", "我叫小鹿，喜欢看书")
    assert await chat.say("小鹿", HALF) == ""


async def test_a_second_introduction_takes_the_place_of_the_first_and_is_not_paid(chat: Chat) -> None:
    await chat.say("甲", "我叫阿甲，喜欢看书")
    assert "已经记下" in await chat.say("甲", "我叫：阿甲\n爱好：滑雪")
    assert await points_of(chat, "甲") == 20
    assert "也喜欢滑雪" in await chat.say("乙", "我叫阿乙，喜欢滑雪")
    assert "@甲" not in await chat.say("丙", "我叫阿丙，喜欢看书")


@pytest.mark.parametrize(
    "contact",
    [
        "电话：13800138000",
        "手机 138-0013-8000",
        "微信：lvlv_2020",
        "vx lvlv2020",
        "QQ：123456789",
        "地址：和平小区3栋502",
        "身份证：110101199001011234",
        "邮箱：lv@example.com",
        "联系方式：010-88886666",
        "住址：人民路18号",
        "13800138000",
        "138 0013 8000",
        "加我 lvlv@example.com",
        "手机号是一三八零零一三八零零零",
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        "姓名：王小绿\n{}\n爱好：唱歌",
        "我叫王小绿，{}，喜欢唱歌",
        "姓名：王小绿 {} 爱好：唱歌",
        "姓名：王小绿{}\n爱好：唱歌\n{}",
    ],
)
def test_contact_data_is_in_no_field(layout: str, contact: str) -> None:
    reading = read_introduction(layout.format(contact, contact))
    assert reading
    assert (reading.introduction.name, reading.introduction.likes) == ("王小绿", "唱歌")


PIECES = st.sampled_from(
    [
        "我叫",
        "姓名：",
        "年龄:",
        "我喜欢",
        "爱好：",
        "擅长",
        "希望",
        "电话：",
        "微信",
        "小绿",
        "唱歌",
        "、",
        "，",
        "\n",
        " ",
        "【",
        "】",
        "🌟",
        "1、",
        "五十",
        "28岁",
    ]
)
PHONES = st.from_regex(r"1[3-9][0-9] ?-?[0-9]{4}[ -]?[0-9]{4}", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | PHONES | st.text(max_size=8), max_size=30))
@example(["我叫"])
def test_any_text_can_be_read_and_no_telephone_number_is_kept(pieces: list[str]) -> None:
    reading = read_introduction("".join(pieces))
    if reading is not None:
        read = reading.introduction
        assert not re.search(
            r"1[3-9][0-9] ?-?[0-9]{4}[ -]?[0-9]{4}", f"{read.name}|{read.likes}|{read.skills}|{read.hopes}"
        )
        assert not re.search("[0-9]{5}", f"{read.name}|{read.age}|{read.likes}|{read.skills}|{read.hopes}")


@pytest.mark.parametrize(
    "piece", ["我", "也很", "喜欢", "9", "：", "我叫小绿喜欢", "【", "朋友", "1、", "\n", "🌟", "a "]
)
def test_a_message_of_any_length_is_read_in_no_time(piece: str) -> None:
    text = f"我叫小绿喜欢{piece * 20_000}"
    took = []
    for _ in range(3):
        began = thread_time()
        read_introduction(text)
        took.append(thread_time() - began)
    assert min(took) < 0.03


@pytest.mark.parametrize(
    ("text", "likes", "skills", "hopes"),
    [
        ("晓晓，女，28，做设计的，爱看剧", "看剧", "", ""),
        ("晓晓，28岁，北京，程序员，喜欢爬山", "爬山", "", ""),
        ("晓晓/28/设计师/看剧", "看剧", "", ""),
        ("小陈，35，会做饭，爱唱歌，想学烘焙", "唱歌", "做饭", "学烘焙"),
    ],
)
def test_work_and_places_among_parts_without_labels_are_no_likes(
    text: str, likes: str, skills: str, hopes: str
) -> None:
    reading = read_introduction(text)
    assert reading
    said = reading.introduction
    assert (said.likes, said.skills, said.hopes) == (likes, skills, hopes)
