"""A browser for the pages that are looked at, at a desk's and a phone's size."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright

CHROMIUM = shutil.which("chromium")
SHOTS = os.environ.get("QUNBAN_SHOTS", "")
"""A folder for pictures of the steps, for who wants to look at them."""
PHONE = (390, 844)
SIZES = [(1180, 760), PHONE]


@asynccontextmanager
async def browsing() -> AsyncIterator[Page]:
    """Give a page of a browser; skips the test where there is none, but not in CI."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no chromium on the PATH: the page is not looked at")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await chromium.new_page()
        page.set_default_timeout(20_000)
        yield page
        await chromium.close()


async def look(page: Page, name: str) -> None:
    """Nothing may stand out to the side; keep a picture where somebody wants to see it."""
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS:
        width = await page.evaluate("innerWidth")
        await page.screenshot(path=f"{SHOTS}/connect-{width}-{name}.png", full_page=True)
