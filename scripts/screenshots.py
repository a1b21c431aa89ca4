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
MEMBER, OFFICER = "au-medlem@eksempel.no", "saksbehandler@eksempel.no"
HEIGHT, TALLER = 860, {"case": 1180}  # down to the picture of its way
# Whose page each picture is, and where; the demo numbers its cases and briefs the same each time.
PICTURES = {
    "forum": (MEMBER, "/forum/au/"),
    "organisation": (MEMBER, "/organisasjon/"),
    "case": (MEMBER, "/saker/2025/18/"),
    "search": (MEMBER, "/sok/?q=sykkelveg"),
    "brief": (OFFICER, "/saksframlegg/1/"),
}


def main() -> int:
    site = os.environ.get("MILJOLOFTET_SITE_URL", "http://127.0.0.1:8000")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for who in (MEMBER, OFFICER):
            context = browser.new_context(
                base_url=site, viewport={"width": 1280, "height": HEIGHT}, locale="nb-NO"
            )
            page = context.new_page()
            sign_in(page, who)
            for name, (whose, path) in PICTURES.items():
                if whose == who:
                    take(page, name, path)
        browser.close()
    return 0


def take(page: Page, name: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": TALLER.get(name, HEIGHT)})
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")
    sys.stdout.write(f"  docs/images/{name}.png\n")


def sign_in(page: Page, who: str) -> None:
    page.goto("/konto/login/")
    page.get_by_label("E-post").fill(who)
    page.get_by_label("Passord").fill(PASSWORD)
    page.locator("main form.form button").click()


if __name__ == "__main__":
    sys.exit(main())
