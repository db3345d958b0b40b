"""Two members who are one person become one: everything that names the one names the other afterwards.

Where both have what there can only be one of, the rule of the table says which of them stays: see merging_rules.py. The
books are never rewritten: balances move by entries of the kind `merge`, and storage/points/ledger.py carries on what is
corrected later.
"""

from __future__ import annotations

import json
from datetime import datetime

from storage import albums
from storage.checkin import joining
from storage.courses import homework
from storage.db import Db, Value, to_millis
from storage.members import aliases, presence
from storage.members.merging_rules import RULES, Rule
from storage.members.roster import MERGED, Member
from storage.points import entries, ledger, lots

NAME = "已合并成员"
"""What is shown of the row that is left behind, in old entries of the books."""
KIND, REASON = "merge", "合并成员"


def merge(db: Db, gone: Member, stays: Member, *, cause: str, at: datetime) -> None:
    """Make `gone` and `stays`, two members of one group, one: `stays`. It cannot be taken back."""
    assert gone.group_id == stays.group_id
    assert gone.id != stays.id
    _part(db, gone, stays, at)
    answers = homework.list_places(db, gone)
    for rule in RULES:
        _apply(db, rule, gone, stays)
    _move_homework_photos(db, gone, stays, answers)
    _move_shares(db, gone, stays)
    # They did not like their own post, nor bring themselves along.
    db.execute(
        """DELETE FROM topic_like WHERE member_id = :id AND post_id IN
        (SELECT id FROM topic_post WHERE member_id = :id)""",
        id=stays.id,
    )
    joining.join(db, gone, stays)
    presence.join(db, gone, stays)
    _move_birthday_timer(db, gone, stays)
    _move_balances(db, gone, stays, cause, at)
    _leave(db, gone, stays, at)


def adopt(db: Db, group_id: str, encrypted: str, user_id: str, *, cause: str, at: datetime) -> Member | None:
    """Let what somebody did under an encrypted id be theirs; return who they are, None where there was nothing."""
    row = db.fetch_one(
        "SELECT id, name FROM member WHERE group_id = :group_id AND user_id = :user_id",
        group_id=group_id,
        user_id=encrypted,
    )
    if row is None:
        return None
    gone = Member(row[0], group_id, encrypted, row[1])
    own = aliases.own_user_id(db, group_id, user_id)
    known = db.fetch_one(
        "SELECT id, name FROM member WHERE group_id = :group_id AND user_id = :user_id", group_id=group_id, user_id=own
    )
    if known:
        stays = Member(known[0], group_id, own, known[1])
        merge(db, gone, stays, cause=cause, at=at)
        return stays
    name = user_id if gone.name == encrypted else gone.name
    db.execute(
        "UPDATE member SET user_id = :user_id, name = :name WHERE id = :id", user_id=user_id, name=name, id=gone.id
    )
    aliases.add(db, group_id, encrypted, gone.id)
    return gone._replace(user_id=user_id, name=name)


def _part(db: Db, gone: Member, stays: Member, at: datetime) -> None:
    """Take away what two people may be to each other, and one is not to themselves."""
    both = {"gone": gone.id, "stays": stays.id}
    for table, first, second in (("binding", "member_id", "staff_id"), ("invitation", "member_id", "inviter_id")):
        db.execute(
            f"""DELETE FROM {table} WHERE ({first} = :gone AND {second} = :stays)
            OR ({first} = :stays AND {second} = :gone)""",
            **both,
        )
    # A journey is made once at a time: the one of who stays goes on.
    db.execute(
        """UPDATE journey SET ended_at = :at, outcome = 'moved' WHERE member_id = :gone AND ended_at IS NULL
        AND name IN (SELECT name FROM journey WHERE member_id = :stays AND ended_at IS NULL)""",
        at=to_millis(at),
        **both,
    )
    taken = {number for (number,) in db.fetch_all("SELECT number FROM reminder WHERE member_id = :stays", **both)}
    for row_id, number in db.fetch_all(
        "SELECT id, number FROM reminder WHERE member_id = :gone ORDER BY number", **both
    ):
        free = next(candidate for candidate in range(1, len(taken) + 2) if candidate not in taken)
        taken.add(number if number not in taken else free)
        if number not in taken or free != number:
            db.execute("UPDATE reminder SET number = :number WHERE id = :id", number=free, id=row_id)


def _apply(db: Db, rule: Rule, gone: Member, stays: Member) -> None:
    both = {"gone": gone.id, "stays": stays.id}
    table, column = rule.table, rule.column
    if rule.key is not None:
        same = "".join(f" AND other.{name} = {table}.{name}" for name in rule.key)
        theirs = f"SELECT 1 FROM {table} other WHERE other.{column} = :{{whose}}{same}"
        for sums, operator in ((rule.added, "+"), (rule.joined, "|")):
            for name in sums:
                value = f"(SELECT other.{name} FROM {table} other WHERE other.{column} = :{{whose}}{same})"
                db.execute(
                    f"""UPDATE {table} SET {name} = {name} {operator} {value.format(whose="gone")}
                    WHERE {column} = :stays AND EXISTS ({theirs.format(whose="gone")})""",
                    **both,
                )
                if rule.better:  # either row may be the one that stays
                    db.execute(
                        f"""UPDATE {table} SET {name} = {value.format(whose="stays")}
                        WHERE {column} = :gone AND EXISTS ({theirs.format(whose="stays")})""",
                        **both,
                    )
        if rule.better:
            better = f"{rule.better.format(row='other')} > {rule.better.format(row=table)}"
            db.execute(
                f"DELETE FROM {table} WHERE {column} = :stays AND EXISTS ({theirs.format(whose='gone')} AND {better})",
                **both,
            )
        db.execute(
            f"DELETE FROM {table} WHERE {column} = :gone AND EXISTS ({theirs.format(whose='stays')})",
            **both,
        )
    db.execute(f"UPDATE {table} SET {column} = :stays WHERE {column} = :gone", **both)


def _move_homework_photos(db: Db, gone: Member, stays: Member, answers: dict[int, tuple[int, int]]) -> None:
    """Let the photos of each answer of `gone` go with it, or away where that of `stays` was kept."""
    kept = homework.list_places(db, stays)
    for answer, place in answers.items():
        album = homework.album_of(*place, gone.id)
        if answer in kept:
            albums.rename(db, album, homework.album_of(*place, stays.id))
        else:
            albums.clear(db, album)


def _move_shares(db: Db, gone: Member, stays: Member) -> None:
    db.execute(
        """UPDATE red_packet_share SET member_id = :stays WHERE member_id = :gone AND NOT EXISTS
        (SELECT 1 FROM red_packet_share other WHERE other.packet_id = red_packet_share.packet_id
            AND other.member_id = :stays)""",
        gone=gone.id,
        stays=stays.id,
    )


def _move_birthday_timer(db: Db, gone: Member, stays: Member) -> None:
    """Let the timer of a birthday that came along be theirs; where they have told their own, that one's stays."""
    values: dict[str, Value] = {
        "group_id": gone.group_id,
        "feature": "birthday",
        "gone": str(gone.id),
        "stays": str(stays.id),
    }
    of_gone = "group_id = :group_id AND feature = :feature AND key = :gone"
    db.execute(
        f"""DELETE FROM timer WHERE {of_gone} AND EXISTS (SELECT 1 FROM timer other
            WHERE other.group_id = :group_id AND other.feature = :feature AND other.key = :stays)""",
        **values,
    )
    payload = json.dumps({"member": stays.id})
    db.execute(f"UPDATE timer SET key = :stays, payload = :payload WHERE {of_gone}", payload=payload, **values)


def _move_balances(db: Db, gone: Member, stays: Member, cause: str, at: datetime) -> None:
    source, target = ledger.account(gone), ledger.account(stays)
    held = db.fetch_all(
        """SELECT unit, balance FROM account
        WHERE group_id = :group_id AND holder = :holder AND balance > 0 ORDER BY unit""",
        group_id=gone.group_id,
        holder=source.holder,
    )
    for unit, balance in held:
        key = f"{KIND}:{gone.id}:{unit}"
        dated = lots.list_left(db, gone) if unit == ledger.POINTS else []
        ledger.transfer(db, source, target, balance, key=key, reason=REASON, cause=cause, at=at, unit=unit)
        entry = entries.get_by_key(db, key)
        assert entry, "it was booked"
        lots.record(db, entry, stays, dated)


def _leave(db: Db, gone: Member, stays: Member, at: datetime) -> None:
    """Leave a row behind for what still names it, and let its user id lead to who stays."""
    was, now = gone.user_id, stays.user_id
    db.execute(
        "UPDATE member SET invited_by = :now WHERE group_id = :group_id AND invited_by = :was",
        now=now,
        was=was,
        group_id=gone.group_id,
    )
    db.execute("UPDATE member SET invited_by = NULL WHERE id = :id AND invited_by = :now", id=stays.id, now=now)
    db.execute(
        "UPDATE transcript SET speaker = :now WHERE group_id = :group_id AND speaker = :was",
        now=now,
        was=was,
        group_id=gone.group_id,
    )
    # Who came first is who has been there longest; who is there under either name is there.
    db.execute(
        """UPDATE member SET joined_at = (SELECT MIN(joined_at) FROM member WHERE id IN (:gone, :stays)),
            first_joined_at = COALESCE(first_joined_at,
                (SELECT other.first_joined_at FROM member other WHERE other.id = :gone)),
            first_left_at = COALESCE(first_left_at,
                (SELECT other.first_left_at FROM member other WHERE other.id = :gone)),
            spent = (SELECT SUM(spent) FROM member WHERE id IN (:gone, :stays)),
            left_at = CASE WHEN EXISTS (SELECT 1 FROM member other WHERE other.id = :gone AND other.left_at IS NULL)
                THEN NULL ELSE left_at END,
            invited_by = COALESCE(invited_by, (SELECT other.invited_by FROM member other
                WHERE other.id = :gone AND other.invited_by <> :now))
        WHERE id = :stays""",
        now=now,
        gone=gone.id,
        stays=stays.id,
    )
    db.execute(
        """UPDATE member SET name = :name, user_id = :user_id, invited_by = NULL, spent = 0,
            left_at = COALESCE(left_at, :at)
        WHERE id = :id""",
        name=NAME,
        user_id=f"{MERGED}{gone.id}",
        at=to_millis(at),
        id=gone.id,
    )
    db.execute("UPDATE alias SET member_id = :stays WHERE member_id = :gone", gone=gone.id, stays=stays.id)
    aliases.add(db, gone.group_id, was, stays.id)
    db.execute("UPDATE merged_member SET into_id = :stays WHERE into_id = :gone", gone=gone.id, stays=stays.id)
    db.execute(
        "INSERT INTO merged_member (member_id, into_id, at) VALUES (:gone, :stays, :at)",
        at=to_millis(at),
        gone=gone.id,
        stays=stays.id,
    )
