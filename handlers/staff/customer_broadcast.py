"""客户群群发 in the timetable: a task for the owner of a customer group, who confirms it in WeCom."""

from __future__ import annotations

from pydantic import Field

from handlers.kit import Context, Feature, ForStaff, Section, reply
from storage.messages import customer_broadcasts

feature = Feature("customer_broadcast", title="客户群群发")

TWICE = "客户群一天只能群发一次，今天已经有过一条，这一条没有建：{words}"


class Broadcast(Section):
    """客户群群发：建一个群发任务，请客户群的群主在企业微信里点确认；一个群一天一次"""

    words: str = Field(min_length=1, max_length=1000, description="发什么，一条文字", examples=["新品到店啦"])
    sender: str = Field("", max_length=64, description="客户群群主的用户 ID；不写就是 owner", examples=["LaoBan"])


@feature.action("客户群群发", Broadcast)
def ask_to_send(params: Broadcast, ctx: Context) -> None:
    sender = params.sender or ctx.group.owner
    if not customer_broadcasts.add(ctx.db, ctx.group.id, ctx.today, sender, params.words, ctx.now):
        notice = ForStaff(reply=reply(TWICE.format(words=params.words[:100])), ask="SOP 记录")
        ctx.post(f"{ctx.key}:twice", notice)
