"""作业: handed in, judged, reviewed, asked for and told with rates."""

from __future__ import annotations

import pytest

from handlers.courses.questions import Choice, Keywords, Open
from handlers.kit.reply import plain
from storage.courses.homework import State
from storage.points import reconciliation
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.balances import points_of


async def end_lesson(chat: Chat, *attending: str) -> None:
    await chat.forward(hours=12, minutes=1)
    for who in attending:
        await chat.say(who, "到课")
    await chat.forward(minutes=40)


async def test_answers_are_handed_in_changed_and_paid_once(chat: Chat) -> None:
    await end_lesson(chat)
    assert "✅ 小明 交了第 1 题，+5 积分，现有 5 分。答案截止后公布。" in await chat.say("小明", "作业 1 a")
    assert "改了第 1 题" in await chat.say("小明", "作业 1 B")
    assert "交了第 2 题" in await chat.say("小明", "作业 2 AB")
    assert "交了第 3 题" in await chat.say("小明", "作业 3 发到原来的两倍大")
    assert "等老师批了得 10 分" in await chat.say("小明", "作业 4 水温很重要，别烫死酵母")
    assert await points_of(chat, "小明") == 15
    shown = await chat.say("小明", "作业")
    assert "📝 1 号课「小课堂」的作业，11-24 20:40 前交：" in shown
    assert "　你的回答：B\n" in shown
    assert "　你的回答：水温很重要，别烫死酵母（等老师批）" in shown
    assert await chat.bot.database.read(reconciliation.wrong_balances) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("作业 9 B", "只有 4 题"),
        ("作业 1 D", "选项是 A 到 C"),
        ("作业 1 不知道", "请用字母或数字选，例如「作业 1 B」。"),
        ("作业 2 AA", "可以选几个，例如「作业 2 AC」"),
        ("作业 3", "写上你的回答"),
        ("作业 今天学会了发面", "发「作业 1 你的回答」来交"),
        ("作业 7-1 B", "7 号课没有要交的作业"),
        (f"作业 4 {'好' * 501}", "最多 500 个字"),
    ],
)
async def test_what_cannot_be_read_is_told(chat: Chat, typed: str, words: str) -> None:
    await end_lesson(chat)
    assert words in await chat.say("小明", typed)


@pytest.mark.parametrize("typed", ["35度", "第二个", "选B", "我选 2", "应该是B", "第2项", "答案：b"])
async def test_an_option_is_chosen_in_any_words(chat: Chat, typed: str) -> None:
    await end_lesson(chat)
    assert "交了第 1 题" in await chat.say("小明", f"作业 1 {typed}")
    assert "你的回答：B" in await chat.say("小明", "作业")


async def test_whoever_is_late_hears_when_it_was_due(chat: Chat) -> None:
    assert await chat.say("小明", "作业 1 B") == "现在没有要交的作业。"
    await end_lesson(chat)
    await chat.forward(days=1)
    assert "上一次是「小课堂」的，" in await chat.say("小明", "作业 1 B")


async def test_all_that_waits_is_reviewed_at_once(chat: Chat) -> None:
    await end_lesson(chat)
    await chat.say("小明", "作业 1 B")
    for who in ("小明", "小红", "小绿"):
        await chat.say(who, "作业 4 水温很重要")
    assert "没有 1 号要批的作业" in await chat.say("店员", "批作业 1", private=True)
    assert "退给 小明 了" in await chat.say("店员", "批作业 2 没过 再写两句", private=True)
    said = await chat.say("店员", "批作业 全部 过 都很好", private=True)
    assert said.splitlines() == ["✅ 小红 的第 4 题通过了，+10 分。", "✅ 小绿 的第 4 题通过了，+10 分。"]


async def test_staff_review_and_members_are_told_in_private(chat: Chat) -> None:
    await end_lesson(chat)
    assert "没有要批的作业" in await chat.say("店员", "批作业", private=True)
    await chat.say("小明", "作业 4 水温很重要")
    await chat.say("小红", "作业 4 好")
    assert "1 号 小明「小课堂」第 4 题：水温很重要" in await chat.say("店员", "批作业", private=True)
    assert "通过了，+10 分" in await chat.say("店员", "批作业 1 过 写得真好", private=True)
    assert "退给 小红 了" in await chat.say("店员", "批作业 2 退 再多写两句", private=True)
    assert "没有 1 号要批的作业" in await chat.say("店员", "批作业 1 过", private=True)
    assert "请这样写" in await chat.say("店员", "批作业 1 也许", private=True)
    await chat.forward(seconds=1)
    told = [(target, plain(reply)) for target, reply in chat.platform.got]
    assert any(target == "小明" and "通过了，+10 分" in text for target, text in told)
    assert any(target == "小红" and "再多写两句" in text for target, text in told)
    assert await points_of(chat, "小明") == 10
    assert "已经通过了" in await chat.say("小明", "作业 4 再写一次")
    assert "老师说：再多写两句" in await chat.say("小红", "作业")
    assert "改了第 4 题" in await chat.say("小红", "作业 4 水要温的，不能烫")
    assert "3 号" not in await chat.say("店员", "批作业", private=True)
    assert "2 号 小红" in await chat.say("店员", "批作业", private=True)
    await chat.say("小红", "作业 4 水温不能太高，不然酵母就没劲了")
    assert "通过了" in await chat.say("店员", "批作业 过 这就对了", private=True), "only one waits"


async def test_those_in_charge_are_told_of_homework_that_waits(chat: Chat) -> None:
    await end_lesson(chat)
    for who in ("小明", "小红"):
        await chat.say(who, "作业 1 B")
        await chat.say(who, "作业 4 水温很重要")
    before = len(chat.platform.got)
    await chat.forward(hours=2)
    told = [(target, plain(said)) for target, said in chat.platform.got[before:]]
    assert ("店员", "📋 有 2 份作业等你们批，发「批作业」来看。") in told
    assert sum("等你们批" in text for _, text in told) == 3
    report = await chat.say("店员", "课程报表", private=True)
    assert "2 人交作业 4 份，选择和关键词题对 100%，等批 2 份\n一共 2 份作业等批" in report
    assert "小明 的第 4 题通过了" in await chat.say("店员", "批作业 2 过", private=True)
    assert "，通过 1 份，等批 1 份\n" in await chat.say("店员", "课程报表", private=True)
    assert any("今天学到了什么？　2 人交，1 份通过，1 份还没批" in text for text in await chat.forward(days=2))


async def test_those_who_were_there_are_asked_and_the_rates_are_told(chat: Chat) -> None:
    await end_lesson(chat, "小明", "小红", "小绿")
    for who, answer in (("小明", "B"), ("小红", "A"), ("小绿", "B"), ("小紫", "B")):
        await chat.say(who, f"作业 1 {answer}")
    for number, answer in ((2, "AB"), (3, "两倍"), (4, "学会了")):
        await chat.say("小明", f"作业 {number} {answer}")
    told = await chat.forward(days=1)
    (asked,) = [text for text in told if "还差你们的" in text]
    assert "@小红 @小绿" in asked
    assert "@小明" not in asked
    (results,) = [text for text in told if "📊" in text]
    assert "1. 水温多少合适？　4 人交，3 人对（75%），答案：B. 35度" in results
    assert "2. 要用到哪些？　1 人交，1 人对（100%），答案：A. 酵母、B. 盐" in results
    assert "4. 今天学到了什么？　1 人交，1 份还没批" in results
    assert "现在没有要交的作业" in await chat.say("小红", "作业 1 B")


@pytest.mark.parametrize(
    ("words", "kept"),
    [("b", "B"), ("2", "B"), ("Ｂ", "B"), (" B。", "B"), ("A", "A"), ("1", "A")],
)
def test_a_choice_is_read_by_letter_or_number(words: str, kept: str) -> None:
    question = Choice(kind="选择", ask="几度？", options=("10度", "35度"), answer=2)
    assert question.judge(words, 1) == (kept, State.RIGHT if kept == "B" else State.WRONG)


def test_one_right_option_takes_one_letter() -> None:
    question = Choice(kind="选择", ask="几度？", options=("10度", "35度"), answer=2)
    for words in ("AB", "2 A", "A和B"):
        with pytest.raises(ValueError, match="只选一个"):
            question.judge(words, 1)


@pytest.mark.parametrize("words", ["AC", "A C", "a,c", "CA", "1、3", "A和C"])
def test_several_choices_are_right_together(words: str) -> None:
    question = Choice(kind="选择", ask="哪些？", options=("酵母", "盐", "醋"), answer=(1, 3))
    assert question.judge(words, 1) == ("AC", State.RIGHT)
    assert question.judge("A", 1)[1] is State.WRONG


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("要 3 5 度 的温水", State.RIGHT),
        ("开水", State.WRONG),
        ("不是温水", State.WRONG),
        ("不能用温水", State.WRONG),
        ("不到35度", State.WRONG),
        ("没有35度", State.WRONG),
        ("不是冷水，是温水", State.RIGHT),
        ("不是温水，是 35 度的温水", State.RIGHT),
        ("是不是温水？", State.RIGHT),
        ("不多不少35度", State.RIGHT),
        ("没错，温水", State.RIGHT),
        ("特别温水", State.RIGHT),
    ],
)
def test_a_keyword_that_is_not_denied_is_enough(words: str, state: State) -> None:
    assert Keywords(kind="关键词", ask="什么水？", words=("温水", "35度")).judge(words, 1)[1] is state


def test_an_open_answer_waits() -> None:
    assert Open(kind="简答", ask="学到什么？").judge("很多 ", 1) == ("很多", State.WAITING)


async def test_staff_see_the_photos_of_an_answer_until_it_is_changed(chat: Chat) -> None:
    await end_lesson(chat)
    assert "等老师批了" in await chat.show("小明", "面团", "作业 4")
    shown = await chat.answer("店员", "批作业 1", private=True)
    assert plain(shown or ()).startswith("1 号 小明「小课堂」第 4 题：\n（照片）\n发「批作业 1 过」")
    assert len(chat.pictures(shown)) == 1
    await chat.say("小明", "作业 4 还是写字吧")
    changed = await chat.answer("店员", "批作业 1", private=True)
    assert "还是写字吧" in plain(changed or ())
    assert chat.pictures(changed) == []


TWO = """\
speaking: {points: 0}
courses:
  甲课: {days: [周一], at: '09:00', minutes: 30, homework: [{kind: 选择, ask: 选哪个, options: [一, 二], answer: 1}]}
  乙课: {days: [周一], at: '10:00', minutes: 30, homework: [{kind: 选择, ask: 选哪个, options: [一, 二], answer: 2}]}
"""


async def test_with_two_homeworks_open_it_is_asked_which_is_meant(open_group: OpenChat) -> None:
    chat = await open_group(TWO)
    await chat.forward(hours=3)
    asked = await chat.say("小明", "作业 1 A")
    assert asked == ("有 2 节课的作业要交，请带上课的编号：\n「甲课」发「作业 1-1 A」\n「乙课」发「作业 2-1 A」")
    shown = await chat.say("小明", "作业")
    assert "发「作业 1-1 你的回答」来交" in shown
    assert "发「作业 2-1 你的回答」来交" in shown
    assert "有 2 节课的作业要交" in await chat.say("小明", "作业 A")
    assert "交了第 1 题" in await chat.say("小明", "作业 1-1 A")
    assert "交了第 1 题" in await chat.say("小红", "作业 甲课 1 A")
    assert "交了第 1 题" in await chat.say("小绿", "作业 甲课 A")
    shown = await chat.say("小明", "作业")
    assert shown.index("你的回答：A") < shown.index("乙课")
    told = "".join(await chat.forward(days=2))
    assert "3 人交，3 人对（100%）" in told


@pytest.mark.parametrize(
    ("typed", "letter"), [("B. 35度", "B"), ("b.35度", "B"), ("2. 35度", "B"), ("选 B. 35度", "B"), ("A. 10 度", "A")]
)
def test_an_option_may_be_copied_as_it_is_shown(typed: str, letter: str) -> None:
    question = Choice(kind="选择", ask="几度？", options=("10度", "35度"), answer=2)
    assert question.judge(typed, 1) == (letter, State.RIGHT if letter == "B" else State.WRONG)
    with pytest.raises(ValueError, match="请用字母或数字选"):
        question.judge("A. 35度", 1)
