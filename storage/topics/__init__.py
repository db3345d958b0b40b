"""Topics, showcases, and what was said to them."""
