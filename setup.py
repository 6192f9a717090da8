"""Compiles what takes the time with mypyc when a wheel is made; all else about the project is in pyproject.toml.

An editable install stays plain Python, so that a change holds at once, and so does a wheel made with FACTX_PURE=1 or
where there is no C compiler: the facts are the same, in twice the time.
"""

import os
import shutil
import sys
import warnings
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

# Where the packages stand as they are imported, for mypyc to name them.
STAGE = Path("build", "mypyc", "factx")
COMPILED = [
    "dictionary.py",
    "fold.py",
    "scan.py",
    "segment.py",
    "sentence.py",
    "settle.py",
    "veto.py",
    "link/*.py",
    "tables/*.py",
    "extractors/*.py",
    "extractors/*/*.py",
]

# Functions that nobody else replaces are called at once: a twelfth less code, 3% less time.
LOCAL = ["-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt"] if sys.platform == "linux" else []


def stage() -> list[str]:
    """Copy the packages to where they are compiled, and name the modules."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree("core", STAGE)
    shutil.copytree("extractors", STAGE / "extractors")
    paths = (path for pattern in COMPILED for path in STAGE.glob(pattern))
    # Examples are for tests alone; the __init__.py of most packages are empty.
    return sorted(str(path) for path in paths if path.name != "corpus.py" and path.stat().st_size)


def native() -> list[Extension]:
    """The compiled modules; none where only metadata, the sources or an editable install are asked for."""
    if "bdist_wheel" not in sys.argv or os.environ.get("FACTX_PURE"):
        return []
    try:
        from mypyc.build import mypycify

        options = [
            "--config-file=",
            "--ignore-missing-imports",
            f"--python-version={sys.version_info[0]}.{sys.version_info[1]}",
        ]
        extensions = mypycify([*options, *stage()], opt_level="1", debug_level="0", group_name="factx")
    except (ImportError, SystemExit) as error:
        warnings.warn(f"not compiled: {error}", stacklevel=1)
        return []
    if sys.platform != "win32":
        for extension in extensions:
            extension.extra_compile_args = [*extension.extra_compile_args, "-Wno-all", *LOCAL]  # it takes two minutes
    return extensions


class BuildNative(build_ext):
    """Compiles all or nothing."""

    def run(self) -> None:
        """Compile; what cannot be is left plain Python."""
        try:
            super().run()
        except Exception as error:  # noqa: BLE001 - of many kinds, and a plain wheel does as well
            warnings.warn(f"not compiled: {error}", stacklevel=1)
            for path in Path(self.build_lib).rglob("*.so"):
                path.unlink()
            self.extensions = []


setup(ext_modules=native(), cmdclass={"build_ext": BuildNative})
