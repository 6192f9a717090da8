"""Make the pictures of README: the table on a terminal and the page, both of real runs on `samples/`.

`python tools/pictures.py`, with the extra `test` installed, and of Debian's packages chromium, chromium-driver,
fonts-noto-cjk, fonts-dejavu and pngquant. Look at what it makes: docs/terminal.png and docs/page.png.
"""

import base64
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parent.parent
FACTX = Path(sys.executable).with_name("factx")
COLUMNS, LINES = 100, 27
TERMINAL = ["extract", "samples/earnings.txt", "--date", "auto"]
PAGE = ["extract", "samples/buyback.txt", "samples/hongkong.txt", "--date", "auto"]
CARD = "51.86亿元"
"""The fact whose card the picture of the page shows."""

GROUND = (24, 27, 33)
THEME = TerminalTheme(GROUND, (222, 226, 232), [
    (60, 64, 72), (240, 113, 120), (126, 200, 120), (229, 192, 92), (110, 170, 250), (204, 140, 235), (86, 199, 205),
    (222, 226, 232),
])  # fmt: skip
STYLE = """
body { margin: 0; background: rgb(24, 27, 33); width: max-content; padding: 18px 22px; }
pre { margin: 0; font: 14px/21px 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; color: rgb(222, 226, 232); }
b { display: inline-block; width: 16.86px; font-weight: inherit; font-size: 15.5px; text-align: center }
i { font-style: normal; color: rgb(126, 200, 120) }
"""


def on_a_terminal(command: list[str]) -> str:
    """What a command prints on a terminal of COLUMNS columns, with its colours."""
    printed: list[bytes] = []

    def read(file: int) -> bytes:
        printed.append(os.read(file, 1 << 16))
        return printed[-1]

    out = os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.environ |= {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "LINES": "60"}
    os.environ.pop("NO_COLOR", None)
    try:
        pty.spawn(command, read)
    finally:
        os.dup2(out, 1)
        os.close(null)
        os.close(out)
    return b"".join(printed).decode().replace("\r\n", "\n")


def terminal() -> str:
    """The table on a terminal, as a page of its own. Every Chinese character is made two columns wide, in any font."""
    printed = on_a_terminal([str(FACTX), *TERMINAL])
    console = Console(record=True, width=COLUMNS + 20, file=io.StringIO())
    console.print(Text.from_ansi(printed.rstrip()), no_wrap=True)
    html = console.export_html(theme=THEME, inline_styles=True, code_format="{code}")
    lines = [line for line in html.split("\n") if not line.startswith("factx: ")]
    code = re.sub(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]", r"<b>\g<0></b>", "\n".join(lines[: LINES - 1]))
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><pre><i>$</i> factx {' '.join(TERMINAL)}\n{code}</pre>"


def browser(profile: str) -> Any:
    """A headless Chromium."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("no Chromium")
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def photograph(driver: Any, width: int, height: int, path: Path) -> None:
    """Write the upper left part of the page that is open, in pixels of CSS, at one and a half times its size, in few colours."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1.5}
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
    path.write_bytes(base64.b64decode(shot["data"]))
    subprocess.run(["pngquant", "--force", "--strip", "--output", path, "128", path], check=True)  # noqa: S603, S607
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Make both."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        table, page = Path(folder, "terminal.html"), Path(folder, "page.html")
        table.write_text(terminal(), encoding="utf-8")
        subprocess.run([FACTX, *PAGE, "-o", page], check=True, stderr=subprocess.DEVNULL)  # noqa: S603
        driver = browser(f"{folder}/profile")
        try:
            driver.get(table.as_uri())
            width, height = driver.execute_script("const b = document.body; return [b.offsetWidth, b.offsetHeight]")
            photograph(driver, width, height, ROOT / "docs" / "terminal.png")
            driver.set_window_size(1440, 900)
            driver.get(page.as_uri())
            driver.execute_script(
                "[...document.querySelectorAll('mark')].find((m) => m.textContent === arguments[0]).focus()", CARD
            )
            photograph(driver, 1440, driver.execute_script("return innerHeight"), ROOT / "docs" / "page.png")
        finally:
            driver.quit()


if __name__ == "__main__":
    main()
