"""README and docs show what the program does: their examples are run. `pytest --update-golden` writes their output."""

import doctest
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import FACTX, ROOT

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```\n")
EXAMPLES = [
    pytest.param(page, number, id=f"{page.name}-{match['command'][:40]}")
    for page in (README, *sorted((ROOT / "docs").glob("*.md")))
    for number, match in enumerate(CONSOLE.finditer(page.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_console_example(page: Path, number: int, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    example = list(CONSOLE.finditer(text))[number]
    command = example["command"]
    if "jq " in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    env = os.environ | {"PATH": f"{FACTX.parent}:{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    printed = subprocess.check_output(["bash", "-c", command], stdin=subprocess.DEVNULL, cwd=ROOT, env=env, text=True)
    output = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    if request.config.getoption("--update-golden"):
        page.write_text(text[: example.start("output")] + output + text[example.end("output") :], encoding="utf-8")
    else:
        assert example["output"] == output


def test_python_examples() -> None:
    examples = doctest.DocTestParser().get_doctest("\n".join(re.findall(r"```pycon\n(.*?)```", TEXT, re.DOTALL)),
                                                   {}, "README", str(README), 0)  # fmt: skip
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_every_option_that_readme_names_exists() -> None:
    env = os.environ | {"COLUMNS": "200"}
    commands = [[], ["extract"], ["rules"], ["schema"]]
    known = "".join(subprocess.check_output([FACTX, *command, "--help"], env=env, text=True) for command in commands)
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    named = set(re.findall(r"`(?:factx [a-z]+ )?(--?[a-z][-a-z]*)", prose)) | set(re.findall(r"`factx ([a-z]+)", prose))
    assert named
    assert {name for name in named if not re.search(rf"(^|\s|,){name}(\s|,|$)", known)} == set()
