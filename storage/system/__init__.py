"""The audit log and requests for confirmation."""
