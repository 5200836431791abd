"""The virtual environment: made, filled from the locks, mended after an interruption."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from tools.bootstrap.say import ROOT, call, fingerprint, give_up, read, step

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
_STAMP = VENV / "taktline.stamp"
_INSTALLING = VENV / "taktline.installing"
_SHIM = """#!{python}
import sys
from taktline.__main__ import main
sys.exit(main())
"""


def ensure() -> None:
    """Make `.venv` hold exactly what the lock names. The stamp is written last: half an install is none."""
    wanted = fingerprint([LOCK, UV_LOCK], sys.version, str(ROOT))
    if read(_STAMP) == wanted and PYTHON.exists():
        return
    _STAMP.unlink(missing_ok=True)
    if not _works():
        step("Making the virtual environment .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        if not call([sys.executable, "-m", "venv", VENV], quiet=True):
            give_up(
                "Python cannot make a virtual environment; its venv module seems to be missing "
                "(on Debian and Ubuntu: apt install python3-venv)."
            )
    again = _INSTALLING.exists()
    _INSTALLING.touch()
    install(LOCK, "Installing the libraries (a few minutes the first time)", again=again)
    _put_on_path()
    _STAMP.write_text(wanted, "utf-8")
    _INSTALLING.unlink()


def install(lock: Path, what: str, *, again: bool = False) -> None:
    """Install a lock file with uv, or with pip if uv does not do it. Every file is checked against its hash.

    again: an earlier install was interrupted, so what looks installed may be half there.
    """
    step(f"{what}; the last time was interrupted" if again else what)
    from_lock = ["--require-hashes", "-r", str(lock)]
    uv, pip = (["--reinstall"], ["--force-reinstall"]) if again else ([], [])
    if _uv() and call([BIN / "uv", "pip", "install", "--python", PYTHON, *uv, *from_lock]):
        return
    step("uv could not do it; trying pip")
    if not call([PYTHON, "-m", "pip", "install", *pip, *from_lock]):
        give_up(
            f"The libraries of {lock.name} could not be installed. Check that this machine reaches a Python package "
            "index, then run the same command again; what is already here is kept."
        )


def _uv() -> bool:
    wanted = read(UV_LOCK).split("==")[1].split()[0]
    if (BIN / "uv").exists() and _answers([BIN / "uv", "--version"], wanted):
        return True
    return call([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", UV_LOCK], quiet=True)


def _answers(command: list[str | Path], part: str) -> bool:
    from subprocess import run

    try:
        return (
            part in run([str(each) for each in command], capture_output=True, text=True, check=False).stdout
        )
    except OSError:
        return False


def _works() -> bool:
    return PYTHON.exists() and _answers(
        [PYTHON, "-c", "import sys, pip; print(sys.version_info >= (3, 11))"], "True"
    )


def _put_on_path() -> None:
    """Our sources are used where they lie; `.venv/bin/taktline` is `python -m taktline`."""
    paths = sysconfig.get_paths(vars={"base": str(VENV), "platbase": str(VENV)})
    (Path(paths["purelib"]) / "taktline.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    if os.name != "nt":
        shim = BIN / "taktline"
        shim.write_text(_SHIM.format(python=PYTHON), "utf-8")
        shim.chmod(0o755)
