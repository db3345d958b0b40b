"""Roles of members, which come from the group's YAML by user id, never from a nickname."""

from __future__ import annotations

from enum import IntEnum

from config.group import Group


class Role(IntEnum):
    """Each role may do what the ones below it may."""

    MEMBER = 0
    STAFF = 1
    ADMIN = 2
    OWNER = 3

    @property
    def title(self) -> str:
        """Return the role's name in Chinese."""
        return ("成员", "员工", "管理员", "群主")[self]


def role_of(group: Group, user: str) -> Role:
    """Return the user's role in this group."""
    if user == group.owner and user:
        return Role.OWNER
    if user in group.admins:
        return Role.ADMIN
    return Role.STAFF if user in group.staff else Role.MEMBER
