"""Two teams, into which players fall as they come, so that both are as large; pure."""

from __future__ import annotations

from collections.abc import Mapping

TEAMS = ("🔴 红队", "🔵 蓝队")
WORD = "组队"


def join(teams: dict[int, int], member_id: int) -> None:
    """Put a member who is in none into the smaller team, into the first one where they are as large."""
    sizes = [list(teams.values()).count(team) for team in range(len(TEAMS))]
    teams.setdefault(member_id, sizes.index(min(sizes)))


def totals(teams: Mapping[int, int], scores: Mapping[int, int]) -> list[int]:
    """Return what each team has scored together."""
    return [
        sum(scores.get(member_id, 0) for member_id, team in teams.items() if team == number)
        for number in range(len(TEAMS))
    ]


def winners(teams: Mapping[int, int], scores: Mapping[int, int]) -> list[int]:
    """Return the members of the team that has scored more; nobody where they are even."""
    first, second = totals(teams, scores)
    best = 0 if first > second else 1
    return [member_id for member_id, team in teams.items() if team == best] if first != second else []
