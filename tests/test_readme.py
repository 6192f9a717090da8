"""README shows what the program does: its examples are run. `pytest --update-golden` writes their output anew."""

import doctest
import os
import re
import shutil
import subprocess

import pytest
from conftest import FACTX, ROOT

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```\n")
COMMANDS = [match["command"] for match in CONSOLE.finditer(TEXT)]


def shown(output: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_console_example(number: int, request: pytest.FixtureRequest) -> None:
    command = COMMANDS[number]
    if "jq " in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    env = os.environ | {"PATH": f"{FACTX.parent}:{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    output = shown(
        subprocess.check_output(["bash", "-c", command], stdin=subprocess.DEVNULL, cwd=ROOT, env=env, text=True)
    )
    text = README.read_text(encoding="utf-8")
    example = list(CONSOLE.finditer(text))[number]
    if request.config.getoption("--update-golden"):
        text = text[: example.start("output")] + output + text[example.end("output") :]
        README.write_text(text, encoding="utf-8")
        return
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
