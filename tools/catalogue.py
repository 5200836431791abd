"""The Chinese catalogue: every sentence in code and templates is translated, in a form that fits.

Catalogues lie beside the words, in `locale/zh_Hans/LC_MESSAGES/django.po` of a room or of a folder of a face.

    python -m tools.catalogue              check
    python -m tools.catalogue missing      what is missing, by package, as entries to paste
    python -m tools.catalogue compile      write the .mo files (Babel; no gettext needed)
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/taktline"
CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]?\d*(?:\.\d+)?[a-zA-Z]|(?<!%)%[sd]|\{\w*\}")
# The short names under which our modules import the gettext functions count as well.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "_l": None,
    "_t": None,
    "_now": None,
    "now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Word(NamedTuple):
    """One sentence that people read. plural: its English plural, or empty."""

    path: str
    line: int
    context: str
    text: str
    plural: str


def words(root: Path) -> Iterator[Word]:
    """Every sentence marked for translation in our Python files and templates."""
    for path in sorted((root / PACKAGE).rglob("*")):
        if (
            path.suffix not in {".py", ".html", ".txt", ".svg"}
            or not path.is_file()
            or "static" in path.parts
        ):
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            text = _as_python(text, path)
        name = path.relative_to(root).as_posix()
        for line, found, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            texts = (found,) if isinstance(found, str) else found
            if texts[0]:
                yield Word(name, line, context or "", texts[0], texts[1] if len(texts) > 1 else "")


def _as_python(template: str, path: Path) -> str:
    """Django blanks out what is no message; indentation and stray quotes would still not be Python."""
    if not settings.configured:
        settings.configure()
    calls = templatize(template, origin=str(path))
    return "\n".join(re.sub(r"[^\S\n]+", " ", line).strip() for line in calls.split("\n"))


def catalogues(root: Path) -> dict[Path, Catalog]:
    """Every Chinese catalogue by its path."""
    found = {}
    for path in sorted((root / PACKAGE).rglob(CATALOGUE.as_posix())):
        with path.open("rb") as stream:
            found[path] = read_po(stream, locale="zh_Hans", domain="django")
    return found


def _entries(all_catalogues: dict[Path, Catalog]) -> dict[tuple[str, str], list[tuple[Path, Message]]]:
    entries = defaultdict(list)
    for path, catalogue in all_catalogues.items():
        for message in catalogue:
            if message.id:
                text = message.id if isinstance(message.id, str) else message.id[0]
                entries[message.context or "", text].append((path, message))
    return entries


def missing(root: Path) -> list[Word]:
    """Sentences without a Chinese translation, each once."""
    entries = _entries(catalogues(root))
    lacking: dict[tuple[str, str], Word] = {}
    for word in words(root):
        key = (word.context, word.text)
        if not any(_translated(message) and not message.fuzzy for _path, message in entries.get(key, [])):
            lacking.setdefault(key, word)
    return list(lacking.values())


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def _translated(message: Message) -> bool:
    return all(_strings(message))


def faults(root: Path = ROOT) -> list[str]:
    """Sentences about what is untranslated, unsure, or does not fit."""
    found = [f"{word.path}:{word.line}: no Chinese for {word.text!r}" for word in missing(root)]
    for key, places in _entries(catalogues(root)).items():
        chinese = {tuple(_strings(message)) for _path, message in places if _translated(message)}
        for path, message in places:
            where = path.relative_to(root).as_posix()
            if message.fuzzy:
                found.append(f"{where}: {key[1]!r} is fuzzy; settle it")
            found += [f"{where}: {fault}" for fault in _misfits(message)]
        if len(chinese) > 1:
            found.append(_conflict(root, key, places))
    return found


def _conflict(root: Path, key: tuple[str, str], places: list[tuple[Path, Message]]) -> str:
    """All catalogues become one when the house starts, so one sentence can have one Chinese only."""
    said = [("/".join(_strings(message)), _package(path).relative_to(root)) for path, message in places]
    context = f" in the context {key[0]!r}" if key[0] else ""
    return (
        f"{key[1]!r}{context} has more than one Chinese: "
        + ", ".join(f"{chinese} ({package.as_posix()})" for chinese, package in said if chinese)
        + "; write more exact English for one meaning, or give it a context"
    )


def _misfits(message: Message) -> Iterator[str]:
    """Placeholders the Chinese has and the English has not, or the other way round."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [set(PLACEHOLDER.findall(text)) for text in ids]
    for text in filter(None, _strings(message)):
        if set(PLACEHOLDER.findall(text)) not in wanted:
            yield f"the placeholders of {ids[0]!r} and {text!r} differ"


def _package(path: Path) -> Path:
    return path.parent.parent.parent.parent


def _home(root: Path, word: Word) -> str:
    """The package whose catalogue the word belongs in: the nearest folder with one, else its room."""
    for folder in (root / word.path).parents:
        if (folder / "locale").is_dir():
            return folder.relative_to(root).as_posix()
        if folder == root / PACKAGE:
            break
    return "/".join(Path(word.path).parts[:3])


def compile_all(root: Path = ROOT) -> int:
    """Write each .mo that is older than its .po. Returns how many were written."""
    written = 0
    for path in sorted((root / PACKAGE).rglob(CATALOGUE.as_posix())):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale="zh_Hans", domain="django")
        buffer = BytesIO()
        write_mo(buffer, catalogue)
        fresh = target.with_suffix(".mo.new")
        fresh.write_bytes(buffer.getvalue())
        fresh.replace(target)
        written += 1
    return written


def _print_missing() -> None:
    by_home = defaultdict(list)
    for word in missing(ROOT):
        by_home[_home(ROOT, word)].append(word)
    for home, lacking in sorted(by_home.items()):
        print(f"\n## {home}: {len(lacking)}")
        for word in lacking:
            context = f'msgctxt "{_escaped(word.context)}"\n' if word.context else ""
            plural = (
                f'msgid_plural "{_escaped(word.plural)}"\nmsgstr[0] ""\n' if word.plural else 'msgstr ""\n'
            )
            print(f'#: {word.path}:{word.line}\n{context}msgid "{_escaped(word.text)}"\n{plural}')


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def main(arguments: list[str]) -> int:
    """Check, compile, or print what is missing."""
    if arguments == ["compile"]:
        compile_all()
        return 0
    if arguments == ["missing"]:
        _print_missing()
        return 0
    found = faults()
    print(*found, sep="\n") if found else print("catalogue: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
