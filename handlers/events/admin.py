"""Events for staff and the timetable: announcing, changing, cancelling, and who signed up."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field, field_validator

from config.content import ContentPicture
from handlers.dates.hours import format_time
from handlers.events import meant, service
from handlers.events.parsing import USAGE, read_changes, read_terms
from handlers.events.pictures import posters
from handlers.events.rules import LONGEST_DETAILS, STILL_SHOWN, Rules
from handlers.events.service import describe, describe_moved_down, describe_moved_up, list_seated
from handlers.kit import (
    Audience,
    Context,
    Feature,
    MemberContext,
    Message,
    Outlook,
    Refusal,
    Reply,
    Role,
    Section,
    reply,
)
from handlers.kit.words import truncate
from handlers.points.by_hand import require_modest
from handlers.text.numbers import read_number
from handlers.text.people import mention
from storage.events import sign_ups
from storage.events.events import State, Terms
from storage.events.sign_ups import SignUp
from storage.messages import files

feature = Feature("event_desk", title="办活动", topic="活动")

SEATS = "\n名额：{seats} 人"
HOW = "\n想去就发「报名 {number}」，带人发「报名 {number} +1」。"
HOW_TO_OPEN = "请这样写：{usage}"
SAME = "{number} 号活动本来就是这样，没有要改的。"
CHANGED = "📣 {number} 号活动有变动：\n{event}"
CANCELLED = "❎ {number} 号活动「{title}」取消了{reason}。"
REASON = "（{reason}）"
UNDO = "\n弄错了的话，员工发「重开活动 {number}」。"
NOT_CANCELLED = "{number} 号活动没有取消，不用重开。"
TOO_LATE = "这个活动的时间已经过了，请另开一个。"
REOPENED = "📣 照常举行：\n{event}\n"
LIST_TITLE = "{number} 号活动「{title}」的报名表（{time}）："
LIST_LINE = "{place}. {name}{extra}{note}{regular}{came}"
EXTRA, NOTE, REGULAR, CAME = " +{extra}", "（{note}）", " 每周", " ✓到场"
WAITING = "候补："
NOBODY = "还没有人报名。"
TOTALS, CAME_TO_IT, NOBODY_NOTED = "{seats}；{came}", "到场 {came} 人", "没有登记到场"
LONGEST_REASON = 40
MOST_MENTIONED = 40


class Params(Section):
    """活动：到时间自己发一个活动出来"""

    event: str = Field(
        description="和「开活动」后面写的一样", max_length=300, examples=["周六 14:00 亲子烘焙 地点 店里 名额 12"]
    )
    picture: ContentPicture = Field(None, description="海报，content 文件夹里的 png 或 jpg")
    details: str = Field("", max_length=LONGEST_DETAILS, description="详细介绍", examples=["带上围裙"])

    @property
    def words(self) -> str:
        """Return what would be typed behind 开活动."""
        return f"{self.event}\n{self.details}" if self.details else self.event

    @field_validator("event")
    @classmethod
    def _names_a_time(cls, words: str) -> str:
        if not words.strip():
            raise ValueError(HOW_TO_OPEN.format(usage=USAGE))
        return words


def _foresee(params: Params, outlook: Outlook) -> None:
    read_terms(params.words, outlook.at, outlook.rules(Rules))


@feature.action("活动", Params, foresee=_foresee)
def announce_planned(params: Params, ctx: Context) -> Reply | None:
    """Announce an event by the timetable, but for one that stands already; raises Refusal where its words are none."""
    terms = read_terms(params.words, ctx.local_now, ctx.rules(Rules))
    if service.stands_already(ctx, terms):
        return None
    poster = files.save(ctx.db, params.picture.read_bytes(), ctx.now) if params.picture else ""
    return _announce(ctx, replace(terms, poster=poster))


@feature.command(
    "开活动",
    "发活动",
    help="发起一个活动",
    usage="周六 14:00 亲子烘焙 地点 店里 名额 12",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
)
def announce(message: Message, ctx: MemberContext) -> Reply:
    if not ctx.args:
        raise Refusal(HOW_TO_OPEN.format(usage=USAGE))
    rules = ctx.rules(Rules)
    terms = read_terms(ctx.args, ctx.local_now, rules)
    require_modest(ctx, terms.points, rules.points)
    return _announce(ctx, replace(terms, poster=_poster(message, ctx)))


@feature.command(
    "改活动",
    help="改时间、地点、名额",
    usage="3 时间 周日 15:00",
    role=Role.STAFF,
    audience=Audience.EVERYBODY,
    in_group=True,
)
def change(message: Message, ctx: MemberContext) -> Reply:
    event, words = meant.resolve(ctx, ctx.args, "改活动 {} 地点 公园", meant.means_any)
    had_seats, waited = list_seated(ctx, event)
    poster = _poster(message, ctx)
    usual = max(event.terms.points, ctx.rules(Rules).points)
    # With a new poster nothing else needs to change.
    terms = event.terms if poster and not words else read_changes(event.terms, words, ctx.local_now)
    require_modest(ctx, terms.points, usual)
    terms = replace(terms, poster=poster or terms.poster)
    if terms == event.terms:
        raise Refusal(SAME.format(number=event.number))
    changed = service.change(ctx, event, terms)
    seated, waiting = list_seated(ctx, changed)
    text = CHANGED.format(number=event.number, event=describe(ctx, changed))
    moved_up, moved_down = describe_moved_up(changed, waited, seated), describe_moved_down(had_seats, waiting)
    paragraphs = [part for part in (_mentions([*seated, *waiting]), moved_up, moved_down) if part]
    return (
        *reply(text, *posters(ctx, changed)),
        *(part for paragraph in paragraphs for part in (*reply("\n"), *paragraph)),
    )


@feature.command(
    "取消活动", help="不办了，通知报名的人", usage="3 下雨", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True
)
def cancel(message: Message, ctx: MemberContext) -> Reply:
    event, words = meant.resolve(ctx, ctx.args, "取消活动 {} 下雨", meant.means_any)
    signed_up = sign_ups.list_all(ctx.db, event)
    service.cancel(ctx, event)
    reason = " ".join(words.split())[:LONGEST_REASON]
    text = CANCELLED.format(
        number=event.number, title=event.terms.title, reason=REASON.format(reason=reason) if reason else ""
    )
    return reply(text, *_mentions(signed_up), UNDO.format(number=event.number))


@feature.command(
    "重开活动", help="取消了的活动照常办", usage="3", role=Role.STAFF, audience=Audience.EVERYBODY, in_group=True
)
def reopen(message: Message, ctx: MemberContext) -> Reply:
    if not ctx.args:
        raise Refusal(HOW_TO_OPEN.format(usage="重开活动 3"))
    number = read_number(ctx.args.strip("# ").removesuffix("号"))
    if number is None:
        raise Refusal(meant.NOT_A_NUMBER.format(shown=truncate(ctx.args), example="重开活动 3"))
    event = meant.get_by_number(ctx, number)
    if event.state is not State.CANCELLED:
        raise Refusal(NOT_CANCELLED.format(number=number))
    if event.terms.starts_at <= ctx.now:
        raise Refusal(TOO_LATE)
    service.reopen(ctx, event)
    text = REOPENED.format(event=describe(ctx, event))
    return reply(text, *_mentions(sign_ups.list_all(ctx.db, event)))


@feature.command(
    "活动报名表",
    "报名表",
    "报名名单",
    help="谁报了名、带几人、备注、到没到",
    usage="3",
    role=Role.STAFF,
    read_only=True,
)
def show_list(message: Message, ctx: MemberContext) -> str:
    event, _ = meant.resolve(ctx, ctx.args, "活动报名表 {}", over_for=STILL_SHOWN)
    seated, waiting = list_seated(ctx, event)
    title = LIST_TITLE.format(
        number=event.number, title=event.terms.title, time=format_time(ctx, event.terms.starts_at)
    )
    if not seated and not waiting:
        return f"{title}\n{NOBODY}"
    lines = [_describe_line(place, sign_up) for place, sign_up in enumerate((*seated, *waiting), 1)]
    waits = [WAITING] if waiting else []
    came = sum(sign_up.people for sign_up in (*seated, *waiting) if sign_up.came_at)
    totals = TOTALS.format(
        seats=service.describe_seats((*seated, *waiting), event.terms.seats),
        came=NOBODY_NOTED if event.state is State.OVER and not came else CAME_TO_IT.format(came=came),
    )
    return "\n".join([title, *lines[: len(seated)], *waits, *lines[len(seated) :], totals])


def _poster(message: Message, ctx: MemberContext) -> str:
    """Return the digest of the picture in a message, where it is in our keeping; empty for none."""
    return next(iter(files.list_kept(ctx.db, message.pictures[:1])), "")


def _announce(ctx: Context, terms: Terms) -> Reply:
    event = service.announce(ctx, terms)
    # That nobody has signed up yet says nothing; how many seats there are does.
    seats = SEATS.format(seats=event.terms.seats) if event.terms.seats else ""
    text = describe(ctx, event).rpartition("\n")[0] + seats + HOW.format(number=event.number)
    return reply(text, *posters(ctx, event))


def _describe_line(place: int, sign_up: SignUp) -> str:
    return LIST_LINE.format(
        place=place,
        name=sign_up.member.name,
        extra=EXTRA.format(extra=sign_up.people - 1) if sign_up.people > 1 else "",
        note=NOTE.format(note=sign_up.note) if sign_up.note else "",
        regular=REGULAR if sign_up.regular else "",
        came=CAME if sign_up.came_at else "",
    )


def _mentions(signed_up: list[SignUp]) -> Reply:
    return tuple(mention(sign_up.member) for sign_up in signed_up[:MOST_MENTIONED])
