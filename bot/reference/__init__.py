"""The pages that are made from what the features declare: docs/commands.md and docs/group-file.md."""
