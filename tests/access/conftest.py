"""The small collaboration of the case tests."""

from tests.cases.conftest import world  # noqa: F401
