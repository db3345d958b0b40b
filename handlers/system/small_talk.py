"""Small talk with the bot: who it is, how it is used, a greeting and thanks, where it is spoken to."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.kit import Capability, Feature, MemberContext, Message
from handlers.kit.words import ENDINGS, casefold_width, undress

feature = Feature("small_talk")

WHO = (
    "我是群伴，这个群的小助手：每天发「签到」有积分，积分能在「商城」里换东西，还能看「排行」、发起投票。"
    "发「帮助」看全部。"
)
HOW = "{way}，比如「签到」「积分」「商城」。发「帮助」看我会的，发「帮助 签到」看一个怎么用。"
HERE = "我在～{way}，比如「签到」「积分」。发「帮助」看我会的。"
BY_MENTION = "在群里 @我 再说一个词就行"
DIRECTLY = "直接发一个词就行"
HELLO = "{name}你好呀！今天「签到」了吗？想知道我会什么，发「帮助」。"
THANKS = "不客气～有事随时叫我。"
BYE = "好的，回头见～"

_TALK: Mapping[str, str] = {
    words: answer
    for answer, said in (
        (WHO, "你是谁 你是什么 你叫什么 你叫什么名字 群伴是什么 介绍一下自己"),
        (HOW, "怎么用 怎么玩 你会什么 你能干什么 你能做什么 有什么功能 使用说明 说明"),
        (HELLO, "你好 您好 你好呀 你好啊 早 早安 早上好 中午好 下午好 晚上好 嗨 在吗 在么 hi hello"),
        (THANKS, "谢谢 谢谢你 谢谢啦 多谢 感谢 辛苦了 谢了 thanks 3q"),
        (BYE, "再见 拜拜 晚安 bye 88"),
    )
    for words in said.split()
} | {"": HERE}


@feature.listen
def chat(message: Message, ctx: MemberContext) -> str | None:
    """Answer what people say to somebody they meet, and nothing that is not said to the bot."""
    if not message.addressed or message.pictures:
        return None
    words = casefold_width(undress(message.text.strip())).strip(ENDINGS + " ")
    answer = _TALK.get(words)
    if answer is None:
        return None
    way = DIRECTLY if Capability.HEARS_ALL in ctx.capabilities or message.chat is None else BY_MENTION
    return answer.format(name=ctx.member.name, way=way)
