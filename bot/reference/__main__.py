"""`python -m bot.reference` writes the pages; `make docs` calls it."""

from bot.reference.pages import PAGES
from config.settings import HOME

for name, page in PAGES.items():
    (HOME / "docs" / name).write_text(page(), "utf-8", newline="\n")
