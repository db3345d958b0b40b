"""Days, hours, months and deadlines, and the calendar of China."""
