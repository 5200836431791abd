"""`python -m taktline …`: serve, work, and every command of the rooms."""

import os
import runpy
import sys

from django.core.management import execute_from_command_line

from taktline.config import serving


def main() -> None:
    """Run one command. `serve` and `work` start processes, `table` prints the wiring; all others are Django's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taktline.config.settings")
    if sys.argv[1:2] == ["serve"]:
        serving.serve(sys.argv[2:])
    elif sys.argv[1:2] == ["work"]:
        runpy.run_module("taktline.config.working", run_name="__main__")
    elif sys.argv[1:2] == ["table"]:
        runpy.run_module("taktline.config.table", run_name="__main__")
    else:
        # People write check-stock; Python's modules cannot.
        sys.argv[1:2] = [name if name.startswith("-") else name.replace("-", "_") for name in sys.argv[1:2]]
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
