"""Expiry: points lapse some months after they were earned, at the end of a month; members get notice days before."""

from __future__ import annotations

from datetime import date
from functools import partial

from config.group import Group
from handlers.dates.months import first_of_month, last_day
from handlers.kit import Capability, Context, Feature, Part, Reply, TimerPayload, reply, set_timer
from handlers.kit.declarations import Prepared
from handlers.points.expiry_dates import cutoff
from handlers.points.rules import Rules
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention
from storage.db import MILLISECOND
from storage.members.roster import Member
from storage.points import expiry, ledger

feature = Feature("expiry", title="积分过期")
feature.ledger_kind("expire", "过期", undo_hint="冲正了还会再过期，要补请用「加分」。")

MONTHLY = "每月1日 00:00"
BATCH_SIZE = 50
"""Accounts of one transaction: about 10 ms where each has a hundred entries."""
MOST_DATED = 8
"""Accounts in one transaction whose ledger is replayed: about 5 ms for each thousand entries."""
FINER = 1_000_000
"""Where the numbers of smaller batches begin."""
MOST_NAMED = 50
"""Members named in one message."""
NOTICE = "⏰ {people} 位朋友共 {points} 分将在 {day:%m-%d} 过期，早点花掉吧～\n"
EACH = "{points} 分　"
MORE = "\n还有 {count} 位，发「积分」就能看到自己的。"


class Batch(TimerPayload):
    """A part of the group's accounts, and the month at whose end their old points lapse."""

    month: date
    first: str
    last: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}:{self.number}"


@feature.scheduled("begin", lambda group: MONTHLY if group.rules(Rules).expire else None)
def start_expiry(ctx: Context) -> None:
    """Set a timer for each batch of accounts, so that nobody waits while all of them are looked through."""
    month = first_of_month(ctx.today, 1)
    holders = expiry.list_holders(ctx.db, ctx.group.id)
    for number, (start, end) in enumerate(expiry.split(holders, BATCH_SIZE)):
        set_timer(ctx, feature.name, Batch(month=month, first=start, last=end, number=number), ctx.now)


@feature.on_timer(Batch)
def expire_batch(batch: Batch, ctx: Context) -> None:
    """Debit points that are too old from one batch of accounts, once per member and month."""
    before = cutoff(ctx, batch.month)
    if before is None or _split_further(batch, ctx):
        return
    for member, points in expiry.list_lapsing(ctx.db, ctx.group.id, before, batch.first, batch.last):
        ledger.debit(
            ctx.db,
            member,
            points,
            key=f"expire:{member.id}:{batch.month:%Y-%m}",
            reason="过期",
            cause=ctx.key,
            at=ctx.now - MILLISECOND,  # still in the month that it ends
        )


def _split_further(batch: Batch, ctx: Context) -> bool:
    """Set timers for smaller batches where many of the accounts have to be replayed; False where they are few."""
    dated = expiry.list_dated(ctx.db, ctx.group.id, batch.first, batch.last)
    if len(dated) <= MOST_DATED + 1:
        return False
    ends = [*(end for _, end in expiry.split(dated, MOST_DATED)[:-1]), batch.last]
    for place, end in enumerate(ends):
        # The account after an end begins the next batch; what lies on both is debited once, by its key.
        start = batch.first if place == 0 else ends[place - 1]
        number = FINER + batch.number * BATCH_SIZE + place
        smaller = Batch(month=batch.month, first=start, last=end, number=number)
        set_timer(ctx, feature.name, smaller, ctx.now)
    return True


def notice_days(group: Group) -> str | None:
    """Return when to look whether notice is due: the days that may be `notice` days before the end of a month."""
    rules = group.rules(Rules)
    if not (rules.expire and rules.notice):
        return None
    days = "、".join(f"{last - rules.notice}日" for last in (28, 29, 30, 31))
    return f"每月{days} 10:00"


@feature.scheduled("give_notice", notice_days, read_only=True)
def give_notice(ctx: Context) -> Prepared | None:
    month = first_of_month(ctx.today)
    before = cutoff(ctx, month)
    is_notice_day = (last_day(month) - ctx.today).days == ctx.rules(Rules).notice
    if before is None or not is_notice_day or Capability.PUSHES not in ctx.capabilities:
        return None
    losses = expiry.list_losers(ctx.db, ctx.group.id, before)
    if not losses:
        return None
    return Prepared(partial(_name_losers, losses=losses, day=last_day(month)))


def _name_losers(ctx: Context, losses: list[tuple[Member, int]], day: date) -> Reply | None:
    """Name those who lose most and may be mentioned; all are counted."""
    told = set(may_be_mentioned(ctx, [member for member, _ in losses[:MOST_NAMED]]))
    if not told:
        return None
    total = sum(points for _, points in losses)
    parts: list[str | Part] = [NOTICE.format(people=len(losses), points=total, day=day)]
    for member, points in (loss for loss in losses if loss[0] in told):
        parts += [mention(member), EACH.format(points=points)]
    return reply(*parts, *([MORE.format(count=len(losses) - len(told))] if len(losses) > len(told) else []))
