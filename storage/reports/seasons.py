"""Who stood where when a season was over: written once, so later changes do not move it."""

from __future__ import annotations

from collections.abc import Sequence

from storage.db import Db
from storage.members.roster import MEMBER, Member
from storage.reports.boards import Place


def freeze(db: Db, group_id: str, season: str, places: Sequence[Place]) -> None:
    """Record the places of a season; those of a season that has some stay as they are."""
    if list_places(db, group_id, season, 1):
        return
    for place in places:
        db.execute(
            """INSERT INTO season_place (group_id, season, member_id, place, score)
            VALUES (:group_id, :season, :member_id, :place, :score)
            ON CONFLICT (group_id, season, member_id) DO NOTHING""",
            group_id=group_id,
            season=season,
            member_id=place.member.id,
            place=place.place,
            score=place.score,
        )


def list_places(db: Db, group_id: str, season: str, limit: int) -> list[Place]:
    """Return the first places of a season that is over; who left or asked to be left out since is not named."""
    rows = db.fetch_all(
        f"""SELECT season_place.place, season_place.score, {MEMBER}
        FROM season_place JOIN member ON member.id = season_place.member_id
        WHERE season_place.group_id = :group_id AND season_place.season = :season AND member.left_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM unlisted WHERE unlisted.member_id = member.id)
        ORDER BY season_place.place LIMIT :most""",
        group_id=group_id,
        season=season,
        most=limit,
    )
    return [Place(int(place), Member(*member), int(score)) for place, score, *member in rows]
