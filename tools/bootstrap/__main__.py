"""The entry of ./demo and ./test: `python -m tools.bootstrap demo|test …`."""

import argparse
import os
import sys

from tools.bootstrap import checks, company, environment, frontend
from tools.bootstrap.say import ROOT, give_up, step


def main(arguments: list[str]) -> int:
    """Run one of the two commands."""
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may call this without the shell script
        give_up(f"Taktline needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    which, *rest = arguments
    return test(rest) if which == "test" else demo(rest)


def demo(arguments: list[str]) -> int:
    """Set everything up and serve it. Returns only with --no-serve."""
    parser = argparse.ArgumentParser(
        prog="./demo", description="Set Taktline up and open it on this machine."
    )
    parser.add_argument("--port", type=int, default=8000, help="port to serve on (default 8000)")
    parser.add_argument("--empty", action="store_true", help="an empty company instead of the demo company")
    parser.add_argument("--reset", action="store_true", help="remove the embedded database and start over")
    parser.add_argument("--no-serve", action="store_true", help="set everything up and stop there")
    options = parser.parse_args(arguments)
    environment.ensure()
    frontend.ensure()
    company.ensure("empty" if options.empty else "demo", reset=options.reset)
    if options.no_serve:
        step("Everything is set up")
        return 0
    step("Starting")
    command = [str(environment.PYTHON), "-m", "taktline", "serve", "--port", str(options.port)]
    return os.execv(command[0], command)  # noqa: S606 - the server takes this process's place and its signals


def test(arguments: list[str]) -> int:
    """Set everything up and check it."""
    parser = argparse.ArgumentParser(
        prog="./test",
        description="Check the laws, the types and the tests. Other options go to pytest, which then runs alone.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--require-all", action="store_true", help="optional parts must be here; PostgreSQL too"
    )
    parser.add_argument("--laws", action="store_true", help="everything but the tests")
    options, others = parser.parse_known_args(arguments)
    environment.ensure()
    frontend.ensure()
    return checks.run_all(others, require_all=options.require_all, only_laws=options.laws)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        sys.exit(130)
