"""Speaks to those whom a wave calls: in private, in the group, through staff or a journey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from handlers.dates.hours import format_time
from handlers.kit import Context, ForMember, Reply, reply
from handlers.text.mentions import may_be_mentioned, mention_allowed
from handlers.text.people import mention
from handlers.text.template import fill
from sop.journeys.section import journeys_of
from sop.journeys.service import begin, is_paused
from sop.journeys.staff_tasks import ask_staff
from sop.plans.addressing import NAME, fill_around_names
from sop.plans.placeholders import values
from sop.waves.model import OFFER, Wave
from storage.events import events
from storage.members.roster import Member
from storage.sop import journeys, wave_members, waves
from storage.sop.waves import Run

LETTER = "来信"
"""What members send to read what was written to them."""
TAKE = "回来礼"
"""What members send to take their offer."""
ANSWER = "回信"
YOUR_OFFER = "给你留了「{offer}」，到 {last_day:%m-%d} 为止发「{take}」就能领。"
INVITATION = "{time}有「{title}」，一起来？发「报名 {number}」就行。"
QUESTION = "要是有什么让你少来了，发「{answer} 1」这样告诉我们，只有管理员看得到：{options}"
OPTION = "{number} {words}"
IN_GROUP = "有一封给你的信。"


def touch(ctx: Context, wave: Wave, run: Run, members: Sequence[Member]) -> tuple[Sequence[Member], Reply | None]:
    """Speak to these members; return whom it reached today, and what is said to the group."""
    match wave.touch:
        case "任务":
            return ask_staff(ctx, fill(_words(ctx, wave, run), _offered(wave)), members, wave.to, wave.hours), None
        case "旅程":
            return _send_on_journey(ctx, wave, members), None
    allowed = may_be_mentioned(ctx, members)
    if wave.touch == "群里":
        before, after = fill_around_names(_words(ctx, wave, run), _values(ctx, wave))
        last_days = wave_members.last_days(ctx.db, run, [member.id for member in allowed])
        besides = _besides(ctx, wave, min(last_days.values(), default=ctx.today))
        return allowed, mention_allowed(ctx, allowed, "\n".join([after, *besides]), before)
    for member, words in letters_to(ctx, wave, run, allowed):
        shown = reply(mention(member), IN_GROUP)
        ctx.post(f"wave:{run.id}:{member.id}", ForMember(member=member, reply=words, ask=LETTER, shown=shown))
    return allowed, None


def letters_to(ctx: Context, wave: Wave, run: Run, members: Iterable[Member]) -> Iterator[tuple[Member, Reply]]:
    """Yield what a wave says to each of these members in private."""
    words, known, listed = _words(ctx, wave, run), _values(ctx, wave), list(members)
    last_days = wave_members.last_days(ctx.db, run, [member.id for member in listed])
    besides = {last_day: list(_besides(ctx, wave, last_day)) for last_day in set(last_days.values())}
    for member in listed:
        told = besides[last_days[member.id]]
        yield member, reply("\n".join([fill(words, {**known, NAME: member.name}), *told]))


def thanks_to(ctx: Context, wave: Wave, member: Member) -> Reply:
    """Return what a wave says to one member who is back."""
    return reply(fill(wave.thanks, {**_values(ctx, wave), NAME: member.name}))


def _send_on_journey(ctx: Context, wave: Wave, members: Sequence[Member]) -> list[Member]:
    """Let these begin the wave's journey; return those who are on it."""
    journey = next((journey for journey in journeys_of(ctx.group) if journey.name == wave.journey), None)
    if journey is None or is_paused(ctx, journey):
        return []
    begin(ctx, journey, [member.id for member in members], ctx.now, since=journey.since(ctx.now))
    return [member for member in members if journeys.get_place(ctx.db, member, journey.name)]


def _values(ctx: Context, wave: Wave) -> dict[str, str]:
    return {**values(ctx.group, ctx.now), **_offered(wave)}


def _offered(wave: Wave) -> dict[str, str]:
    return {OFFER: str(wave.offer)} if wave.offer else {}


def _words(ctx: Context, wave: Wave, run: Run) -> str:
    """Return the words whose turn it is: those of a pool take turns from run to run."""
    if len(wave.say) < 2:
        return wave.say[0] if wave.say else ""
    earlier = sum(other.id < run.id for other in waves.list_runs(ctx.db, ctx.group.id, wave.name))
    return wave.say[earlier % len(wave.say)]


def _besides(ctx: Context, wave: Wave, last_day: date) -> Iterator[str]:
    """Yield what goes with the words, line by line; the last local day on which the offer may be taken is told."""
    if wave.offer:
        yield YOUR_OFFER.format(offer=wave.offer, last_day=last_day, take=TAKE)
    if wave.invite and (ahead := events.list_open(ctx.db, ctx.group.id)):
        event = ahead[0]
        time = format_time(ctx, event.terms.starts_at)
        yield INVITATION.format(time=time, title=event.terms.title, number=event.number)
    if wave.survey:
        options = "；".join(OPTION.format(number=number, words=words) for number, words in enumerate(wave.survey, 1))
        yield QUESTION.format(answer=ANSWER, options=options)
