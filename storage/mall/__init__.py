"""The shop: its stock and its orders."""
