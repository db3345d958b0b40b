"""Work handed out to staff: what it is, whose part it is, and every step of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.db import Db, Row, from_millis, to_millis
from storage.members import activity
from storage.members.roster import Member


class Kind(StrEnum):
    """What kind of work it is. Stored and shown, so the names stay."""

    LEARN = "学习"
    INVITE = "邀约"
    SEND = "群发"
    SOP = "社群SOP"
    TAG = "标签"
    CALL = "回访"
    """A follow-up that staff set for themselves."""


class State(StrEnum):
    """Where one person's part stands. Stored, so the names stay."""

    OPEN = "open"
    WAITING = "waiting"
    """Reported as done; an admin has to look at it."""
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """One step of a part. Stored, so the names stay."""

    GIVEN = "given"
    REPORTED = "reported"
    APPROVED = "approved"
    RETURNED = "returned"
    POSTPONED = "postponed"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What there is to do."""

    kind: Kind
    title: str
    text: str
    link: str = ""
    picture: str = ""
    points: int = 0
    proof: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Work that was handed out."""

    id: int
    group_id: str
    work: Work
    giver: str


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part of a task."""

    task: Task
    member: Member
    present: bool
    """The member has not left the group."""
    given_at: datetime
    due_at: datetime
    state: State
    postponed: int
    proof: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a part's history."""

    task: int
    title: str
    act: Act
    note: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """One person's tasks of a time; withdrawn ones are left out."""

    member: Member
    given: int
    in_time: int
    late: int
    """Done, but after the deadline."""
    waiting: int
    open: int
    overdue: int
    """Of the open ones."""
    took: int
    """Milliseconds from handing out to reporting, all done ones together."""
    points: int
    """Paid and not taken back."""
    named: int
    """Members whom 邀约 was about."""
    back: int
    """Those of them who spoke after it was handed out."""


def create(db: Db, group_id: str, work: Work, *, giver: str, at: datetime) -> Task:
    """Writes down what there is to do; `give` says by whom."""
    number = db.insert(
        """INSERT INTO task (group_id, kind, title, text, link, picture, points, proof, checked, giver, at)
        VALUES (:group_id, :kind, :title, :text, :link, :picture, :points, :proof, :checked, :giver, :at)""",
        group_id=group_id,
        kind=work.kind.value,
        title=work.title,
        text=work.text,
        link=work.link,
        picture=work.picture,
        points=work.points,
        proof=work.proof,
        checked=int(work.checked),
        giver=giver,
        at=to_millis(at),
    )
    return Task(number, group_id, work, giver)


def hand_out(db: Db, task: Task, member: Member, due_at: datetime, note: str, *, actor: str, at: datetime) -> None:
    """Hands a part of the task to a member, with a note for its history."""
    db.execute(
        """INSERT INTO task_part (task_id, member_id, given_at, due_at, state, postponed, proof)
        VALUES (:task_id, :member_id, :at, :due_at, 'open', 0, '')""",
        task_id=task.id,
        member_id=member.id,
        at=to_millis(at),
        due_at=to_millis(due_at),
    )
    _note(db, task.id, member.id, Act.GIVEN, note, actor, at)


def add_clients(db: Db, task: Task, member: Member, about: Iterable[Member], day: date) -> None:
    """Names whom a part is about, with how much each has said on this local day up to now."""
    for one in about:
        db.execute(
            """INSERT INTO task_about (task_id, member_id, about_id, day, said)
            VALUES (:task_id, :member_id, :about_id, :day, :said)
            ON CONFLICT (task_id, member_id, about_id) DO NOTHING""",
            task_id=task.id,
            member_id=member.id,
            about_id=one.id,
            day=day.isoformat(),
            said=activity.count_messages(db, one, day),
        )


def list_of_task(db: Db, group_id: str, number: int) -> list[Part]:
    """All parts of the group's task with this number, by member; empty where there is no such task."""
    rows = db.fetch_all(
        f"{_PARTS} WHERE task.id = :id AND task.group_id = :group_id ORDER BY member.id", id=number, group_id=group_id
    )
    return [_part(row) for row in rows]


def list_open_of_member(db: Db, member: Member, limit: int) -> list[Part]:
    """What a member has still to do or waits for a check, the most urgent first."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task_part.member_id = :member_id AND task_part.state IN ('open', 'waiting')
        ORDER BY task_part.state, task_part.due_at, task.id LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [_part(row) for row in rows]


def list_open_in_group(db: Db, group_id: str) -> list[Part]:
    """What is still to be done or checked in a group, by member, the most urgent first."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task.group_id = :group_id AND task_part.state IN ('open', 'waiting')
        ORDER BY member.id, task_part.state, task_part.due_at, task.id""",
        group_id=group_id,
    )
    return [_part(row) for row in rows]


def list_due(db: Db, task_id: int, due: datetime) -> list[Part]:
    """The task's open parts with exactly this deadline, by member."""
    rows = db.fetch_all(
        f"""{_PARTS} WHERE task.id = :id AND task_part.state = 'open' AND task_part.due_at = :due
        ORDER BY member.id""",
        id=task_id,
        due=to_millis(due),
    )
    return [_part(row) for row in rows]


def report_done(db: Db, part: Part, proof: str, *, actor: str, at: datetime) -> State | None:
    """An open part is done, or waits to be checked; None where it was not open any more."""
    state = State.WAITING if part.task.work.checked else State.DONE
    changed = db.execute(
        """UPDATE task_part SET state = :state, proof = :proof, done_at = :at
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open'""",
        state=state.value,
        proof=proof,
        at=to_millis(at),
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if not changed:
        return None
    _note(db, part.task.id, part.member.id, Act.REPORTED, proof, actor, at)
    return state


def approve(db: Db, part: Part, *, actor: str, at: datetime) -> bool:
    """What waited for a check is done; False where it did not wait."""
    changed = db.execute(
        """UPDATE task_part SET state = 'done' WHERE task_id = :task_id AND member_id = :member_id
        AND state = 'waiting'""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        _note(db, part.task.id, part.member.id, Act.APPROVED, "", actor, at)
    return bool(changed)


def send_back(db: Db, part: Part, reason: str, *, actor: str, at: datetime) -> bool:
    """What waited for a check is open again; False where it did not wait."""
    changed = db.execute(
        """UPDATE task_part SET state = 'open', done_at = NULL WHERE task_id = :task_id AND member_id = :member_id
        AND state = 'waiting'""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        _note(db, part.task.id, part.member.id, Act.RETURNED, reason, actor, at)
    return bool(changed)


def postpone(db: Db, part: Part, due: datetime, reason: str, *, most: int, actor: str, at: datetime) -> bool:
    """Moves an open part's deadline, at most `most` times in all; False where that is not possible any more."""
    changed = db.execute(
        """UPDATE task_part SET due_at = :due, postponed = postponed + 1
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open' AND postponed < :most""",
        due=to_millis(due),
        task_id=part.task.id,
        member_id=part.member.id,
        most=most,
    )
    if changed:
        _note(db, part.task.id, part.member.id, Act.POSTPONED, reason, actor, at)
    return bool(changed)


def pass_on(db: Db, part: Part, to: Member, *, actor: str, at: datetime) -> bool:
    """An open part becomes another member's; False where it is not open, or that member has one already."""
    changed = db.execute(
        """UPDATE task_part SET member_id = :to_id, given_at = :at
        WHERE task_id = :task_id AND member_id = :member_id AND state = 'open' AND NOT EXISTS
            (SELECT 1 FROM task_part other WHERE other.task_id = :task_id AND other.member_id = :to_id)""",
        to_id=to.id,
        at=to_millis(at),
        task_id=part.task.id,
        member_id=part.member.id,
    )
    if changed:
        db.execute(
            "UPDATE task_about SET member_id = :to_id WHERE task_id = :task_id AND member_id = :member_id",
            to_id=to.id,
            task_id=part.task.id,
            member_id=part.member.id,
        )
        _note(db, part.task.id, part.member.id, Act.PASSED_ON, to.user_id, actor, at)
    return bool(changed)


def withdraw(db: Db, parts: Iterable[Part], *, actor: str, at: datetime) -> int:
    """Takes back what is not done yet; returns how many parts that were."""
    count = 0
    for part in parts:
        changed = db.execute(
            """UPDATE task_part SET state = 'withdrawn', done_at = NULL
            WHERE task_id = :task_id AND member_id = :member_id AND state IN ('open', 'waiting')""",
            task_id=part.task.id,
            member_id=part.member.id,
        )
        if changed:
            count += 1
            _note(db, part.task.id, part.member.id, Act.WITHDRAWN, "", actor, at)
    return count


def list_clients(db: Db, part: Part) -> list[tuple[Member, bool]]:
    """Whom a part is about, and whether each has spoken since it was handed out; who left is left out."""
    rows = db.fetch_all(
        f"""SELECT member.id, member.group_id, member.user_id, member.name, CASE WHEN {_CAME_BACK} THEN 1 ELSE 0 END
        FROM task_about JOIN member ON member.id = task_about.about_id
        WHERE task_about.task_id = :task_id AND task_about.member_id = :member_id AND member.left_at IS NULL
        ORDER BY member.id""",
        task_id=part.task.id,
        member_id=part.member.id,
    )
    return [(Member(*row[:4]), bool(row[4])) for row in rows]


def last_step(db: Db, part: Part, act: Act) -> Step | None:
    """The last time that this was done to the part."""
    row = db.fetch_one(
        f"""{_STEPS} WHERE task_step.task_id = :task_id AND task_step.member_id = :member_id AND task_step.act = :act
        ORDER BY task_step.id DESC LIMIT 1""",
        task_id=part.task.id,
        member_id=part.member.id,
        act=act.value,
    )
    return _step(row) if row else None


def list_calls_about(db: Db, member: Member, limit: int) -> list[Step]:
    """What was noted at the follow-ups about a member, the latest first."""
    rows = db.fetch_all(
        f"""{_STEPS} WHERE task.kind = :kind AND EXISTS (SELECT 1 FROM task_about
            WHERE task_about.task_id = task_step.task_id AND task_about.about_id = :about_id)
        ORDER BY task_step.id DESC LIMIT :most""",
        kind=Kind.CALL.value,
        about_id=member.id,
        most=limit,
    )
    return [_step(row) for row in rows]


def list_tallies(db: Db, group_id: str, since: datetime, until: datetime, now: datetime) -> list[Tally]:
    """What was handed out from `since` until just before `until` and what became of it, by member.

    Follow-ups are left out, here and in `best`: people give them to themselves, as many as they like.
    """
    rows = db.fetch_all(
        f"""SELECT member.id, member.group_id, member.user_id, member.name, COUNT(*),
            SUM(CASE WHEN task_part.state = 'done' AND task_part.done_at <= task_part.due_at THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'done' AND task_part.done_at > task_part.due_at THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'waiting' THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'open' THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'open' AND task_part.due_at < :now THEN 1 ELSE 0 END),
            SUM(CASE WHEN task_part.state = 'done' THEN task_part.done_at - task_part.given_at ELSE 0 END),
            COALESCE(SUM((SELECT entry.amount FROM entry
                WHERE entry.key = 'task:' || task_part.task_id || ':' || task_part.member_id AND NOT EXISTS
                (SELECT 1 FROM entry back WHERE back.reverses = entry.id))), 0),
            SUM(CASE WHEN task.kind = :invite THEN (SELECT COUNT(*) FROM task_about WHERE {_OF_PART}) ELSE 0 END),
            SUM(CASE WHEN task.kind = :invite THEN
                (SELECT COUNT(*) FROM task_about WHERE {_OF_PART} AND {_CAME_BACK}) ELSE 0 END)
        FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id
        WHERE task.group_id = :group_id AND task.at >= :since AND task.at < :until AND task_part.state <> 'withdrawn'
            AND task.kind <> :call
        GROUP BY member.id, member.group_id, member.user_id, member.name ORDER BY member.id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        now=to_millis(now),
        invite=Kind.INVITE.value,
        call=Kind.CALL.value,
    )
    return [Tally(Member(*row[:4]), *(int(value) for value in row[4:])) for row in rows]


def list_best(db: Db, group_id: str, since: datetime, until: datetime) -> list[tuple[Member, int]]:
    """Members still there with how many tasks each did in time from `since` until just before `until`, most first."""
    rows = db.fetch_all(
        """SELECT member.id, member.group_id, member.user_id, member.name, COUNT(*)
        FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id
        WHERE task.group_id = :group_id AND task_part.state = 'done' AND task_part.done_at <= task_part.due_at
            AND task_part.done_at >= :since AND task_part.done_at < :until AND member.left_at IS NULL
            AND task.kind <> :call
        GROUP BY member.id, member.group_id, member.user_id, member.name ORDER BY COUNT(*) DESC, member.id""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        call=Kind.CALL.value,
    )
    return [(Member(*row[:4]), int(row[4])) for row in rows]


_OF_PART = "task_about.task_id = task_part.task_id AND task_about.member_id = task_part.member_id"
_CAME_BACK = """EXISTS (SELECT 1 FROM activity WHERE activity.member_id = task_about.about_id AND
    (activity.day > task_about.day OR activity.day = task_about.day AND activity.messages > task_about.said))"""
_PARTS = """SELECT task.id, task.group_id, task.kind, task.title, task.text, task.link, task.picture, task.points,
    task.proof, task.checked, task.giver, member.id, member.group_id, member.user_id, member.name, member.left_at,
    task_part.given_at, task_part.due_at, task_part.state, task_part.postponed, task_part.proof, task_part.done_at
    FROM task_part JOIN task ON task.id = task_part.task_id JOIN member ON member.id = task_part.member_id"""
_STEPS = """SELECT task.id, task.title, task_step.act, task_step.note, task_step.actor, task_step.at
    FROM task_step JOIN task ON task.id = task_step.task_id"""


def _part(row: Row) -> Part:
    id_, group_id, kind, title, text, link, picture, points, wanted, checked, giver, *rest = row
    work = Work(
        kind=Kind(kind),
        title=title,
        text=text,
        link=link,
        picture=picture,
        points=points,
        proof=wanted,
        checked=bool(checked),
    )
    *member, left_at, given, due, state, postponed, proof, done = rest
    return Part(
        Task(id_, group_id, work, giver),
        Member(*member),
        left_at is None,
        from_millis(given),
        from_millis(due),
        State(state),
        postponed,
        proof,
        None if done is None else from_millis(done),
    )


def _step(row: Row) -> Step:
    task, title, act, note, actor, at = row
    return Step(task, title, Act(act), note, actor, from_millis(at))


def _note(db: Db, task_id: int, member_id: int, act: Act, note: str, actor: str, at: datetime) -> None:
    db.execute(
        """INSERT INTO task_step (task_id, member_id, act, note, actor, at)
        VALUES (:task_id, :member_id, :act, :note, :actor, :at)""",
        task_id=task_id,
        member_id=member_id,
        act=act.value,
        note=note,
        actor=actor,
        at=to_millis(at),
    )
