"""Campaigns: plans under one goal, in phases."""
