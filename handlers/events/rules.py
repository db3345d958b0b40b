"""The events' section of the group's YAML, and how many fit; pure."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from handlers.kit import Section

LONGEST_TITLE, LONGEST_PLACE, LONGEST_FEE, LONGEST_DETAILS = 40, 60, 30, 500
MOST_SEATS, MOST_POINTS, MOST_PEOPLE = 9999, 1000, 20
MOST_OPEN = 20
"""Events that are ahead in a group at the same time."""
MOST_SIGN_UPS = 1000
LONGEST = timedelta(days=14)
DOORS_OPEN = timedelta(hours=2)
"""So long before the start people may be checked in."""
STILL_ENTERED = timedelta(hours=3)
"""So long after an event it may still be noted who came: by the code, or from a list on paper."""
STILL_SHOWN = timedelta(days=2)
"""So long after an event those in charge still read who signed up and who came."""
WEEK = timedelta(days=7)


class Rules(Section):
    """活动：线下或线上的聚会，报名、提醒、到场"""

    points: int = Field(10, ge=0, le=MOST_POINTS, description="到场得几分，开活动时可以另写；0 就是不给")
    hours: int = Field(2, ge=1, le=72, description="没写多久时，活动有几小时")
