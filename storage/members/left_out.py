"""Members who do not count, by their user ids: the staff of a group, say."""

from __future__ import annotations

from collections.abc import Collection

from storage.db import Value


def list_users(users: Collection[str]) -> tuple[str, dict[str, Value]]:
    """Return user ids, one or more, as `IN` takes them, and the values."""
    values: dict[str, Value] = {f"user{place}": user for place, user in enumerate(sorted(users))}
    return f"({', '.join(f':{name}' for name in values)})", values


def leave_out(users: Collection[str]) -> tuple[str, dict[str, Value]]:
    """Return the end of a condition on the table `member` that leaves out these user ids, and its values."""
    if not users:
        return "", {}
    listed, values = list_users(users)
    return f"AND member.user_id NOT IN {listed}", values
