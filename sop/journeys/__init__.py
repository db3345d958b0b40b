"""Journeys: steps that each member takes in their own time."""
