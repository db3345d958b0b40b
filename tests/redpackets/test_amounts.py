"""What stands in a packet's command, read however it is put: points, shares, phrases and answers, without a group."""

from __future__ import annotations

import pytest

from handlers.redpackets.admin import Params
from handlers.redpackets.amounts import is_number, split, split_equal
from handlers.redpackets.parsing import phrase_key, read_answers, typed_key
from handlers.redpackets.rules import RainTerms, Rules, Trigger, validate_rain, validate_shares


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("100 10 祝大家", ("100", "10", "祝大家")),
        ("100 10", ("100", "10", "")),
        ("100", ("100", "", "")),
        ("", ("", "", "")),
        ("50分5个", ("50分", "5个", "")),
        ("50分,5个 祝", ("50分", "5个", "祝")),
        ("50积分5份", ("50积分", "5", "")),
        ("10个 50分", ("50分", "10个", "")),
        ("10 100分", ("100分", "10", "")),
        ("10份 100", ("100", "10", "")),
        ("5 包 20 分", ("20分", "5", "")),
        ("一共10分 分2份", ("10分", "2", "")),
        ("总共 20 5", ("20", "5", "")),
        ("共20 5", ("20", "5", "")),
        ("1000 分 5 个 好", ("1000分", "5个", "好")),
        ("123456789 分 5 个", ("123456789分", "5个", "")),
        ("十分 两个 谢", ("10分", "2个", "谢")),
        ("十 分 二十 包 谢", ("10分", "20", "谢")),
        ("十分感谢", ("十分感谢", "", "")),
        ("每人2分 3个", ("6", "3", "每人2分")),
        ("每人2分，3 好", ("6", "3", "每人2分 好")),
        ("每份 12 分 10人 好", ("120", "10", "每人12分 好")),
        ("100 1@小红 谢", ("100", "1", "@小红 谢")),
        ("100 1 @小红", ("100", "1", "@小红")),
    ],
)
def test_points_and_shares_are_told_apart_in_any_order(text: str, amounts: tuple[str, str, str]) -> None:
    assert split(text) == amounts


@pytest.mark.parametrize(
    ("word", "meant"),
    [("1.5", True), ("-1", True), ("+2", True), (".5", True), ("２", True), ("十", False), ("", False), ("a1", False)],
)
def test_what_is_meant_for_a_number_is_one_also_where_it_is_refused(word: str, meant: bool) -> None:
    assert is_number(word) is meant


@pytest.mark.parametrize(
    ("text", "equal", "rest"),
    [
        ("普通 祝", True, "祝"),
        ("普通", True, ""),
        ("普通红包，祝", True, "祝"),
        ("平均分 每人5分 祝", True, "祝"),
        ("一样多。普通 祝", True, "祝"),
        ("普通话", False, "普通话"),
        ("祝 普通", False, "祝 普通"),
    ],
)
def test_equal_shares_are_asked_for_in_words(text: str, equal: bool, rest: str) -> None:
    assert split_equal(text) == (equal, rest)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ｈello 世界！", "hello世界"),
        ("天天向上。", "天天向上"),
        ("「天天向上」", "天天向上"),
        ("好 的 ～", "好的"),
        ("！", ""),
    ],
)
def test_a_phrase_is_compared_without_what_adorns_it(typed: str, key: str) -> None:
    assert phrase_key(typed) == typed_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("答 珠峰", "珠峰"),
        ("答案：珠峰", "珠峰"),
        ("我猜是珠峰", "珠峰"),
        ("我猜珠峰", "珠峰"),
        ("答应", "答应"),
        ("答", "答"),
    ],
)
def test_an_answer_may_be_led_in(typed: str, key: str) -> None:
    assert typed_key(typed) == key


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("a/b", ["a", "b"]),
        ("a／b/a", ["a", "b"]),
        (" a  b / ！ ", ["a b"]),
        ("a/b/c/d/e", ["a", "b", "c", "d", "e"]),
        ("a/b/c/d/e/f", None),
        ("珠" * 20, ["珠" * 20]),
        ("珠" * 21, None),
        ("/", None),
        ("", None),
    ],
)
def test_one_to_five_answers_of_up_to_twenty_characters(text: str, answers: list[str] | None) -> None:
    if answers:
        assert read_answers(text) == answers
    else:
        with pytest.raises(ValueError, match="答案要有 1 到 5 个，每个最多 20 个字"):
            read_answers(text)


@pytest.mark.parametrize(
    ("points", "shares", "lucky", "told"),
    [
        (5, 5, True, ""),
        (5, 6, True, "5 分最多分 5 份，每份至少 1 分"),
        (5, 6, False, "5 分最多分 5 份，每份至少 1 分"),
        (6, 4, True, ""),
        (8, 4, False, ""),
        (7, 4, False, "7 分不能平分成 4 份，4 或 8 分就可以"),
    ],
)
def test_each_share_is_a_point_at_least(points: int, shares: int, lucky: bool, told: str) -> None:
    planned = {"points": points, "shares": shares, "kind": "拼手气" if lucky else "普通"}
    if told:
        with pytest.raises(ValueError, match=told):
            validate_shares(points, shares, lucky=lucky)
        with pytest.raises(ValueError, match=told):
            Params.model_validate(planned)
    else:
        validate_shares(points, shares, lucky=lucky)
        assert Params.model_validate(planned)


def test_a_rain_has_a_point_for_each_share_and_two_minutes_for_each_packet() -> None:
    validate_rain(50, 5, 10, 10)
    with pytest.raises(ValueError, match="5 个每个 10 份，至少要 50 分"):
        validate_rain(49, 5, 10, 10)
    with pytest.raises(ValueError, match="5 个红包至少要 10 分钟：每个能抢 2 分钟"):
        validate_rain(50, 5, 10, 9)
    assert RainTerms(points=50).packets * RainTerms(points=50).shares == 50


@pytest.mark.parametrize(
    ("trigger", "told"),
    [
        ({"least": 20, "most": 20}, ""),
        ({"least": 21, "most": 20}, "least 不能大于 most"),
        ({"least": 10, "shares": 10}, ""),
        ({"least": 9, "shares": 10}, "9 分最多分 9 份"),
        ({"least": 11, "most": 19, "shares": 10, "kind": "普通"}, "11 到 19 分之间，没有能平分成 10 份的数"),
        ({"least": 11, "most": 20, "shares": 10, "kind": "普通"}, ""),
        ({"least": 200, "most": 200}, ""),
        ({"least": 201, "most": 201}, "最少发 201 分（least），一天却只有 200 分（budget）"),
    ],
)
def test_the_bounds_of_a_trigger_leave_something_to_give(trigger: dict[str, object], told: str) -> None:
    rules = {"triggers": [{"after": "强调", **trigger}]}
    if told:
        with pytest.raises(ValueError, match=told):
            Rules.model_validate(rules)
    else:
        assert Rules.model_validate(rules).triggers_after("强调") == [Trigger.model_validate(rules["triggers"][0])]


@pytest.mark.parametrize("section", [RainTerms, Params, Trigger])
def test_a_hundred_thousand_points_are_the_most(section: type[RainTerms | Params | Trigger]) -> None:
    rest = {"shares": 5, "after": "强调", "least": 100_000}
    wanted = {name: value for name, value in rest.items() if name in section.model_fields}
    name = "most" if section is Trigger else "points"
    assert section.model_validate({**wanted, name: 100_000})
    with pytest.raises(ValueError, match="100000"):
        section.model_validate({**wanted, name: 100_005})


@pytest.mark.parametrize(
    ("quiz", "told"),
    [
        ({"question": "最高的山？", "answer": "珠峰"}, ""),
        ({"question": "最高的山？"}, "question 和 answer 要一起写"),
        ({"answer": "珠峰"}, "question 和 answer 要一起写"),
        ({"question": "最高的山？", "answer": "/"}, "答案要有 1 到 5 个"),
        ({}, ""),
    ],
)
def test_a_planned_question_has_its_answer(quiz: dict[str, str], told: str) -> None:
    planned = {"points": 10, "shares": 2, **quiz}
    if told:
        with pytest.raises(ValueError, match=told):
            Params.model_validate(planned)
    else:
        assert Params.model_validate(planned)
