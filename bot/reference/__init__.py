"""The pages that are made from what the features declare: docs/commands.md, docs/group-file.md and docs/texts.md."""
