"""Lets members take part in what a group has: topics, lessons, tasks, events, games, packets, polls, exchanges."""

from __future__ import annotations

from datetime import datetime

from storage.db import SqliteDb, to_millis
from storage.members.roster import Member


def take_part(db: SqliteDb, member: Member, at: datetime, kind: str, number: int) -> None:
    """Let a member take part in something of the group's; `number` is given to each thing once."""
    moment, hour = to_millis(at), 3_600_000
    if kind in ("redeem", "picked"):
        db.execute(
            """INSERT INTO mall_order (code, group_id, member_id, item, points, cash, minimum, state, at, until)
            VALUES (?, 'g', ?, '', 0, 0, 0, ?, ?, 0)""",
            str(number),
            member.id,
            "ready" if kind == "redeem" else "picked",
            moment,
        )
    elif kind == "topic":
        topic = db.fetch_value(
            """INSERT INTO topic (group_id, number, kind, title, opened_at, ended_at) VALUES ('g', ?, 'topic', '', ?, ?)
            RETURNING id""",
            number,
            moment - number % 9 * 24 * hour,
            moment + hour if number % 2 else None,
        )
        db.execute(
            "INSERT INTO topic_post (topic_id, number, member_id, words, at, chosen) VALUES (?, 1, ?, '', ?, 0)",
            topic,
            member.id,
            moment,
        )
    elif kind == "lesson":
        lesson = db.fetch_value(
            """INSERT INTO lesson (group_id, number, course, starts_at, ends_at, plan, state)
            VALUES ('g', ?, ?, ?, ?, '', 'over') RETURNING id""",
            number,
            str(number),
            moment - hour,
            moment + hour,
        )
        db.execute(
            "INSERT INTO lesson_attendance (lesson_id, member_id, at) VALUES (?, ?, ?)", lesson, member.id, moment
        )
    elif kind == "quest":
        quest = db.fetch_value(
            """INSERT INTO quest (group_id, number, kind, title, words, reward, stock, ends_at)
            VALUES ('g', ?, '', '', '', 0, 1, ?) RETURNING id""",
            number,
            moment,
        )
        db.execute(
            "INSERT INTO quest_claim (quest_id, member_id, state, words, at) VALUES (?, ?, 'done', '', ?)",
            quest,
            member.id,
            moment,
        )
    elif kind == "game":
        played = db.fetch_value(
            """INSERT INTO round (group_id, feature, opened_at, ends_at, state, ended_at, outcome)
            VALUES ('g', 'dice', ?, ?, '{}', ?, 'done') RETURNING id""",
            moment - hour,
            moment,
            moment,
        )
        db.execute(
            """INSERT INTO game_score (round_id, member_id, group_id, game, day, score, place, players, paid)
            VALUES (?, ?, 'g', 'dice', ?, 1, 1, 1, 0)""",
            played,
            member.id,
            at.date().isoformat(),
        )
    elif kind == "packet":
        packet = db.fetch_value(
            """INSERT INTO red_packet (group_id, number, own, lucky, points, shares, words, phrase, occasion, reason,
                cause, opened_at, ends_at, state)
            VALUES ('g', ?, 0, 0, 2, 2, '', '', '', '', ?, ?, ?, 'open') RETURNING id""",
            number,
            str(number),
            moment - hour,
            moment + hour,
        )
        db.execute(
            "INSERT INTO red_packet_share (packet_id, number, points, member_id, at) VALUES (?, 1, 1, ?, ?)",
            packet,
            member.id,
            moment,
        )
    elif kind == "vote":
        poll = db.fetch_value(
            """INSERT INTO poll (group_id, number, question, choose, anonymous, reward, author, opened_at, ends_at,
                state)
            VALUES ('g', ?, '', 1, 0, 0, '', ?, ?, 'open') RETURNING id""",
            number,
            moment,
            moment + hour,
        )
        db.execute("INSERT INTO poll_vote (poll_id, member_id, choices) VALUES (?, ?, 1)", poll, member.id)
    else:
        event = db.fetch_value(
            """INSERT INTO event
                (group_id, number, title, place, fee, details, seats, points, starts_at, ends_at, weekly, code, state)
            VALUES ('g', ?, '', '', '', '', 0, 0, ?, ?, 0, '', 'over') RETURNING id""",
            number,
            moment - hour,
            moment + hour,
        )
        db.execute(
            """INSERT INTO event_sign_up (event_id, member_id, people, note, regular, came_at)
            VALUES (?, ?, 1, '', 0, ?)""",
            event,
            member.id,
            moment,
        )
