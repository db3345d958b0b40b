"""What an event says by itself: a day and two hours before it starts, and when it is over."""

from __future__ import annotations

from handlers.dates.hours import format_time
from handlers.events import service
from handlers.events.pictures import describe_photos
from handlers.events.service import Finish, Reminder
from handlers.kit import Capability, Context, Feature, HandlerResult, Occasion, follow_up, reply
from handlers.text.mentions import mention_in_batches
from storage.events import events
from storage.events.events import Event, State

feature = Feature(service.TIMERS, title="活动提醒", topic="活动")
DONE = Occasion("活动结束", "一场活动办完了")
feature.occasion(DONE)

SOON = "⏰ {time}「{title}」{place}，别忘了：\n"
PLACE = "（{place}）"
CANNOT = "\n来不了的话发「取消报名 {number}」，把位子让给候补～"
OVER = "🏁 「{title}」结束了，到场 {came} 人，谢谢大家！"
OVER_QUIETLY = "🏁 「{title}」结束了，谢谢大家！"
FOLLOWS = "\n下一次 {time}，发「报名 {number}」。{regulars}"
REGULARS = "每周都来的 {count} 位已经报上了。"
REASON = "{title} 办完了，来了 {came} 位"


@feature.on_timer(Reminder)
def remind(reminder: Reminder, ctx: Context) -> HandlerResult:
    event = events.get(ctx.db, reminder.event)
    if event is None or event.state is not State.OPEN or ctx.now >= event.terms.starts_at:
        return None
    seated, _ = service.list_seated(ctx, event)
    opening = SOON.format(
        time=format_time(ctx, event.terms.starts_at),
        title=event.terms.title,
        place=PLACE.format(place=event.terms.place) if event.terms.place else "",
    )
    coming = [sign_up.member for sign_up in seated if sign_up.came_at is None]
    return mention_in_batches(ctx, coming, CANNOT.format(number=event.number), before=opening)


@feature.on_timer(Finish)
def finish(timer: Finish, ctx: Context) -> HandlerResult:
    """End an event, let its occasion be followed up, and announce next week's where it comes every week."""
    event = events.get(ctx.db, timer.event)
    if event is None or not events.end(ctx.db, event, State.OVER):
        return None
    seated, waiting = service.list_seated(ctx, event)
    came = sum(sign_up.people for sign_up in (*seated, *waiting) if sign_up.came_at)
    if came:
        follow_up(ctx, DONE, REASON.format(title=event.terms.title, came=came), key=f"event:{event.id}")
    following = service.follow_with_next(ctx, event) if event.terms.weekly else None
    photos = describe_photos(ctx, event)
    if Capability.PUSHES not in ctx.capabilities or not (came or following or photos):
        return None
    over = OVER.format(title=event.terms.title, came=came) if came else OVER_QUIETLY.format(title=event.terms.title)
    return reply(over + photos + (_describe_next(ctx, following) if following else ""))


def _describe_next(ctx: Context, event: Event) -> str:
    seated, waiting = service.list_seated(ctx, event)
    regulars = len(seated) + len(waiting)
    return FOLLOWS.format(
        time=service.describe_time(ctx, event.terms),
        number=event.number,
        regulars=REGULARS.format(count=regulars) if regulars else "",
    )
