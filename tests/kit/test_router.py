"""What the bot answers to, what it lets pass, and how it helps."""

from __future__ import annotations

import pytest

from handlers.features import FEATURES
from handlers.kit import Capability, Feature, Joined, MemberContext, Message, Role, Router
from handlers.kit.reply import plain
from tests.chat import GROUP, Chat
from tests.conftest import OpenChat


@pytest.mark.parametrize("text", ["打咔", "大卡", "daka", "qiandao", "签道", "积份"])
async def test_a_mistyped_command_gets_a_suggestion_where_the_bot_was_meant(chat: Chat, text: str) -> None:
    assert "你是想说「" in await chat.say("小明", text, addressed=True)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("活动还有名额吗", "活动"),
        ("邀请小华", "邀请"),
        ("晒图排行", "晒图"),
        ("报名做蛋糕", "报名"),
        ("抽奖卷", "抽奖"),
    ],
)
async def test_what_begins_with_a_command_gets_that_one_suggested(chat: Chat, asked: str, word: str) -> None:
    assert await chat.say("小明", asked, addressed=True) == f"你是想说「{word}」吗？"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("有什么活动？", "现在没有活动"),
        ("怎么报名", "现在没有活动"),
        ("今天有课吗", "还没有课程"),
        ("有作业吗", "现在没有要交的作业"),
        ("有什么任务", "现在没有任务"),
        ("群规是什么", "还没有写群规"),
        ("怎么赚积分呀", "听懂"),
        ("怎么赚积分？", "签到"),
    ],
)
async def test_the_bot_is_asked_in_other_words(chat: Chat, asked: str, answer: str) -> None:
    assert answer in await chat.say("小明", asked, addressed=True)
    assert await chat.say("小明", asked) == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("任务", "现在没有任务"),
        ("我的任务", "你还没有领过任务"),
        ("完成 1", "没有 1 号任务"),
        ("小组打卡", "现在没有小组打卡可以报名"),
        ("精华", "还没有聊完的话题"),
        ("精华 @小红", "「精华」只有员工可以用"),
        ("小组打卡 14", "「小组打卡」只有员工可以用"),
    ],
)
async def test_members_who_say_a_word_of_staff_get_their_own_command(chat: Chat, text: str, answer: str) -> None:
    assert answer in await chat.say("小明", text, addressed=True)


@pytest.mark.parametrize("text", ["打咔", "签到了吗", "今天谁签到", "签到提醒一下", "帮助别人很快乐", "积分怎么算"])
async def test_talk_that_is_no_command_is_let_pass(chat: Chat, text: str) -> None:
    assert await chat.say("小明", text) == ""


@pytest.mark.parametrize("text", ["", "今天心情怎么样", "？？？", "a" * 5000])
async def test_who_speaks_to_the_bot_is_never_left_without_an_answer(chat: Chat, text: str) -> None:
    assert "发「帮助」" in await chat.say("小明", text, addressed=True)


@pytest.mark.parametrize("text", ["签到", " 签到 ", "签到！", "签到。", "\u2005签到\u3000", "签到~", "签到\u200b"])
async def test_a_command_may_be_dressed(chat: Chat, text: str) -> None:
    assert "签到成功" in await chat.say("小明", text)


CHECK_INS = [
    "签到🌞",
    "签到✅",
    "打卡💪",
    "签到[太阳]",
    "[强]签到[强][强]",
    "☀️签到",
    "签到👍🏻",
    "签到❤️",
    "✨ 签到 ✨",
    "打卡 第3天",
    "打卡第12天",
    "打卡 第 3 天",
    "签到，早上好",
    "签到 今天心情好",
    "签到，明天见",
    "打卡 今天",
    "签到！今天跑了5公里",
    "签 到",
    "打 卡",
    "签\u3000到",
    "我来签到啦",
    "来签到",
    "我要打卡",
    "早安打卡",
    "早上好，签到",
    "今日签到",
    "今天打卡",
    "每日签到",
    "我来打卡喽",
    "签到一下",
    "签到啦～",
    "打卡咯",
    "早 签到",
]


@pytest.mark.parametrize("text", CHECK_INS)
async def test_a_check_in_may_be_put_in_words(chat: Chat, text: str) -> None:
    assert "签到成功" in await chat.say("小明", text), text


TALK = [
    "签到了吗",
    "明天签到吗",
    "你签到没",
    "签到没",
    "今天签到了没有",
    "签到 今天还有人没签吗",
    "打卡了么",
    "记得签到",
    "大家签到",
    "忘记签到了",
    "别忘了打卡",
    "签到真好玩",
    "签到在哪里",
    "为什么要签到",
    "我不想签到",
    "帮我签到",
    "他签到",
    "打卡机坏了",
    "我昨天签到",
    "签到了？",
    "要不要签到",
    "打卡的地方",
    "签到榜在哪",
    "签到 明天",
    "打卡 昨天",
    "我要签到，后天！",
    "我来我来我来我来签到吧",
]


@pytest.mark.parametrize("text", TALK)
async def test_talk_about_checking_in_is_none(chat: Chat, text: str) -> None:
    assert await chat.say("小明", text) == "", text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("积分💰", "积分"),
        ("积 分", "积分"),
        ("商店", "商城"),
        ("[红包]商城", "商城"),
        ("排行榜🏆", "还没有人得分"),
        ("签到 日历", "日历"),
        ("【帮助】", "我会"),
        ("我的 兑换", "兑换过"),
    ],
)
async def test_every_command_may_be_adorned(chat: Chat, text: str, answer: str) -> None:
    assert answer in await chat.say("小明", text), text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("你好", "小明你好呀"),
        ("早上好！", "小明你好呀"),
        ("Hello~", "小明你好呀"),
        ("你是谁？", "我是群伴"),
        ("谢谢🙏", "不客气"),
        ("辛苦了", "不客气"),
        ("怎么用", "帮助"),
        ("?", "比如「签到」"),
        ("？", "比如「签到」"),
        ("", "比如「签到」"),
        ("晚安", "回头见"),
        ("在吗", "小明你好呀"),
        ("你会什么", "发「帮助」"),
        ("[微笑]", "比如「签到」"),
    ],
)
async def test_who_greets_the_bot_is_greeted(chat: Chat, text: str, answer: str) -> None:
    assert answer in await chat.say("小明", text, addressed=True), text
    assert await chat.say("小明", text) == "", "others are greeted by people"


async def test_members_are_not_offered_what_they_may_not_do(chat: Chat) -> None:
    assert "加分" not in await chat.say("小明", "帮助")
    assert "加分" not in await chat.say("小明", "家分", addressed=True)


async def test_help_is_made_from_the_registry(chat: Chat) -> None:
    assert "也可以说：打卡" in await chat.say("小明", "帮助 签到")
    assert "SOP 暂停 早安 — " in await chat.say("小助理", "帮助 SOP 暂停")
    assert "我的徽章 — " in await chat.say("小明", "帮助 成长"), "a topic tells all its commands"
    for feature in FEATURES:
        for command in feature.commands:
            answer = await chat.say("群主", f"帮助 {command.word}")
            assert f"{command.word} {command.usage}".strip() + f" — {command.help}" in answer
            assert (command.help in chat.shown) is (command.role is Role.MEMBER), "others are told what is theirs"


@pytest.mark.parametrize("who", ["小明", "店员", "小助理", "群主"])
async def test_the_menu_has_eight_lines_with_what_everybody_may_do(chat: Chat, who: str) -> None:
    menu = await chat.say(who, "帮助")
    assert menu == chat.shown
    assert len(menu.splitlines()) <= 8
    assert ("帮助 管理" in menu) is (who != "小明")
    managing = [command.word for feature in FEATURES for command in feature.commands if command.role > Role.MEMBER]
    topics = {feature.topic or feature.title for feature in FEATURES}
    assert not [word for word in managing if f"、{word}、" in menu and word not in topics]


async def test_what_is_for_those_in_charge_is_told_them_alone(chat: Chat) -> None:
    assert "没有「管理」" in await chat.say("小明", "帮助 管理")
    assert await chat.say("小明", "帮助 加分") == "「加分」是管理员用的，想要的话跟他们说一声～"
    assert "核销" in await chat.say("店员", "帮助 管理")
    assert chat.shown == "发到你的私聊了～"
    assert "加分" not in await chat.say("店员", "帮助 管理")
    assert "加分、扣分" in await chat.say("小助理", "帮助 管理", private=True)


async def test_capabilities_are_told(chat: Chat) -> None:
    assert "都能用" in await chat.say("小明", "能力")
    chat.platform.capabilities = frozenset()
    assert "这里不能「知道谁进群退群」" in await chat.say("小明", "能力")


def test_two_features_cannot_claim_one_command() -> None:
    first, second = Feature("a"), Feature("b")
    for feature in (first, second):

        @feature.command("签到", help="")
        def answer(message: Message, ctx: MemberContext) -> str:
            return "x"

    with pytest.raises(ValueError, match="签到"):
        Router([first, second])


@pytest.mark.parametrize("role", list(Role))
async def test_every_command_obeys_its_role(chat: Chat, role: Role) -> None:
    who = {Role.OWNER: "群主", Role.ADMIN: "小助理", Role.STAFF: "店员", Role.MEMBER: "小明"}[role]
    for command in [command for feature in chat.bot.router.features for command in feature.commands]:
        refused = "可以用哦" in await chat.say(who, command.word, addressed=True)
        assert refused == (role < command.role and not command.members_say), command.word


async def test_a_member_who_says_done_to_somebody_is_not_lectured(chat: Chat) -> None:
    for answer in ("延期", "确认！"):
        assert await chat.say("小明", answer) == ""
        assert "可以用哦" in await chat.say("小明", answer, addressed=True)
    assert "可以用哦" in await chat.say("小明", "加分 @小明 10")


async def test_a_private_message_counts_for_the_members_group(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "10 积分" in await chat.say("小明", "积分", private=True)


async def test_who_is_in_several_groups_is_asked_once(open_group: OpenChat) -> None:
    second = GROUP.replace("group: demo", "group: books").replace("测试群", "读书会")
    chat = await open_group(more=(second,))
    await chat.say("小明", "签到")
    chat.group = "books"
    await chat.say("小明", "大家好")
    assert "1 测试群\n2 读书会" in await chat.say("小明", "积分", private=True)
    assert "「测试群」" in await chat.say("小明", "切换群 1", private=True)
    assert "10 积分" in await chat.say("小明", "积分", private=True)
    assert "「读书会」" in await chat.say("小明", "切换群 2", private=True)
    assert "还没有积分" in await chat.say("小明", "积分", private=True)
    assert "请写 1 到 2" in await chat.say("小明", "切换群 7", private=True)
    assert "请私聊我" in await chat.say("小明", "切换群")


async def test_who_is_in_one_of_several_groups_is_not_asked(open_group: OpenChat) -> None:
    chat = await open_group(more=(GROUP.replace("group: demo", "group: books"),))
    await chat.say("小明", "签到")
    assert "10 积分" in await chat.say("小明", "积分", private=True)
    assert "不用切换" in await chat.say("小明", "切换群", private=True)


async def test_an_unknown_chat_is_told_every_few_minutes_how_to_be_added(chat: Chat) -> None:
    chat.group = "wr123"
    assert await chat.say("小明", "签到") == ""
    answer = await chat.say("小明", "签到", addressed=True)
    assert "会话 ID：wr123" in answer
    assert "hear: chat" in answer
    for _ in range(2):
        assert await chat.say("小明", "签到", addressed=True) == ""
        await chat.forward(minutes=2)
    assert await chat.say("小红", "签到", addressed=True) == ""
    await chat.forward(minutes=1)
    assert "wr123" in await chat.say("小明", "你好", addressed=True)
    assert await chat.say("小明", "你好", addressed=True) == ""
    await chat.forward(minutes=5)
    assert "wr123" in await chat.say("小明", "你好", addressed=True)
    rows = await chat.bot.database.read(lambda db: db.fetch_one("SELECT COUNT(*) FROM member"))
    assert rows == (0,)


@pytest.mark.parametrize("group_id", ["wrG1", "87654321", "a: b"])
async def test_the_lines_that_an_unknown_chat_is_told_are_a_file(chat: Chat, group_id: str) -> None:
    chat.group = group_id
    answer = await chat.say("小明", "签到", addressed=True)
    written = "\n".join(answer.splitlines()[-3:]) + "\n"
    (chat.bot.settings.config / "groups" / "new.yaml").write_text(written, "utf-8")
    await chat.bot.reload()
    assert chat.bot.groups.problems == []
    assert "签到成功" in await chat.say("小明", "签到", addressed=True)


async def test_a_group_without_this_channel_is_a_stranger(open_group: OpenChat) -> None:
    chat = await open_group()
    chat.bot.channels["other"] = chat.platform
    chat.platform.name = "other"
    assert "会话 ID：demo" in await chat.say("小明", "签到", addressed=True)


async def test_the_answer_is_that_of_all_channels_of_the_group(chat: Chat) -> None:
    chat.platform.capabilities = frozenset(Capability) - {Capability.SEES_JOINS}
    assert "知道谁进群退群" in await chat.say("小明", "能力")


async def test_every_feature_hears_of_a_joining(chat: Chat) -> None:
    calm, loud = Feature("calm"), Feature("loud")
    calm.on(Joined)(lambda event, ctx: "一")
    loud.on(Joined)(lambda event, ctx: "二")
    chat.bot.dispatcher._router = Router([calm, loud])
    assert await chat.join("小绿") == "一\n二"


@pytest.mark.parametrize("word", ["签名", "记得", "晚饭", "明天", "吃饭", "排队", "兑水", "帮忙"])
async def test_what_only_half_sounds_like_a_command_is_not_taken_for_one(chat: Chat, word: str) -> None:
    """Each of them is like a command by 60 to 74 percent."""
    assert await chat.say("小明", word, addressed=True) == "没听懂，发「帮助」看看我会什么～"


@pytest.mark.parametrize(("word", "meant"), [("打开", "打卡"), ("挤分", "积分"), ("生意", "生日")])
async def test_what_sounds_like_a_command_is_asked_about(chat: Chat, word: str, meant: str) -> None:
    assert await chat.say("小明", word, addressed=True) == f"你是想说「{meant}」吗？"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("签到", "小明 签到成功"),
        ("签到啦～", "小明 签到成功"),
        ("送 @小红 20", "我在～"),
        ("我叫：小红 我喜欢：爬山", "我在～"),
        ("加分 @小明 100", "我在～"),
        ("重发", "我在～"),
        ("", "我在～"),
    ],
)
async def test_a_command_that_is_quoted_without_a_word_is_meant(chat: Chat, quote: str, expected: str) -> None:
    """What others wrote is done for whoever quotes it only where every member may say it as it stands."""
    message = Message(
        channel="chat", key="1", chat=chat.group, user="小明", at=chat.now, text="", addressed=True, quote=quote
    )
    answer = await chat.bot.receive(message)
    assert plain(answer or ()).startswith(expected)


async def test_a_quote_beside_words_changes_nothing(chat: Chat) -> None:
    message = Message(
        channel="chat", key="1", chat=chat.group, user="小明", at=chat.now, text="你好", addressed=True, quote="签到"
    )
    assert "你好呀" in plain(await chat.bot.receive(message) or ())


@pytest.mark.parametrize("text", ["破冰进度", "信任清单", "结束晒图", "批改作业", "我的客户。"])
async def test_who_says_a_long_word_of_staff_is_told_that_it_is_theirs(chat: Chat, text: str) -> None:
    assert "只有员工可以用" in await chat.say("小明", text)


@pytest.mark.parametrize(
    "text", ["完成", "确认", "待确认", "谁负责", "红包雨", "谁没签到", "没签到的人", "提醒大家", "破冰进度怎么看"]
)
async def test_what_members_say_to_each_other_is_no_word_of_staff(chat: Chat, text: str) -> None:
    assert await chat.say("小明", text) == ""


async def test_a_spoken_word_is_a_command_of_staff_and_to_the_bot(chat: Chat) -> None:
    assert await chat.say("店员", "谁没签到") != ""
    assert "只有员工可以用" in await chat.say("小明", "谁没签到", addressed=True)


@pytest.mark.parametrize("words", ["我的徽章 全部", "积分规则 签到", "为什么推荐 @小雨"])
async def test_a_command_that_takes_no_more_words_says_so(chat: Chat, words: str) -> None:
    told = await chat.say("小明", words, addressed=True)
    word = words.split()[0]
    assert told == f"「{word}」后面不用写别的，直接发「{word}」就行～"


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("日报今天", "📋 测试群 日报（11-23）"),
        ("日报今天。", "📋 测试群 日报（11-23）"),
        ("周报本周 文字", "📋 测试群 周报（11-23）"),
        ("月报本月文字", "📋 测试群 月报（11-01 到 11-23）"),
        ("群报告今日", "📋 测试群 日报（11-23）"),
        ("统计本周", "📋 测试群 周报（11-23）"),
        ("活跃榜上月", "还没有人上榜"),
        ("红人本月", "11-01 到 11-23"),
        ("沉默名单7", "没有人 7 天没动静"),
        ("导出成员", "成员，共"),
        ("加分全体", "请"),
    ],
)
async def test_who_is_in_charge_may_leave_out_the_space(chat: Chat, typed: str, beginning: str) -> None:
    await chat.say("小明", "大家好")
    assert beginning in await chat.say("群主", typed)


async def test_rankings_may_be_typed_in_one_word(chat: Chat) -> None:
    await chat.say("小明", "签到")
    for word in ("排行本周", "排行本月", "排行赛季"):
        assert "你在第 1 名" in await chat.say("小明", word)


async def test_names_may_follow_without_a_space_where_the_bot_is_meant(open_group: OpenChat) -> None:
    chat = await open_group("sop: [{name: 早安, when: 每天 09:00, say: 早}]\n")
    await chat.say("小明", "大家好")
    await chat.forward(hours=2)
    assert "「早安」最近四周发了 1 次" in await chat.say("群主", "效果早安", private=True)
    assert "「骨灰级」现在没有人" in await chat.say("群主", "分群骨灰级", private=True)
    assert await chat.say("群主", "分群都有谁", private=True) == "你是想说「分群 重点突破」吗？"
    assert await chat.say("群主", "成员小明", private=True) == "你是想说「成员 @小月」吗？"
    assert await chat.say("小明", "分群骨灰级", addressed=True) != "「骨灰级」现在没有人。"
    assert await chat.say("群主", "效果早安") == ""
    assert "「骨灰级」现在没有人" in await chat.say("群主", "分群骨灰级", addressed=True)
    assert chat.shown == "发到你的私聊了～", "what is for those in charge stays theirs"


@pytest.mark.parametrize("text", ["周报上周谁写的", "日报今天不用发了", "活跃的人真多"])
async def test_talk_that_begins_with_a_report_stays_talk(chat: Chat, text: str) -> None:
    assert await chat.say("群主", text) == ""
