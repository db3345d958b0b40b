"""Broadcasts to customer groups: the app makes a task, the group's owner confirms it in WeCom (D/92135, D/93338)."""

from __future__ import annotations

from bot.channels.channel import SENT, BroadcastResult, SendResult, SendStatus
from bot.channels.wecom.api import ApiError, AppApi

WAITING, DONE, NO_CUSTOMER, TOO_MANY = 0, 1, 2, 3
"""What the platform says of one receiver."""
FAILURES = {NO_CUSTOMER: "企业微信说客户不是好友", TOO_MANY: "这个群今天已经收过别的群发"}
NOT_TAKEN = SendResult(SendStatus.REFUSED, "企业微信没有收下：不是客户群，或者发送的人不是群主")


async def ask_to_send(api: AppApi, chat: str, sender: str, words: str) -> tuple[SendResult, str]:
    """Make the task; return how that went, and its msgid."""
    body = {"chat_type": "group", "chat_id_list": [chat], "sender": sender, "text": {"content": words}}
    try:
        answer = await api.post("externalcontact/add_msg_template", body)
    except ApiError as error:
        return error.outcome, ""
    failed, task = answer.get("fail_list"), answer.get("msgid")
    if (isinstance(failed, list) and chat in failed) or not isinstance(task, str) or not task:
        return NOT_TAKEN, ""
    return SENT, task


async def sent(api: AppApi, chat: str, sender: str, task: str) -> BroadcastResult | None:
    """Return what became of a task; None where the platform does not tell just now."""
    try:
        answer = await api.post("externalcontact/get_groupmsg_send_result", {"msgid": task, "userid": sender})
    except ApiError:
        return None
    listed = answer.get("send_list")
    for line in listed if isinstance(listed, list) else ():
        if isinstance(line, dict) and line.get("chat_id") == chat:
            status = line.get("status")
            if status == DONE:
                return BroadcastResult(is_over=True, is_sent=True)
            if status in FAILURES:
                return BroadcastResult(is_over=True, note=FAILURES[status])
    return BroadcastResult(is_over=False)
