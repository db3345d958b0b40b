"""What a merge of two members does to each table that names one.

tests/members/test_merging.py sees to it that none is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """What happens to a table's rows of the one who goes."""

    table: str
    column: str = "member_id"
    key: tuple[str, ...] | None = None
    """The other columns of a key of which a member has one row at most; None where they may have several."""
    better: str = ""
    """SQL for how good `{row}` is: of two the better one stays, without it that of the one who stays."""
    added: tuple[str, ...] = ()
    """Columns that are added up where both have a row."""
    joined: tuple[str, ...] = ()
    """Columns of bits that are united."""


RULES = (
    Rule("activity", key=("day",), added=("messages",), joined=("hours",)),
    Rule("talk_sum", key=("group_id", "span"), added=("messages",)),
    Rule("fact", key=("group_id", "day", "kind"), added=("count", "seconds"), joined=("hours",)),
    # What the two used up together counts, or a second account would double a day's allowance.
    Rule("cap", key=("source", "day"), added=("used",)),
    Rule("album_photo"),
    Rule("arrear"),
    Rule("arrival", key=(), better="-{row}.at"),
    Rule("badge", key=("name",), better="-{row}.at"),
    Rule("binding", key=()),
    Rule("binding", "staff_id"),
    Rule("birthday", key=()),
    Rule("contact_name", key=()),
    # Who came has come; else the earlier place counts, which may be the one with a seat.
    Rule("event_sign_up", key=("event_id",), better="CASE WHEN {row}.came_at IS NULL THEN -{row}.id ELSE 1 END"),
    Rule("first_introduction", key=(), better="-{row}.at"),
    # What both were paid was paid: it counts for the day's budget.
    Rule("game_score", key=("round_id",), better="{row}.score", added=("paid",)),
    Rule("game_season", key=("group_id", "first_day"), better="-{row}.place"),
    Rule(
        "homework_answer",
        key=("lesson_id", "question"),
        better="CASE {row}.state WHEN 'right' THEN 3 WHEN 'accepted' THEN 3 WHEN 'waiting' THEN 2 ELSE 1 END",
    ),
    Rule("interest", key=("word",)),
    Rule("introduction", key=()),
    Rule("invitation", key=()),
    Rule("invitation", "inviter_id"),
    Rule("journey"),
    Rule("lesson_attendance", key=("lesson_id",), better="-{row}.at"),
    Rule("level", key=()),
    Rule("level_change"),
    Rule("loss_reason", key=(), better="{row}.at"),
    Rule("lottery_draw"),
    Rule("mall_order"),
    Rule("moderation_case"),
    Rule("moderation_pace", key=()),
    Rule("opt_out", key=()),
    Rule("payee", key=()),
    Rule("payout"),
    Rule("poll_vote", key=("poll_id",)),
    Rule("purchase"),
    Rule(
        "quest_claim",
        key=("quest_id",),
        better="CASE {row}.state WHEN 'done' THEN 3 WHEN 'waiting' THEN 2 WHEN 'taken' THEN 1 ELSE 0 END",
    ),
    Rule("red_packet", "sender_id"),
    Rule("red_packet_receiver", key=("packet_id",)),
    Rule("reminder"),
    Rule("round", "opened_by"),
    Rule("season_place", key=("group_id", "season"), better="-{row}.place"),
    Rule("sign_up_entry", "entered_by"),
    Rule("sign_up_list", "author_id"),
    Rule("speech", key=()),
    Rule("tag", key=("name",)),
    Rule("untagged", key=("name",)),
    Rule("task_about", key=("task_id", "about_id")),
    Rule("task_about", "about_id", key=("task_id", "member_id")),
    Rule(
        "task_part",
        key=("task_id",),
        better="CASE {row}.state WHEN 'done' THEN 3 WHEN 'waiting' THEN 2 WHEN 'open' THEN 1 ELSE 0 END",
    ),
    # A seat in a team counts for more than having signed up too late, or left before there were teams.
    Rule(
        "team_member",
        key=("challenge_id",),
        better="CASE WHEN {row}.team_id IS NULL THEN 0 ELSE 2 - {row}.has_quit END",
    ),
    Rule("topic_like", key=("post_id",)),
    Rule("topic_post"),
    Rule("unlisted", key=()),
    # Of two turns in one wave the one counts in which somebody was spoken to.
    Rule("wave_member", key=("run_id",), better="CASE WHEN {row}.touched_at IS NULL THEN 0 ELSE 1 END"),
)
APART = {
    "account": "its balance moves by an entry",
    "alias": "leads to who stays",
    "checkin": "days are united and runs counted anew, in storage/checkin/joining.py",
    "earned_lot": "belongs to entries, which stay; what is left of them moves with its dates",
    "friend_report": "only ever grows",
    "merged_member": "is what this writes",
    "red_packet_share": "moves, unless both have one of the same packet: both were paid",
    "task_step": "only ever grows",
}
"""Tables that name a member and have no rule, and why."""
