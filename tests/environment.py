"""Loaded before everything else (``-p tests.environment``): the suite runs in test mode."""

import os

os.environ["MILJOLOFTET_MODE"] = "test"
# Playwright keeps an event loop in the thread where the tests touch the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
