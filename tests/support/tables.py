"""What tests ask of the tables as they are declared."""

from __future__ import annotations

from sqlalchemy import Table


def names_a_member(table: Table) -> bool:
    return any(key.column.table.name == "member" for column in table.columns for key in column.foreign_keys)
