"""Take the pictures that the documents show, from the demo as it is.

``make screenshots`` starts the site, runs this and stops it again.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs/images"
PASSWORD = "miljoloftet-demo"  # noqa: S105  # the demo's
PICTURES = {"forum": "/forum/au/", "case": "/saker/", "organisation": "/organisasjon/"}


def main() -> int:
    site = os.environ.get("MILJOLOFTET_SITE_URL", "http://127.0.0.1:8000")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = browser.new_context(
            base_url=site, viewport={"width": 1280, "height": 860}, locale="nb-NO"
        )
        page = context.new_page()
        sign_in(page)
        for name, path in PICTURES.items():
            page.goto(path)
            if name == "case":
                page.locator("main table a").first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            sys.stdout.write(f"  docs/images/{name}.png\n")
        browser.close()
    return 0


def sign_in(page: Page) -> None:
    page.goto("/konto/login/")
    page.get_by_label("E-post").fill("au-medlem@eksempel.no")
    page.get_by_label("Passord").fill(PASSWORD)
    page.locator("main form.form button").click()


if __name__ == "__main__":
    sys.exit(main())
