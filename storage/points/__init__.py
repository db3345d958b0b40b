"""Points: the ledger and what keeps it honest."""
