"""Are the translations whole? Every text, in nynorsk and English, with the same placeholders.

The texts are gathered anew from a copy of the sources, so that the check changes nothing and
a text added without a translation is found. ``--update`` writes the gathered texts back.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nn", "en")
NOT_SOURCES = (".venv", "node_modules", "var", ".git", "tests", "docs", "*.mo", "__pycache__")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+")


def main() -> int:
    if not shutil.which("xgettext"):
        sys.stdout.write("  LEFT OUT: the catalogue check needs gettext: apt-get install gettext\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sources"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SOURCES))
        gather(copy)
        if "--update" in sys.argv:
            shutil.copytree(copy / "locale", ROOT / "locale", dirs_exist_ok=True)
            return 0
        wrong = [line for language in LANGUAGES for line in problems(copy, language)]
    for line in wrong[:40]:
        sys.stdout.write(f"  {line}\n")
    if len(wrong) > 40:
        sys.stdout.write(f"  … and {len(wrong) - 40} more\n")
    return 1 if wrong else 0


def gather(copy: Path) -> None:
    """Run Django's own extraction in the copy."""
    for language in LANGUAGES:
        (copy / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-v0", "--no-obsolete", "--no-wrap"]
        + ["--add-location=file"]
        + [word for language in LANGUAGES for word in ("-l", language)],
        cwd=copy,
        env={**os.environ, "MILJOLOFTET_MODE": "test"},
        check=True,
    )


def problems(copy: Path, language: str) -> list[str]:
    path = copy / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    return [f"{language}: {what}" for message in catalogue for what in _wrong_with(message)]


def _wrong_with(message: Message) -> list[str]:
    if not message.id:
        return []
    ids = list(message.id) if isinstance(message.id, (list, tuple)) else [message.id]
    texts = list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]
    where = message.locations[0][0] if message.locations else "?"
    if message.fuzzy:
        return [f"a guess, not a translation, in {where}: {ids[0]!r}"]
    if not all(texts):
        return [f"not translated, from {where}: {ids[0]!r}"]
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    if wanted != set(PLACEHOLDER.findall(str(texts[-1]))):
        return [f"other placeholders, from {where}: {ids[-1]!r}"]
    return []


if __name__ == "__main__":
    sys.exit(main())
