"""What the tools keep."""
