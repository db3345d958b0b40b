"""What was typed of somebody who is forgotten may be taken out of the audit list, and nothing else may be changed."""

from alembic import op

revision = "0044"
down_revision = "0043"

MARK = "（已删除的成员）"
SAME = " AND ".join(f"NEW.{column} = OLD.{column}" for column in ("id", "group_id", "actor", "role", "cause", "at"))
IS_HIDDEN = (
    f"{SAME} AND length(NEW.act) > {len(MARK)} "
    f"AND NEW.act = substr(OLD.act, 1, length(NEW.act) - {len(MARK)} - 1) || ' {MARK}'"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_no_update")
        op.execute(
            f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN NOT ({IS_HIDDEN}) "
            "BEGIN SELECT RAISE(ABORT, 'the audit list is append-only'); END"
        )
    else:
        op.execute(
            "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF {IS_HIDDEN} THEN RETURN NEW; END IF; END IF; "
            "RAISE EXCEPTION 'the audit list is append-only'; END $$"
        )
