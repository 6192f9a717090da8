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
CHINESE = ROOT / "README.zh-CN.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```\n")
EXAMPLES = [
    pytest.param(page, number, id=f"{page.name}-{match['command'][:40]}")
    for page in (README, CHINESE, *sorted((ROOT / "docs").glob("*.md")))
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


def blocks(page: Path) -> list[str]:
    """What a reader can copy: the code of a page, without comments and output."""
    code = re.findall(r"```(?!console)\w+\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    plain = [re.sub(r" +# .*", "", block) for block in code]
    return plain + [match["command"] for match in CONSOLE.finditer(page.read_text(encoding="utf-8"))]


def test_the_chinese_readme_keeps_up() -> None:
    assert blocks(CHINESE) == blocks(README)
    for part in (r"^#+ ", r"^\|", r"^!\[.*?\](\(.+\))", r"\]\((docs/.+?)\)"):
        english, chinese = (
            re.findall(part, page.read_text(encoding="utf-8"), re.MULTILINE) for page in (README, CHINESE)
        )
        assert sorted(set(chinese)) == sorted(set(english))
        assert part.startswith("\\") or len(chinese) == len(english)


@pytest.mark.parametrize("page", [README, CHINESE], ids=lambda page: page.name)
def test_pictures_and_pages_that_are_linked_exist(page: Path) -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert linked
    assert [link for link in linked if not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("page", [README, CHINESE], ids=lambda page: page.name)
def test_python_examples(page: Path) -> None:
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


@pytest.mark.parametrize("page", [README, CHINESE], ids=lambda page: page.name)
def test_every_option_that_readme_names_exists(page: Path) -> None:
    env = os.environ | {"COLUMNS": "200"}
    commands = [[], ["extract"], ["rules"], ["schema"]]
    known = "".join(subprocess.check_output([FACTX, *command, "--help"], env=env, text=True) for command in commands)
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`(?:factx [a-z]+ )?(--?[a-z][-a-z]*)", prose)) | set(re.findall(r"`factx ([a-z]+)", prose))
    assert named
    assert {name for name in named if not re.search(rf"(^|\s|,){name}(\s|,|$)", known)} == set()


@pytest.mark.parametrize("command", [[], ["extract"], ["rules"], ["schema"]], ids=" ".join)
def test_help_has_examples_whose_options_exist(command: list[str]) -> None:
    env = os.environ | {"COLUMNS": "200"}
    help_text = subprocess.check_output([FACTX, *command, "--help"], env=env, text=True)
    examples = re.findall(r"^  (?:.*\| )?(factx .+)", help_text, re.MULTILINE)
    assert len(examples) >= 2
    for example in examples:
        name, *words = example.split(" | ")[0].split()[1:]
        listed = subprocess.check_output([FACTX, name, "--help"], env=env, text=True)
        for option in (word for word in words if word.startswith("-")):
            assert re.search(rf"(^|\s){option}(\s|,)", listed), example
