"""docs/settings.md names every setting, and only those that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
TABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_setting_stands_in_the_table_once() -> None:
    read = READ.findall((ROOT / "miljoloftet/settings.py").read_text())
    told = TABLE.findall((ROOT / "docs/settings.md").read_text())
    assert sorted(told) == sorted(read)


def test_every_file_that_a_document_links_to_exists() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    missing = [
        f"{document.name} -> {link}"
        for document in documents
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text())
        if not (document.parent / link).exists()
    ]
    assert missing == []
