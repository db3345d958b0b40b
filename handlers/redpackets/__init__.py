"""Red packets: points that members and the group share out to whoever grabs first."""
