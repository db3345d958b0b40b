"""看图说话: a picture, a caption from each, a vote for the best."""

from __future__ import annotations

from random import Random

import pytest

from handlers.games.scenes import compose, describe
from handlers.kit import Capability, Card
from handlers.pictures.scene_specs import SceneSpec
from tests.chat import Chat
from tests.conftest import OpenChat

QUIET = "badges: {badges: []}\nlevels: {ladder: []}\nspeaking: {points: 0}\n"


@pytest.fixture
async def chat(open_group: OpenChat) -> Chat:
    return await open_group(QUIET)


async def test_a_picture_is_captioned_voted_for_and_paid(chat: Chat) -> None:
    opened = await chat.answer("小明", "看图说话")
    [scene] = await chat.sheets(opened)
    assert isinstance(scene, SceneSpec)
    assert await chat.say("小红", "图：雪人也想去海边") == "✍️ 1 号：小红 写好了。"
    assert await chat.say("小刚", "图:今天不想上班") == "✍️ 2 号：小刚 写好了。"
    assert await chat.say("小刚", "图 今天也不想上班") == "✍️ 2 号：小刚 换了一句。"
    assert await chat.say("小丽", "今天天气不错") == ""
    assert "一句最多 40 个字" in await chat.say("小丽", "图：" + "长" * 41)
    [vote] = await chat.forward(seconds=181)
    assert "1. 雪人也想去海边\n2. 今天也不想上班" in vote
    assert await chat.say("小红", "选 1") == "不能投自己的那一句～"
    assert await chat.say("小明", "选 2") == "🗳️ 小明 投好了。"
    assert await chat.say("小丽", "选2") == "🗳️ 小丽 投好了。"
    assert await chat.say("小丽", "选 1") == "🗳️ 小丽 投好了。"
    assert await chat.say("小刚", "选 9") == "选哪一句？发「选 1」到「选 2」。"
    assert await chat.say("小刚", "选 1") == "🗳️ 小刚 投好了。"
    [end] = await chat.forward(seconds=61)
    assert end.splitlines() == [
        "🖼️ 看图说话结束。",
        "👑 最好的一句：雪人也想去海边（小红，2 票）",
        "🥇 小红 5 分，+10 积分",
        "🥈 小刚 2 分，+6 积分",
    ]


async def test_a_button_is_a_vote(chat: Chat) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：一")
    await chat.say("小刚", "图：二")
    await chat.forward(seconds=181)
    card = next(part for _, piece in chat.platform.got for part in piece if isinstance(part, Card))
    assert [button.label for button in card.buttons] == ["1. 一", "2. 二"]
    assert await chat.press("小丽", card.card, "2") == "🗳️ 小丽 投好了。"
    assert await chat.press("小刚", card.card, "2") == "不能投自己的那一句～"
    [end] = await chat.forward(seconds=61)
    assert "👑 最好的一句：二（小刚，1 票）" in end
    assert await chat.press("小丽", card.card, "1") == ""


async def test_with_one_caption_there_is_no_vote(chat: Chat) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：只有我")
    [end] = await chat.forward(minutes=10)
    assert "只有一句：只有我（小红）" in end
    assert "🥇 小红 1 分" in end


async def test_where_nobody_votes_nobody_is_best(chat: Chat) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：一")
    await chat.say("小刚", "图：二")
    [_, end] = await chat.forward(minutes=10)
    assert "👑" not in end


async def test_without_pictures_the_scene_is_told_in_words(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.PICTURES}
    assert "的" in (await chat.say("小明", "看图说话")).splitlines()[-1]


async def test_stopped_in_the_midst_it_is_settled(chat: Chat) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：一")
    assert "🥇 小红 1 分" in await chat.say("小明", "结束游戏")
    assert await chat.forward(minutes=10) == []


def test_scenes_differ_and_are_told() -> None:
    scenes = [compose(Random(seed)) for seed in range(300)]
    assert len(set(scenes)) > 290
    for scene in scenes:
        assert len(scene.parts) == 6
        assert all(0 <= part.x <= 100 and 30 <= part.y <= 100 for part in scene.parts)
        assert "：" in describe(scene)


async def test_a_bare_caption_said_to_the_bot_is_told_how_to_be_one(chat: Chat) -> None:
    await chat.say("小明", "看图说话")
    assert await chat.say("小明", "这只猫好可爱", addressed=True) == "要给图配话就发「图：你的话」～"
    assert await chat.say("小明", "这只猫好可爱") == ""
    assert await chat.say("小明", "配：猫在笑") == "✍️ 1 号：小明 写好了。"
    assert await chat.say("小明", "配图 猫在哭") == "✍️ 1 号：小明 换了一句。"


@pytest.mark.parametrize("said", ["选第二句", "第二句", "2", "选 2号", "我选二", "选２"])
async def test_a_vote_is_read_however_it_is_put(chat: Chat, said: str) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：一")
    await chat.say("小刚", "图：二")
    await chat.forward(seconds=181)
    assert await chat.say("小丽", said) == "🗳️ 小丽 投好了。"


@pytest.mark.parametrize(
    "typed", ["1. 雪人也想去海边", "选 1. 雪人也想去海边", "选1.雪人也想去海边", "1、雪人也想去海边"]
)
async def test_a_caption_copied_as_it_is_shown_is_a_vote(chat: Chat, typed: str) -> None:
    await chat.say("小明", "看图说话")
    await chat.say("小红", "图：雪人也想去海边")
    await chat.say("小刚", "图：今天不想上班")
    await chat.forward(seconds=181)
    assert await chat.say("小丽", "2. 雪人也想去海边") == ""
    assert await chat.say("小丽", typed) == "🗳️ 小丽 投好了。"
    [end] = await chat.forward(seconds=61)
    assert "👑 最好的一句：雪人也想去海边（小红，1 票）" in end
