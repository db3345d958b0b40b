"""A reminder in the timetable that mentions only members who checked in lately and have not done so today."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from handlers.kit import Capability, Context, Feature, Reply, Section
from handlers.text.mentions import mention_in_batches
from storage.checkin import checkins


class Params(Section):
    """签到提醒：只 @ 最近签到过、今天还没签的人"""

    days: int = Field(3, ge=1, le=30, description="最近几天里签到过、今天还没签的人")
    words: str = Field("今天还没签到哦，发「签到」接上～", min_length=1, max_length=200, description="说什么")


feature = Feature("reminder", title="签到提醒")
feature.requires(Capability.MENTIONS, "签到提醒只写名字，不会响。")
feature.requires(Capability.PUSHES, "定时的签到提醒发不出来。")


@feature.action("签到提醒", Params)
def remind(params: Params, ctx: Context) -> Reply | None:
    since = ctx.today - timedelta(days=params.days)
    missing = checkins.list_missing(ctx.db, ctx.group.id, since, ctx.today)
    return mention_in_batches(ctx, missing, params.words)
