"""What WeCom's error codes mean for a message on its way, from the documented list; words change, codes do not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.channels.channel import SendResult, SendStatus
from bot.channels.wecom.setup_failures import UNTRUSTED_ADDRESS

STALE_TOKEN = (40014, 42001)
STALE_MEDIA = 40007
UNTRUSTED = 60020


def retry(note: str, seconds: float = 0) -> SendResult:
    """Return that it may go again after so many seconds."""
    return SendResult(SendStatus.RETRY, note, timedelta(seconds=seconds))


def refused(note: str) -> SendResult:
    """Return that this message will never be taken."""
    return SendResult(SendStatus.REFUSED, note)


def disabled(note: str) -> SendResult:
    return SendResult(SendStatus.DISABLED, note)


MEANINGS: Mapping[int, SendResult] = {
    -1: retry("企业微信正忙", 3),
    6000: retry("企业微信正忙，数据有冲突", 3),
    45033: retry("同时调用企业微信的次数太多", 5),
    40014: retry("access_token 刷新后仍然无效", 60),
    42001: retry("access_token 刷新后仍然过期", 60),
    41063: retry("上一次群发还在分发", 60),
    45009: SendResult(SendStatus.PAUSE, "发得太快，企业微信要求歇一分钟", timedelta(seconds=60)),
    41048: SendResult(SendStatus.SENT, "没有需要通知的人"),
    40001: disabled("应用的 Secret 不对"),
    40013: disabled("企业 ID 不对"),
    40056: disabled("应用的 AgentId 不对"),
    48002: disabled("应用没有调用这个接口的权限"),
    60020: disabled(UNTRUSTED_ADDRESS),
    301002: disabled("access_token 属于另一个应用"),
    93000: disabled("机器人的 key 不对，或机器人已经被移出群"),
    93004: disabled("机器人已经被停用"),
    93008: disabled("机器人不在群里"),
    40003: refused("没有这个成员"),
    60111: refused("没有这个成员"),
    60011: refused("这个成员不在应用的可见范围里"),
    81013: refused("收件人都不存在，或都不在应用的可见范围里"),
    84061: refused("这位客户已经不是好友"),
    90501: refused("这不是客户群"),
    40007: refused("图片上传后失效"),
    40008: refused("消息类型不对"),
    40033: refused("消息里有不合法的字符"),
    40035: refused("参数不对"),
    40058: refused("参数不对"),
    40063: refused("少了参数"),
    41001: refused("请求里没有 access_token"),
    41004: refused("请求里没有 Secret"),
    44004: refused("内容是空的"),
    45002: refused("内容太长"),
    45008: refused("图文超过 8 条"),
    81017: refused("返回的内容太大"),
}
"""What each error code means for the message. A code that is not here refuses it."""


def meaning(code: int) -> SendResult:
    """Return what an error code of the platform means."""
    result = MEANINGS.get(code) or refused("企业微信没有接受")
    return SendResult(result.verdict, f"{result.note}（{code}）", result.wait)
