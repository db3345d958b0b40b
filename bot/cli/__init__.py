"""The command line: run, chat, check, preview, simulate, doctor, orders, backup, restore, schema."""
