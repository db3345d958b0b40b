"""Check-ins and the freezes that keep streaks."""
