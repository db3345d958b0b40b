"""Planned messages: their model, what is due, what keeps them back, and what became of them."""
