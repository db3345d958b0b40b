"""What `connect` asks: a wrong answer is told at once, in the words of the file's check, and asked again."""

from __future__ import annotations

import pytest

from bot.cli.connect_questions import (
    APP,
    BOT_ID,
    CALLBACK,
    LONG,
    REVERSED,
    ROBOT,
    SECRET,
    UNLIKE,
    WAYS,
    Console,
    Left,
    Way,
    are_reversed,
    split,
    way_of,
    wrong_with,
)
from config.channels import WecomRobotSettings
from tests.support.callbacks import AES_KEY


def console(*lines: str) -> tuple[Console, list[str]]:
    """Return a console in which these lines are typed, and nothing more; and what it says."""
    said: list[str] = []
    typed = iter(lines)

    def read(question: str, is_secret: bool) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    return Console(said.append, read), said


@pytest.mark.parametrize(
    ("way", "key", "value", "words"),
    [
        (LONG, "bot_id", "1688850000000000", "不是 Bot ID"),
        (LONG, "bot_id", "", "不能为空"),
        (LONG, "secret", "", "不能为空"),
        (LONG, "secret", "aib" + "x" * 30, "这像是 Bot ID"),
        (LONG, "secret", "s3cr3t of the page", "里面有空格、汉字或全角字"),
        (LONG, "bot_id", "机器人编号", "里面有空格、汉字或全角字"),
        (APP, "corp_id", "我的 企业", "里面有空格、汉字或全角字"),
        (CALLBACK, "aes_key", AES_KEY[:-1], "EncodingAESKey 应当是 43 个字母或数字"),
        (APP, "agent_id", "十二", "这里要写整数"),
        (LONG, "bot_id", "aibX", ""),
        (CALLBACK, "aes_key", AES_KEY, ""),
        (APP, "agent_id", "1000002", ""),
    ],
)
def test_a_value_is_checked_as_the_file_will_be(way: object, key: str, value: str, words: str) -> None:
    found = next(one for one in WAYS if one is way)
    field = next(field for field in found.fields if field.key == key)
    wrong = wrong_with(found.settings, field, value)
    assert words in wrong if words else wrong == ""


def test_what_is_wrong_is_asked_again() -> None:
    asking, said = console("12345", "", " aibX ")
    assert asking.fill_in(LONG, LONG.fields[1]) == "aibX"
    assert len([line for line in said if line]) == 2


def test_what_is_unlike_a_bot_id_is_questioned_and_taken_when_it_is_given_again() -> None:
    asking, said = console("s3cr3tOfThePage", "own-1", "own-1")
    assert asking.fill_in(LONG, BOT_ID) == "own-1"
    assert [line for line in said if line] == [UNLIKE, UNLIKE]


def test_a_secret_that_was_written_as_the_bot_id_is_not_shown_again() -> None:
    shown: list[str] = []

    def read(question: str, is_secret: bool) -> str:
        shown.append(question)
        return "aibX"

    assert Console(shown.append, read).fill_in(LONG, BOT_ID, "s3cr3tOfThePage") == "aibX"
    assert "s3cr3tOfThePage" not in "".join(shown)


def test_a_bot_id_and_a_secret_that_are_reversed_are_told() -> None:
    bot_id = "aib" + "x" * 31
    asking, said = console(bot_id)
    assert asking.fill_in(LONG, SECRET, bot_id="s3cr3tOfThePage") == bot_id
    assert [line for line in said if line] == [REVERSED]
    assert are_reversed("s3cr3tOfThePage", bot_id)
    assert not are_reversed(bot_id, bot_id)
    assert not are_reversed("own-1", "s3cr3tOfThePage")


def test_the_key_is_found_in_the_address_that_was_pasted() -> None:
    asking, _ = console("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1&x=2", "k-2")
    assert [asking.fill_in(ROBOT, ROBOT.fields[0]) for _ in range(2)] == ["k-1", "k-2"]


@pytest.mark.parametrize(
    "typed",
    [
        "  aibX-1_y ",
        '"aibX-1_y"',
        "“aibX-1_y”",
        "‘aibX-1_y’，",
        "ａｉｂX-1_y",
        "Bot ID：aibX-1_y",
        "bot_id: 'aibX-1_y'",
        "WECOM_BOT_ID=aibX-1_y",
        "\u200baibX-1_y\ufeff",
        "\u00a0aibX-1_y\u3000",
        "「aibX-1_y」",
        "\taibX-1_y\r",
    ],
)
def test_what_was_pasted_is_read_as_it_was_meant(typed: str) -> None:
    asking, said = console(typed)
    assert asking.fill_in(LONG, LONG.fields[1]) == "aibX-1_y"
    assert said == []


@pytest.mark.parametrize("typed", ["群伴", "@群伴", "＠ 群伴 ", "「群伴」"])
def test_the_bots_name_is_read_without_its_mention(typed: str) -> None:
    asking, _ = console(typed)
    assert asking.fill_in(LONG, LONG.fields[0]) == "群伴"


@pytest.mark.parametrize("typed", ["2", "２", "2.", "2、", "(2)", "长连接二", "乙：长连接二"])
def test_a_choice_is_understood(typed: str) -> None:
    asking, said = console(typed)
    assert asking.choose("哪个", ["甲：长连接一", "乙：长连接二"]) == 1
    assert not any("请写前面的数字" in line for line in said)


def test_a_choice_that_may_mean_two_is_asked_again() -> None:
    asking, said = console("长连接", "1")
    assert asking.choose("哪个", ["甲：长连接一", "乙：长连接二"]) == 0
    assert "请写前面的数字，1 到 2。" in said


def test_a_choice_is_made_by_number_or_name_and_the_first_by_nothing() -> None:
    asking, said = console("", "2", "丙", "9", "十", "3")
    assert [asking.choose("哪个", ["甲", "乙", "丙"]) for _ in range(4)] == [0, 1, 2, 2]
    assert said.count("请写前面的数字，1 到 3。") == 2


@pytest.mark.parametrize("lines", [["跳过"], []])
def test_every_step_can_be_left(lines: list[str]) -> None:
    asking, _ = console(*lines)
    with pytest.raises(Left):
        asking.fill_in(LONG, LONG.fields[1])


def test_secrets_are_kept_apart() -> None:
    shown, hidden = split(LONG, {"bot_name": "群伴", "bot_id": "aibX", "secret": "s"})
    assert (shown, hidden) == ({"bot_name": "群伴", "bot_id": "aibX"}, {"secret": "s"})
    assert way_of(WecomRobotSettings(kind="wecom_robot", key="k")) is ROBOT


@pytest.mark.parametrize(
    ("way", "key", "pasted", "told"),
    [
        (
            LONG,
            "bot_id",
            "https://work.weixin.qq.com/frame#/aiHelper/5629499612345",
            "这是一个网址，不是Bot ID",
        ),
        (LONG, "bot_id", "5629499612345", "这是一串数字"),
        (LONG, "bot_id", "aibAbCdEfGhIjKlMnOpQrStUvWxYz", ""),
        (LONG, "secret", "ww1234567890abcdef", "这像是企业 ID，不是Secret"),
        (LONG, "secret", "https://example.com", "这是一个网址，不是Secret"),
        (APP, "secret", "ww1234567890abcdef", "这像是企业 ID，不是应用的 Secret"),
        (APP, "corp_id", "ww1234567890abcdef", ""),
        (APP, "corp_id", "https://work.weixin.qq.com", "这是一个网址"),
        (ROBOT, "key", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "这是一个网址"),
        (ROBOT, "key", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", ""),
    ],
)
def test_what_was_copied_from_the_wrong_place_is_told(way: Way, key: str, pasted: str, told: str) -> None:
    field = next(field for field in way.fields if field.key == key)
    assert wrong_with(way.settings, field, field.read(pasted)).startswith(told)
    assert bool(wrong_with(way.settings, field, field.read(pasted))) is bool(told)
