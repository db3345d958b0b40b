"""What is known of one member: all of it to be shown to them, and what is theirs alone to be forgotten.

The books stay: entries, orders and check-ins say nothing of a person once nobody knows whose they are.
tests/members/test_personal_data.py sees to it that every table which names a member is spoken of here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from pydantic import BaseModel

from storage import state
from storage.db import Db, Value, to_millis
from storage.members import aliases, spoken_of
from storage.members.roster import Member

FORGOTTEN = spoken_of.SOMEBODY
NOBODY = "forgotten:"
"""Begins the user id of a forgotten member: nobody can be written to there."""
MARKS = "forgotten"
"""Under which the marks of the forgotten are kept."""
KEPT = timedelta(days=365)
UNITS = {"points": "积分往来", "growth": "成长值", "ticket": "抽奖券", "freeze": "连签保护卡"}
"""What a member has accounts of, and how it is called."""
DELETED = (
    "album_photo",
    "alias",
    "birthday",
    "contact_name",
    "interest",
    "introduction",
    "journey",
    "loss_reason",
    "moderation_pace",
    "opt_out",
    "payee",
    "reminder",
    "speech",
    "tag",
    "untagged",
)
"""Tables whose rows of a member are deleted."""
BLANKED = {
    "arrival": ("scene", "source"),
    "event_sign_up": ("note",),
    "homework_answer": ("words", "comment"),
    "moderation_case": ("phrase", "excerpt"),
    "quest_claim": ("words",),
    "topic_post": ("words",),
    "wave_member": ("reason",),
}
"""Columns that are emptied, by table."""
_VOTE = """poll_vote JOIN poll ON poll.id = poll_vote.poll_id
    JOIN poll_option ON poll_option.poll_id = poll.id AND ((poll_vote.choices >> (poll_option.number - 1)) & 1) = 1"""
_LIKE = "topic_like JOIN topic_post ON topic_post.id = topic_like.post_id JOIN topic ON topic.id = topic_post.topic_id"
_TEAM = """team_member JOIN team_challenge ON team_challenge.id = team_member.challenge_id
    LEFT JOIN team ON team.id = team_member.team_id"""
SHOWN: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("自我介绍", "introduction", "member_id", ("name", "age", "likes", "skills", "hopes")),
    ("爱好", "interest", "member_id", ("word",)),
    ("生日", "birthday", "member_id", ("year", "month", "day", "calendar")),
    ("标签", "tag", "member_id", ("name",)),
    ("手工去掉的标签", "untagged", "member_id", ("name", "at")),
    ("员工记下的少来的原因", "loss_reason", "member_id", ("reason", "at")),
    ("发言天数和条数", "activity", "member_id", ("day", "messages")),
    ("签到", "checkin", "member_id", ("day", "kind", "streak")),
    ("怎么进群的", "arrival", "member_id", ("at", "scene", "source")),
    ("别的账号", "alias", "member_id", ("user_id",)),
    ("通讯录里的名字", "contact_name", "member_id", ("name",)),
    ("徽章", "badge", "member_id", ("name",)),
    ("等级", "level", "member_id", ("name",)),
    ("邀请了谁进群", "invitation", "inviter_id", ("at", "points")),
    ("兑换", "mall_order", "member_id", ("item", "points", "state")),
    ("抽奖", "lottery_draw", "member_id", ("prize", "at")),
    ("消费", "purchase", "member_id", ("number", "fen", "points")),
    ("红包", "red_packet_share", "member_id", ("points", "at")),
    ("游戏", "game_score", "member_id", ("game", "day", "score", "place")),
    ("活动", "event_sign_up", "member_id", ("people", "note", "came_at")),
    ("活动和晒图的照片", "album_photo", "member_id", ("album", "number", "at")),
    ("发起的接龙", "sign_up_list", "author_id", ("title", "opened_at")),
    ("投票", _VOTE, "poll_vote.member_id", ("poll.question", "poll_option.text")),
    ("点赞", _LIKE, "topic_like.member_id", ("topic.title", "topic_post.number")),
    ("小组打卡", _TEAM, "team_member.member_id", ("team_challenge.first_day", "team_challenge.days", "team.name")),
    ("发出的红包", "red_packet", "sender_id", ("points", "shares", "words", "opened_at")),
    ("收到的钱", "payout", "member_id", ("fen", "words", "state", "at")),
    ("收款", "payee", "member_id", ("at",)),
    ("升级和降级", "level_change", "member_id", ("was", "now", "at")),
    ("等级赛季", "season_place", "member_id", ("season", "place", "score")),
    ("游戏赛季", "game_season", "member_id", ("first_day", "place", "wins", "score")),
    ("旅程", "journey", "member_id", ("name", "began_at", "ended_at")),
    ("唤醒", "wave_member", "member_id", ("began_at", "touched_at", "taken_at", "reason")),
    ("不收提醒", "opt_out", "member_id", ("at",)),
    ("不上榜", "unlisted", "member_id", ("at",)),
    ("到课", "lesson_attendance", "member_id", ("at",)),
    ("作业", "homework_answer", "member_id", ("question", "words", "state", "comment")),
    ("话题和晒图", "topic_post", "member_id", ("words", "at")),
    ("成员任务", "quest_claim", "member_id", ("state", "words")),
    ("别处的记录", "fact", "member_id", ("day", "kind", "count", "seconds")),
    ("提醒", "reminder", "member_id", ("text", "due_at")),
    ("违规记录", "moderation_case", "member_id", ("kind", "excerpt", "state", "at")),
)
"""What a member is shown: its title, its table and what explains it, the column that names them, and the columns."""
_NAMED = """name = :name AND list_id IN (SELECT id FROM sign_up_list WHERE group_id = :group_id) AND entered_by NOT IN
    (SELECT member.id FROM member WHERE member.group_id = :group_id AND member.name = :name AND member.id <> :id)"""
"""Lines of sign-up lists with a member's name, whoever wrote them, but for somebody else of that name."""


def export(db: Db, member: Member) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """Yield what is known of a member under its title, row by row; what there is none of is left out."""
    for title, table, owner, columns in SHOWN:
        theirs = aliases.IS_THEIRS.format(column=owner)
        rows = db.fetch_all(f"SELECT {', '.join(columns)} FROM {table} WHERE {theirs}", id=member.id)
        if rows:
            keys = [column.rpartition(".")[2] for column in columns]
            yield title, [dict(zip(keys, row, strict=True)) for row in rows]
    lines = db.fetch_all(
        f"SELECT name, people, note FROM sign_up_entry WHERE entered_by = :id OR ({_NAMED}) ORDER BY id",
        **_names_of(member),
    )
    if lines:
        yield "接龙", [{"name": name, "people": people, "note": note} for name, people, note in lines]
    entries = db.fetch_all(
        f"""SELECT entry.unit, entry.at, entry.amount, entry.target = account.holder, entry.reason
        FROM account JOIN entry ON entry.group_id = account.group_id AND entry.unit = account.unit
            AND (entry.source = account.holder OR entry.target = account.holder)
        WHERE {aliases.IS_THEIRS.format(column="account.member_id")} ORDER BY entry.id""",
        id=member.id,
    )
    for name, title in UNITS.items():
        moved = [
            {"at": at, "amount": amount if received else -amount, "reason": reason}
            for unit, at, amount, received, reason in entries
            if unit == name
        ]
        if moved:
            yield title, moved


def forget(db: Db, member: Member, at: datetime) -> None:
    """Forget a member: what they said, what was said of them, and who they are.

    Whoever has the same user id later is somebody new. Only a mark stays for a year, which tells nobody who they were:
    what is given once is not given to them again.
    """
    _keep_mark(db, member, at)
    spoken_of.forget(db, member.group_id, spoken_of.names_of(db, member), at)
    for table in DELETED:
        db.execute(f"DELETE FROM {table} WHERE member_id = :id", id=member.id)
    for table, columns in BLANKED.items():
        emptied = ", ".join(f"{column} = ''" for column in columns)
        db.execute(f"UPDATE {table} SET {emptied} WHERE member_id = :id", id=member.id)
    # What nobody has looked at yet is no longer to be looked at, and best posts are none without their words.
    db.execute("DELETE FROM homework_answer WHERE member_id = :id AND state = 'waiting'", id=member.id)
    db.execute("DELETE FROM quest_claim WHERE member_id = :id AND state IN ('taken', 'waiting')", id=member.id)
    db.execute("UPDATE topic_post SET chosen = 0 WHERE member_id = :id", id=member.id)
    _leave_lists(db, member)
    # A payment on its way is asked for again with the very same words; the merchant's own books keep the openid.
    db.execute(
        "UPDATE payout SET openid = '', words = '', package = '' WHERE member_id = :id AND done_at IS NOT NULL",
        id=member.id,
    )
    db.execute("UPDATE red_packet SET words = '' WHERE sender_id = :id", id=member.id)
    db.execute(
        "DELETE FROM transcript WHERE group_id = :group_id AND speaker = :user_id",
        group_id=member.group_id,
        user_id=member.user_id,
    )
    db.execute(
        "UPDATE member SET invited_by = NULL WHERE group_id = :group_id AND invited_by = :user_id",
        group_id=member.group_id,
        user_id=member.user_id,
    )
    db.execute(
        """UPDATE member SET name = :name, user_id = :user_id, invited_by = NULL, left_at = COALESCE(left_at, :at)
        WHERE id = :id""",
        name=FORGOTTEN,
        user_id=f"{NOBODY}{member.id}",
        at=to_millis(at),
        id=member.id,
    )


def is_forgotten(member: Member) -> bool:
    """Tell whether a member's row is what is left of somebody who was forgotten."""
    return member.user_id.startswith(NOBODY)


class Marks(BaseModel):
    """Marks of the forgotten, each with the day on which it was made."""

    days: dict[str, date] = {}


def was_forgotten(db: Db, member: Member) -> bool:
    """Tell whether somebody with this user id was forgotten in the group within a year."""
    return _mark(member) in state.load(db, member.group_id, MARKS, Marks).days


def _keep_mark(db: Db, member: Member, at: datetime) -> None:
    kept = state.load(db, member.group_id, MARKS, Marks).days
    days = {mark: day for mark, day in kept.items() if at.date() - day < KEPT} | {_mark(member): at.date()}
    state.save(db, member.group_id, MARKS, Marks(days=days))


def _mark(member: Member) -> str:
    return sha256(f"{member.group_id}\n{member.user_id}".encode()).hexdigest()[:32]


def _leave_lists(db: Db, member: Member) -> None:
    """Take a member off all sign-up lists; whom else they put on one stays there, where it is a member's name."""
    db.execute(f"DELETE FROM sign_up_entry WHERE {_NAMED}", **_names_of(member))
    db.execute(
        """DELETE FROM sign_up_entry WHERE entered_by = :id
        AND name NOT IN (SELECT member.name FROM member WHERE member.group_id = :group_id AND member.id <> :id)""",
        id=member.id,
        group_id=member.group_id,
    )
    db.execute("UPDATE sign_up_entry SET note = '' WHERE entered_by = :id", id=member.id)


def _names_of(member: Member) -> dict[str, Value]:
    return {"id": member.id, "group_id": member.group_id, "name": member.name}
