"""Carries approved payments out, over the network and outside of every transaction."""
