"""What the tests share: the command as it is installed, and golden files."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FACTX = Path(sys.executable).with_name("factx")

Completed = subprocess.CompletedProcess[bytes]
Command = Callable[..., Completed]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; read the difference!")


@pytest.fixture
def factx(tmp_path: Path) -> Command:
    """Run the installed command in a folder of its own; nothing of the caller's terminal and locale gets in."""

    def run(*args: str | Path, stdin: str | bytes | None = b"", **env: str) -> Completed:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        own = {"XDG_CONFIG_HOME": str(tmp_path / "none")}
        return subprocess.run(
            [FACTX, *args], input=data, capture_output=True, check=False, cwd=tmp_path, timeout=60, env=kept | own | env
        )

    return run
