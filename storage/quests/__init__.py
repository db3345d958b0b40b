"""Tasks for members, and who took them on."""
