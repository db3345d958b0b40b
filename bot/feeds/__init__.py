"""Fetches facts from the network and stores them, so that handlers can read them."""
