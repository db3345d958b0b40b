"""Who is named in a group's file, and what looks like a slip of the pen there: roles go by user id, to the letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from config.group import Group

SIMILAR = "{key} 里的「{name}」从来没有说过话，「{similar}」说过：用户 ID 要写得一模一样"


def misspelt_names(group: Group, known: Collection[str]) -> list[str]:
    """Return a line for each entry that differs from a known user id only in case, width or blanks."""
    by_shape = {_shape(user): user for user in known}
    return [
        SIMILAR.format(key=key, name=name, similar=by_shape[_shape(name)])
        for key, name in named(group)
        if name not in known and _shape(name) in by_shape
    ]


def named(group: Group) -> Iterator[tuple[str, str]]:
    """Yield the key and the user id of everybody with a role."""
    if group.owner:
        yield "owner", group.owner
    for key, users in (("admins", group.admins), ("staff", group.staff)):
        for user in sorted(users):
            yield key, user


def _shape(user: str) -> str:
    return "".join(unicodedata.normalize("NFKC", user).casefold().split())
