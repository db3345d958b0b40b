"""Photos of an event: what who signed up sends to the group meanwhile is collected, and shown again."""

from __future__ import annotations

from handlers.events import meant, photo_album
from handlers.events.pictures import album_of
from handlers.kit import (
    Audience,
    Capability,
    Command,
    Feature,
    MemberContext,
    Message,
    Picture,
    Refusal,
    Reply,
    Role,
    reply,
)
from handlers.text.numbers import read_number
from storage import albums
from storage.albums import LATEST, Photo
from storage.events import events, sign_ups
from storage.events.events import Event, State
from storage.messages import files

feature = Feature("event_photos", title="活动照片", topic="活动")
feature.requires(Capability.HEARS_ALL, "活动照片要 @我 发，我才收得到。")
feature.requires(Capability.PICTURES, "这个群我发不了图片，看照片请翻聊天记录。")

SHOWN = 6
PAGE = "📷 「{title}」的照片{count}："
ALL, SOME = "（{count} 张）", "（{count} 张里的第 {last} 到 {first} 张）"
OLDER = "再往前看，发「活动照片 {number} {first}」。不想留的，发「删活动照片 {number} {example}」。"
ALT = "第 {number} 张，{name} 拍的"
NONE_YET = "「{title}」还没有照片。报了名的朋友在活动当天和之后两天里发到群里的，我都会收好。"
NO_EVENT = "还没有办过活动，等办了再来看照片～"
NOT_BEGUN = "「{title}」还没到日子，当天再拍～"
TAKEN = "📷 {name} 的照片收进「{title}」了，发「活动照片 {number}」看大家的。"
OUT_OF_REACH = "这里发的图片我存不下来，照片就留在群里吧～"
NOT_THERE = "没参加「{title}」的话，照片直接发在群里就好～"
ENOUGH = "「{title}」的照片够多啦，留几张在手机里慢慢看～"
NOT_A_NUMBER = "请这样写：{usage}"
USAGE = "删活动照片 3 5（3 号活动的第 5 张）"
UNKNOWN = "「{title}」没有第 {number} 张照片。"
NOT_YOURS = "这张不是你拍的，请 TA 自己或员工来删。"
REMOVED = "好的，「{title}」的第 {number} 张照片不留了。"


@feature.command("活动照片", help="大家拍的活动照片；带上图片就收进去", usage="3")
def show(message: Message, ctx: MemberContext) -> Reply:
    event, before = _resolve(ctx)
    if message.pictures:
        return reply(_collect_said(event, message, ctx))
    photos = albums.list_before(ctx.db, album_of(event), before, SHOWN)
    if not photos:
        raise Refusal(NONE_YET.format(title=event.terms.title))
    count, first, last = albums.count(ctx.db, album_of(event)), photos[0].number, photos[-1].number
    shown = ALL if len(photos) == count else SOME
    title = PAGE.format(title=event.terms.title, count=shown.format(count=count, first=first, last=last))
    older = OLDER.format(number=event.number, first=last, example=first) if len(photos) < count else ""
    pictures = [Picture(digest=photo.digest, alt=_alt(photo)) for photo in reversed(photos)]
    return reply("\n".join(filter(None, [title, older])), *pictures)


@feature.command("删活动照片", "删照片", help="一张照片不留了", usage="3 5", audience=Audience.ASKER)
def remove(message: Message, ctx: MemberContext) -> str:
    first, _, second = ctx.args.partition(" ")
    number, place = read_number(first), read_number(second.strip())
    if number is None or place is None:
        raise Refusal(NOT_A_NUMBER.format(usage=USAGE))
    event = meant.get_by_number(ctx, number)
    photo = albums.get(ctx.db, album_of(event), place)
    if photo is None:
        raise Refusal(UNKNOWN.format(title=event.terms.title, number=place))
    if photo.member.id != ctx.member.id and ctx.role < Role.STAFF:
        raise Refusal(NOT_YOURS)
    albums.remove(ctx.db, photo)
    return REMOVED.format(title=event.terms.title, number=place)


@feature.guard
def collect(message: Message, command: Command | None, ctx: MemberContext) -> None:
    """Keep what somebody who signed up sends while their event goes on or soon after, also where it is a work as well.

    With 活动照片 they say themselves where it belongs.
    """
    if command is None or command.handler is not show:
        photo_album.collect(message, ctx)


@feature.listen
def tell(message: Message, ctx: MemberContext) -> str | None:
    """Say that a photo is kept, only where the bot was spoken to."""
    event = photo_album.collect(message, ctx) if message.addressed else None
    return _describe_taken(event, ctx) if event else None


def _collect_said(event: Event, message: Message, ctx: MemberContext) -> str:
    title = event.terms.title
    if ctx.today < ctx.local(event.terms.starts_at).date():
        raise Refusal(NOT_BEGUN.format(title=title))
    if ctx.role < Role.STAFF and sign_ups.get(ctx.db, event, ctx.member) is None:
        raise Refusal(NOT_THERE.format(title=title))
    if not files.list_kept(ctx.db, message.pictures):
        raise Refusal(OUT_OF_REACH)
    if not photo_album.take(event, message, ctx):
        raise Refusal(ENOUGH.format(title=title))
    return _describe_taken(event, ctx)


def _describe_taken(event: Event, ctx: MemberContext) -> str:
    return TAKEN.format(name=ctx.member.name, title=event.terms.title, number=event.number)


def _resolve(ctx: MemberContext) -> tuple[Event, int]:
    """Return the event that is meant, or the latest that began, and the number before which to show."""
    first, _, second = ctx.args.partition(" ")
    number = read_number(first.strip("# ").removesuffix("号"))
    before = read_number(second.strip()) or LATEST
    if number is not None:
        event = meant.get_by_number(ctx, number)
        if event.state is State.CANCELLED:
            raise Refusal(meant.CANCELLED.format(number=number, title=event.terms.title))
        return event, before
    begun = events.list_begun(ctx.db, ctx.group.id, ctx.now, 1)
    if not begun:
        raise Refusal(NO_EVENT)
    return begun[0], LATEST


def _alt(photo: Photo) -> str:
    return ALT.format(number=photo.number, name=photo.member.name)
