"""The front end: built when its sources changed."""

from tools.bootstrap import node
from tools.bootstrap.say import ROOT, call, fingerprint, give_up, read, step

WEB = ROOT / "src" / "taktline" / "faces" / "web"
BUILD = WEB / "static" / "taktline" / "build"
_STAMP = BUILD / ".stamp"
_MODULES = ROOT / "node_modules"
_PACKAGES = ("package.json", "package-lock.json", ".npmrc")


def _sources() -> str:
    """A digest of all that the bundles are made from. The build gathers the icons that pages name."""
    pages = [path for path in WEB.rglob("*") if path.suffix in {".py", ".html"}]
    packages = [ROOT / name for name in _PACKAGES]
    return fingerprint([*packages, *(ROOT / "frontend").rglob("*"), *pages])


def is_current() -> bool:
    """Whether the bundles are made from these very sources, or there is nothing to make."""
    return not (ROOT / "frontend" / "build.mjs").exists() or read(_STAMP) == _sources()


def ensure() -> None:
    """Bring the built files up to date; nothing happens when they are."""
    if is_current():
        return
    wanted, packages = _sources(), [ROOT / name for name in _PACKAGES]
    _STAMP.unlink(missing_ok=True)
    npm, environment = node.commands()
    locked, mark = fingerprint(packages), _MODULES / ".taktline"
    if read(mark) != locked:
        step("Fetching the libraries of the pages")
        if not call([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], env=environment):
            give_up(
                "The libraries of the pages could not be fetched. Check that this machine reaches an npm registry."
            )
        mark.write_text(locked, "utf-8")
    step("Building the pages")
    if not call([*npm, "run", "--silent", "build"], env=environment):
        give_up("The pages could not be built; the reason is above.")
    BUILD.mkdir(parents=True, exist_ok=True)
    _STAMP.write_text(wanted, "utf-8")


def check_types() -> bool:
    """Let the TypeScript compiler look at the islands."""
    if not (ROOT / "frontend" / "tsconfig.json").exists():
        return True
    npm, environment = node.commands()
    return call([*npm, "run", "--silent", "check"], env=environment)
