"""What the timetable remembers: moments, approvals, journeys."""
