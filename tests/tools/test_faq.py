"""问答: short talk that asks what the owner has written is answered in their words; all other talk is let pass."""

from __future__ import annotations

from time import thread_time

import pytest

from handlers.tools.matching import find_entry
from handlers.tools.rules import MOST, MOST_WORDS, Faq
from sop.advice import advice_for
from tests.chat import Chat
from tests.conftest import OpenChat

YAML = """\
faq:
  - {ask: [营业时间, 几点开门], answer: '每天 9:00-21:00，{name}'}
  - {ask: 地址, answer: 幸福路 1 号, match: exact}
  - {ask: [停车场], answer: 地下一层, match: near}
"""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("请问营业时间？", "每天 9:00-21:00，{name}"),
        ("地址", "幸福路 1 号"),
        ("听车场", "地下一层"),
        ("我把地址记错了", ""),
        ("今天天气不错", ""),
        ("昨天我去的时候忘了看营业时间，结果白跑一趟，下次还是先问清楚再出门吧，你们说是不是这个道理啊", ""),
    ],
)
async def test_what_was_written_is_answered(said: str, answer: str, open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    assert await chat.say("小明", said) == answer


async def test_the_questions_are_listed(open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    assert await chat.say("小明", "问答") == "可以问我这些，直接说就行：\n1. 营业时间\n2. 地址\n3. 停车场"


async def test_without_a_section_there_is_nothing(chat: Chat) -> None:
    assert await chat.say("小明", "问答") == "这里还没有问答。"
    assert await chat.say("小明", "营业时间") == ""


async def test_a_command_comes_first(open_group: OpenChat) -> None:
    chat = await open_group("faq: [{ask: 积分, answer: 不是我}]\n")
    assert "积分" in await chat.say("小明", "积分")
    assert await chat.say("小明", "积分") != "不是我"


async def test_a_question_needs_words(open_group: OpenChat) -> None:
    chat = await open_group("faq: [{ask: '？', answer: 好}]\n")
    assert "「？」里没有字" in str(chat.bot.groups.problems)


def test_a_full_list_is_gone_through_at_once() -> None:
    entry = {"ask": [f"第{number}种问法怎么说" for number in range(MOST_WORDS)], "answer": "好", "match": "near"}
    faq = Faq.model_validate(
        [{**entry, "ask": [f"第{place}个{words}" for words in entry["ask"]]} for place in range(MOST)]
    )
    assert find_entry(faq.root, "随便说一句别的话") is None
    began = thread_time()
    find_entry(faq.root, "又说了一句别的话")
    assert thread_time() - began < 0.05


@pytest.mark.parametrize(
    ("said", "is_question"),
    [
        ("昨天营业时间过了才到店里白跑一趟", False),
        ("我在停车场等了你们整整一个小时", False),
        ("听说营业时间改了我们下午再去吧", False),
        ("停车场那个新来的大哥人真好", False),
        ("你们周末的营业时间是几点到几点", True),
        ("请问一下停车场从哪个门进去", True),
        ("营业时间呢", True),
        ("发下营业时间", True),
        ("我在停车场等你", False),
        ("停车场好大啊", False),
        ("今天在停车场遇到小王", False),
        ("我在停车场呢", False),
        ("去停车场", False),
        ("停车场见", False),
        ("停车场满了", False),
        ("停车场关门了。", False),
        ("停车场", True),
        ("停车场呢", True),
        ("停车厂！", True),
        ("请问下停车场呀", True),
        ("发下停车场", True),
        ("停车场在哪", True),
        ("停车场多少钱", True),
        ("停车场满了吗", True),
        ("有人知道停车场怎么走么", True),
    ],
)
async def test_talk_in_which_the_words_occur_asks_nothing(said: str, is_question: bool, open_group: OpenChat) -> None:
    chat = await open_group(YAML)
    assert bool(await chat.say("小明", said)) == is_question
    answer = await chat.say("小明", said, addressed=True)
    assert answer in ("每天 9:00-21:00，{name}", "地下一层"), "who asks the bot wants to know"


async def test_a_question_that_is_a_command_is_pointed_out(open_group: OpenChat) -> None:
    chat = await open_group("faq:\n  - {ask: [签到, 怎么打卡], answer: 发签到}\n  - {ask: 营业时间, answer: 每天}\n")
    advice = [line for line in advice_for(chat.bot.groups.all()[0], chat.now) if "faq" in line]
    assert advice == ["faq 里的「签到」是群伴的命令，成员发了先做命令，这条答不到；请换个说法"]


async def test_a_question_that_two_entries_have_is_pointed_out(open_group: OpenChat) -> None:
    chat = await open_group("faq:\n  - {ask: [几点开门, 营业], answer: 九点}\n  - {ask: 几点开门？, answer: 十点}\n")
    advice = [line for line in advice_for(chat.bot.groups.all()[0], chat.now) if "faq" in line]
    assert advice == ["faq 里的「几点开门」写了 2 次，只有第一条答得到；请并成一条"]
