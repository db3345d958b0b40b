"""Beginning, showing and closing sign-up lists, and which of them is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.dates.hours import format_time
from handlers.events import sign_up_seats, withdrawals
from handlers.events.sign_up_lines import MOST_LINES, name_key
from handlers.events.sign_up_orders import MOST_ENTRIES, MOST_OPEN, Order
from handlers.events.sign_up_words import begins_with_people, split_place
from handlers.kit import Context, MemberContext, Refusal, Reply, Role, TimerPayload, cancel_timer, set_timer
from handlers.kit.words import half_width, truncate
from handlers.text.contact_data import hide_contact_data
from handlers.text.examples import fill_example
from handlers.text.names import LEAST_OF_TITLE
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList
from storage.members import roster
from storage.members.roster import Member

FEATURE = "sign_up_lists"
"""The feature whose timers close lists."""
TITLE = "📝 {number} 号接龙：{title}"
TERMS = "（{seats}{until}截止）"
TERMS_OVER = "（{seats}已经结束）"
SEATS = "限 {seats} 人，"
LINE = "{place}. {name}{extra}{note}"
EXTRA = " +{extra}"
NOTE = "（{note}）"
WAITING = "候补："
PLACE = "第 {place} 位"
WAITING_PLACE = "候补第 {place} 位，有人退出就往前排"
TOTAL = "一共 {people} 人"
SEATED = "一共 {people} 人，还有 {left} 个名额"
NO_ROOM = "一共 {people} 人，名额满了"
FULL = "名额满了，候补 {waiting} 人"
FEW_LEFT = "还有 {left} 个名额，候补 {waiting} 人"
NOBODY_YET = "还没有人。"
NONE_OPEN = "现在没有接龙，发「接龙 周六爬山」就能开一个～"
TOO_MANY = "已经有 {count} 个接龙开着，先结束一个吧：{titles}。"
WHICH = "现在有 {count} 个接龙，你说的是哪个？\n{lines}"
WHICH_LINE = "{number} 号 {title}：发「{example}」"
UNKNOWN = "没有 {number} 号接龙。"
CLOSED = "{number} 号接龙「{title}」已经结束了。"
NOT_YOURS = "这个接龙不是你发起的，请找发起人或员工。"
CROWDED = f"这个接龙已经有 {MOST_ENTRIES} 行了，再多就看不清了，请另开一个。"
TOO_LONG = f"这份接龙超过 {MOST_LINES} 行，我一行都没记，免得漏掉谁；请分成几个接龙再发。"
MOST_SHOWN = 100
"""Lines of a list that are shown."""
MORE = "……还有 {count} 行"


class ListEnd(TimerPayload):
    """The timer that closes a list at its time."""

    sign_up_list: int

    @property
    def key(self) -> str:
        return str(self.sign_up_list)


def begin(ctx: Context, order: Order, author: Member) -> SignUpList:
    """Begin a list of a member and set the timer of its end; raises Refusal where too many are open."""
    open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    if len(open_lists) >= MOST_OPEN:
        titles = "、".join(f"{each.number} 号 {truncate(each.title)}" for each in open_lists)
        raise Refusal(TOO_MANY.format(count=len(open_lists), titles=titles))
    begun = sign_up_lists.create(ctx.db, author, order.title, order.seats, ctx.now, order.ends_at)
    set_timer(ctx, FEATURE, ListEnd(sign_up_list=begun.id), order.ends_at)
    return begun


def close(ctx: Context, sign_up_list: SignUpList) -> bool:
    """Close a list; return False where it was closed before."""
    cancel_timer(ctx, FEATURE, ListEnd(sign_up_list=sign_up_list.id))
    return sign_up_lists.close(ctx.db, sign_up_list.id, ctx.now)


def reopen(ctx: Context, sign_up_list: SignUpList, ends_at: datetime) -> None:
    """Let people sign up again until a moment (aware UTC)."""
    sign_up_lists.reopen(ctx.db, sign_up_list.id, ends_at)
    set_timer(ctx, FEATURE, ListEnd(sign_up_list=sign_up_list.id), ends_at)


def describe(ctx: Context, sign_up_list: SignUpList) -> str:
    """Return a list with its terms, its lines, who waits, and the sum."""
    entries = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    seats = SEATS.format(seats=sign_up_list.seats) if sign_up_list.seats else ""
    terms = (TERMS if sign_up_list.is_open(ctx.now) else TERMS_OVER).format(
        seats=seats, until=format_time(ctx, sign_up_list.ends_at)
    )
    title = TITLE.format(number=sign_up_list.number, title=sign_up_list.title) + terms
    return "\n".join([title, *_describe_lines(entries, sign_up_list.seats), describe_sum(entries, sign_up_list.seats)])


def _describe_lines(entries: Sequence[Entry], seats: int) -> list[str]:
    seated = sign_up_seats.count(entries, seats)
    lines = [describe_entry(place, entry) for place, entry in enumerate(entries, 1)]
    shown = [*lines[:seated], *([WAITING] if seated < len(lines) else []), *lines[seated:]]
    hidden = len(shown) - MOST_SHOWN
    return shown if hidden <= 0 else [*shown[:MOST_SHOWN], MORE.format(count=hidden)]


def describe_entry(place: int, entry: Entry) -> str:
    """Return one line of a list as it is shown: in the group, so without the numbers by which somebody is reached."""
    note = hide_contact_data(entry.note)
    return LINE.format(
        place=place,
        name=entry.name,
        extra=EXTRA.format(extra=entry.people - 1) if entry.people > 1 else "",
        note=NOTE.format(note=note) if note else "",
    )


def describe_sum(entries: Sequence[Entry], seats: int) -> str:
    """Return how many come, and how many seats are left."""
    counts = [entry.people for entry in entries]
    seated = sign_up_seats.count(entries, seats)
    people = sum(counts[:seated])
    if not counts:
        return NOBODY_YET
    if not seats:
        return TOTAL.format(people=people)
    if seated < len(counts):
        waiting = sum(counts[seated:])
        return (FEW_LEFT if people < seats else FULL).format(left=seats - people, waiting=waiting)
    return (SEATED if people < seats else NO_ROOM).format(people=people, left=seats - people)


def find_own(ctx: MemberContext, entries: Sequence[Entry]) -> Entry | None:
    """Return the member's own line: the one with their name that they wrote, or that somebody wrote for them."""
    key = name_key(ctx.member.name)
    own = [entry for entry in entries if entry.entered_by == ctx.member.id and entry.name == ctx.member.name]
    own = own or [entry for entry in entries if entry.key == key]
    # 4-302 小红 is how 小红 writes herself on a list of flats.
    return next(iter(own), None) or next(
        (
            entry
            for entry in entries
            if entry.entered_by == ctx.member.id and name_key(split_place(half_width(entry.name))[1]) == key
        ),
        None,
    )


def describe_place(sign_up_list: SignUpList, entries: Sequence[Entry], entry: Entry) -> str:
    """Return where somebody stands: 第 2 位, or 候补第 1 位."""
    place, seated = entries.index(entry) + 1, sign_up_seats.count(entries, sign_up_list.seats)
    return PLACE.format(place=place) if place <= seated else WAITING_PLACE.format(place=place - seated)


def require_room(entries: Sequence[Entry]) -> None:
    """Raise Refusal where a list is as long as one may be."""
    if len(entries) >= MOST_ENTRIES:
        raise Refusal(CROWDED)


def resolve(ctx: Context, number: int | None, example: str, asked: str = "") -> SignUpList:
    """Return the open list of this number, or the only open one; raises Refusal.

    `example` has the place of a list's number, and what was `asked` is put behind it.
    """
    if number is not None:
        named = get_by_number(ctx, number)
        if not named.is_open(ctx.now):
            raise Refusal(CLOSED.format(number=named.number, title=named.title))
        return named
    open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    if not open_lists:
        raise Refusal(NONE_OPEN)
    if len(open_lists) > 1:
        lines = [
            WHICH_LINE.format(
                number=each.number,
                title=truncate(each.title, 20),
                example=fill_example(example, each.number, asked),
            )
            for each in open_lists
        ]
        raise Refusal(WHICH.format(count=len(open_lists), lines="\n".join(lines)))
    return open_lists[0]


def find_line(ctx: MemberContext, entries: Sequence[Entry], name: str) -> Entry | None:
    """Return the line of who is named; without a name the member's own."""
    return next((entry for entry in entries if entry.key == name_key(name)), None) if name else find_own(ctx, entries)


def resolve_own(ctx: MemberContext, number: int | None, name: str, asked: str) -> SignUpList:
    """Return the list of this number, else the only open one with a member's line; raises Refusal as `resolve`."""
    open_lists = [] if number else sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    own = [each for each in open_lists if find_line(ctx, sign_up_lists.list_entries(ctx.db, each.id), name)]
    return own[0] if len(own) == 1 else resolve(ctx, number, "退出接龙 {}号", asked)


def find_titled(ctx: Context, words: str) -> tuple[int | None, str]:
    """Return the number of the open list whose title, or a part of it, the words begin with, and the rest."""
    open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    whole = [each for each in open_lists if words.startswith(each.title)]
    if whole:
        longest = max(whole, key=lambda each: len(each.title))
        return longest.number, words.removeprefix(longest.title).strip()
    first, _, rest = words.partition(" ")
    is_name = len(first) >= LEAST_OF_TITLE and not begins_with_people(half_width(first))
    partly = [each for each in open_lists if is_name and first in each.title]
    return (partly[0].number, rest.strip()) if len(partly) == 1 else (None, words)


def get_by_number(ctx: Context, number: int) -> SignUpList:
    """Return the group's list of this number; raises Refusal."""
    named = sign_up_lists.get_by_number(ctx.db, ctx.group.id, number)
    if named is None:
        raise Refusal(UNKNOWN.format(number=number))
    return named


def require_author(ctx: MemberContext, sign_up_list: SignUpList) -> None:
    """Raise Refusal for members who did not begin the list."""
    if ctx.role < Role.STAFF and sign_up_list.author_id != ctx.member.id:
        raise Refusal(NOT_YOURS)


def take_off_who_left(ctx: MemberContext) -> Reply:
    """Take a member who has left the group off its open lists; return who has a seat now, as for moving up."""
    moved_up: Reply = ()
    others = [member for member in roster.list_by_name(ctx.db, ctx.group.id, ctx.member.name) if member != ctx.member]
    for sign_up_list in sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now):
        entries = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
        own = find_own(ctx, entries)
        # A line that another wrote may mean somebody else of that name who is still here.
        if own is None or (own.entered_by != ctx.member.id and others):
            continue
        sign_up_lists.delete_entry(ctx.db, sign_up_list.id, own.key)
        withdrawals.record(ctx, sign_up_list, [own.key])
        moved_up = (*moved_up, *sign_up_seats.announce_moved(ctx, sign_up_list, entries))
    return moved_up
