"""Words that must not be in the repository: paths of somebody's machine, hosts of package registries.

python -m tools.words
"""

import re
import subprocess
import sys
from pathlib import Path

from tools.tree import ROOT

# Written in halves, so that this file may stand in the repository too.
FORBIDDEN = tuple(
    first + second
    for first, second in (
        ("cla", "ude"),
        ("anth", "ropic"),
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("registry.", "yarnpkg"),
        ("npm", "mirror.com"),
    )
)
# Something below a folder that only one machine has. What an address or a variable leads to is no such folder.
MACHINE_PATH = re.compile(r"(?<![\w.})/-])/(?:root|work|tmp|users|mnt|srv|opt)/\w[\w.-]*", re.IGNORECASE)


def files(root: Path) -> list[Path]:
    """What git keeps or would keep."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
    ).stdout
    return [root / name for name in listing.decode().split("\0") if name]


def check(root: Path = ROOT, paths: list[Path] | None = None) -> list[str]:
    """Sentences about each forbidden word and where it stands."""
    faults = []
    for path in files(root) if paths is None else paths:
        if not path.is_file():
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.lower().split("\n"), start=1):
            found = [word for word in FORBIDDEN if word in line] + MACHINE_PATH.findall(line)
            faults += [f"{path.relative_to(root)}:{number}: contains {word!r}" for word in found]
    return faults


def main() -> int:
    """Print the faults; 1 if there are any."""
    faults = check()
    print(*faults, sep="\n") if faults else print("words: kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
