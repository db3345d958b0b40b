"""问答: short talk that asks what the owner has written is answered in their words; all other talk is let pass."""

from __future__ import annotations

from time import thread_time

import pytest

from handlers.tools.matching import find_entry
from handlers.tools.rules import MOST, MOST_WORDS, Faq
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
