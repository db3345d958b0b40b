"""WeCom: apps, AI bots and group robots."""
