"""Days on which members were there, kept with the member; sums by hour, month and day; facts from outside."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

KEPT = 62
"""Days and weeks of a member that are kept as bits."""


def upgrade() -> None:
    op.add_column("member", sa.Column("seen_on", sa.Integer(), nullable=False, server_default="0"))
    for name in ("seen_days", "spoke_days", "checked_days", "seen_weeks"):
        op.add_column("member", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    _create_sums()
    _create_facts()
    for name, table, columns in (
        ("invitation_by_time", "invitation", ["at"]),
        ("mall_order_by_time", "mall_order", ["group_id", "at"]),
        ("poll_by_time", "poll", ["group_id", "opened_at"]),
        ("purchase_by_time", "purchase", ["group_id", "bought_at"]),
        ("red_packet_by_time", "red_packet", ["group_id", "opened_at"]),
    ):
        op.create_index(name, table, columns)
    _fill()


def _create_sums() -> None:
    op.create_table(
        "hour_sum",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("checkins", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day", "hour"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "talk_sum",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "span", "member_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_sum",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("monthly", sa.Integer(), nullable=False),
        sa.Column("speakers", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("checkins", sa.Integer(), nullable=False),
        sa.Column("issued", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day"),
        sqlite_with_rowid=False,
    )


def _create_facts() -> None:
    op.create_table(
        "fact",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0 AND seconds >= 0", name="fact_numbers"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("group_id", "day", "kind", "member_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("fact_by_member", "fact", ["member_id", "day"])
    op.create_table(
        "unlisted",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_table(
        "season_place",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("group_id", "season", "member_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "download",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("secret"),
    )


def _fill() -> None:
    """Take over what is on record: who was there when, and how much was said in each month and week."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    # Days count from 0001-01-01, which is 1 and a Monday, as in Python.
    number, month, week = (
        (
            "CAST(julianday({0}) - 1721424.5 AS INTEGER)",
            "substr(activity.day, 1, 7)",
            # The Thursday of a week is in the year that the week belongs to.
            "strftime('%Y', {thursday}) || '-W' || substr('0' || ((strftime('%j', {thursday}) - 1) / 7 + 1), -2)",
        )
        if on_sqlite
        else (
            "(CAST({0} AS DATE) - DATE '0001-01-01' + 1)",
            "substr(activity.day, 1, 7)",
            """to_char(CAST(activity.day AS DATE), 'IYYY"-W"IW')""",
        )
    )
    week = week.replace("{thursday}", "date(activity.day, '-3 days', 'weekday 4')")
    day, last = number.format("activity.day"), "member.seen_on"
    op.execute(
        f"""UPDATE member SET seen_on = COALESCE(
            (SELECT {number.format("MAX(activity.day)")} FROM activity WHERE activity.member_id = member.id), 0)"""
    )
    of_member = f"FROM activity WHERE activity.member_id = member.id AND {last} - {day} < {KEPT}"
    one = "CAST(1 AS BIGINT)"
    op.execute(
        f"""UPDATE member SET
            seen_days = (SELECT SUM({one} << CAST({last} - {day} AS INTEGER)) {of_member}),
            spoke_days = COALESCE(
                (SELECT SUM({one} << CAST({last} - {day} AS INTEGER)) {of_member} AND activity.messages > 0), 0),
            checked_days = COALESCE((SELECT SUM({one} << CAST({last} - {day.replace("activity", "checkin")} AS INTEGER))
                FROM checkin WHERE checkin.member_id = member.id AND checkin.kind <> 'frozen'
                    AND {last} - {day.replace("activity", "checkin")} BETWEEN 0 AND {KEPT - 1}), 0),
            seen_weeks = (SELECT SUM(DISTINCT {one} << CAST(({last} - 1) / 7 - ({day} - 1) / 7 AS INTEGER))
                FROM activity WHERE activity.member_id = member.id AND ({last} - 1) / 7 - ({day} - 1) / 7 < {KEPT})
        WHERE seen_on > 0"""
    )
    for span in (month, week):
        op.execute(
            f"""INSERT INTO talk_sum (group_id, span, member_id, messages)
            SELECT member.group_id, {span}, member.id, SUM(activity.messages)
            FROM member JOIN activity ON activity.member_id = member.id AND activity.messages > 0
            WHERE activity.day LIKE '____-__-__' GROUP BY member.group_id, {span}, member.id"""
        )
