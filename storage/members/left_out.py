"""Members who do not count, by their user ids: the staff of a group, say."""

from __future__ import annotations

from collections.abc import Collection

from storage.db import Value


def leave_out(users: Collection[str]) -> tuple[str, dict[str, Value]]:
    """Return the end of a condition on the table `member` that leaves out these user ids, and its values."""
    values: dict[str, Value] = {f"left_out{place}": user for place, user in enumerate(sorted(users))}
    if not values:
        return "", values
    return f"AND member.user_id NOT IN ({', '.join(f':{name}' for name in values)})", values
