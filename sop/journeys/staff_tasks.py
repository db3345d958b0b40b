"""What a journey asks of staff: one task for each of them, about all their members who take the step together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from handlers.kit import Context, ForStaff, Refusal, reply
from handlers.staff.directory import is_staff
from handlers.tasks.parsing import describe_left_over, distribute, summarize_names
from handlers.tasks.rules import LONGEST_TEXT, LONGEST_TITLE
from handlers.tasks.service import announce, hand_out
from handlers.text.template import fill
from sop.plans.placeholders import values
from storage.members import roster
from storage.members.roster import Member
from storage.tasks.tasks import Kind, Work

HEADLESS = Work(kind=Kind.INVITE, title="", text="")
"""What the task is called, its words say."""


def find_recipient(ctx: Context, user: str) -> Member | None:
    """Return the one of the staff with this user id who can be given tasks; None for others, and for an empty id."""
    someone = roster.get_by_user(ctx.db, ctx.group.id, user) if user else None
    return someone if someone and is_staff(ctx, someone) else None


def ask_staff(ctx: Context, words: str, about: Collection[Member], user: str, hours: int) -> list[Member]:
    """Hand out what `words` say of these members, to be done within `hours`, and tell those who have to do it.

    The one with this user id gets it, while they are staff; else those who look after the members. Of members nobody
    looks after those in charge are told. Return the members whom somebody has to look at now.
    """
    if not about:
        return []
    due = ctx.now + timedelta(hours=hours)
    someone = find_recipient(ctx, user)
    to = [someone] if someone else None
    try:
        order = distribute(ctx, HEADLESS, to, tuple(about), due)
    except Refusal as refusal:
        ctx.post(f"{ctx.key}:task", ForStaff(reply=reply(str(refusal)), ask="旅程"))
        return []
    for staff, clients in order.to.items():
        text = fill(words, {**values(ctx.group, ctx.now), "name": summarize_names(clients)}).strip()[:LONGEST_TEXT]
        work = replace(order.work, title=text.partition("\n")[0][:LONGEST_TITLE], text=text)
        task = hand_out(ctx, work, {staff: clients}, due, giver="")
        announce(ctx, task, [staff], due)
    left_over = describe_left_over(order)
    if left_over:
        ctx.post(f"{ctx.key}:left", ForStaff(reply=left_over, ask="旅程"))
    return [member for member in about if member not in order.left_over]
