"""The end of a quiz in two teams: what the better one wins, and who was in which."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.games import teams
from handlers.games.quiz_state import Asked
from handlers.kit import Context
from handlers.text.people import join_names
from storage.members import roster

TEAM_MEMBERS = "\n{team}：{names}"
TEAM_WON, TEAMS_EVEN = "{team}赢了，每人多得 {points} 分！", "两队打平～"
FOR_TEAM = 1
MOST_NAMES = 8


def end_teams(ctx: Context, state: Asked) -> str:
    """Add what the better team wins, and return who won and who was in which; empty where there were no teams."""
    best = teams.winners(state.teams or {}, state.scores)
    for member_id in best:
        state.scores[member_id] += FOR_TEAM
    if not state.teams:
        return ""
    told = TEAM_WON.format(team=teams.TEAMS[state.teams[best[0]]], points=FOR_TEAM) if best else TEAMS_EVEN
    return told + "".join(_name_team(ctx, state.teams, number) for number in range(len(teams.TEAMS)))


def _name_team(ctx: Context, sides: Mapping[int, int], number: int) -> str:
    """Return a line with who is in a team and still there; empty without any."""
    found = (roster.get(ctx.db, member_id) for member_id, side in sides.items() if side == number)
    members = [member for member in found if member]
    return TEAM_MEMBERS.format(team=teams.TEAMS[number], names=join_names(members, MOST_NAMES)) if members else ""
