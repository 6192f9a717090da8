"""Everyday tasks: `nox -l` lists them, `nox` runs what CI runs."""

from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "tests"]
ACCURACY = Path("../shared/gold")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Lint and format; types and import contracts on the installed wheel, where imports can be followed."""
    session.install(".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    config = Path("pyproject.toml").resolve()
    session.chdir(session.create_tmp())
    session.run("mypy", "--config-file", config, "--strict", "-p", "factx")
    session.run("lint-imports", "--config", config)


@nox.session
def fix(session: nox.Session) -> None:
    """Format, and mend what ruff can mend."""
    session.install("ruff")
    session.run("ruff", "check", "--fix")
    session.run("ruff", "format")


@nox.session
def golden(session: nox.Session) -> None:
    """Write anew which golden facts come out wrong and what the examples of README and docs print; read what changed."""
    session.install("-e", ".[test]")
    session.run("pytest", "tests/test_golden.py", "tests/test_readme.py", "tests/test_cookbook.py",
                "tests/test_writers_files.py", "--update-golden")  # fmt: skip
    session.run("git", "diff", "--", "tests/golden", "README.md", "README.zh-CN.md", "docs", external=True)


@nox.session
def accuracy(session: nox.Session) -> None:
    """Accuracy against the pinned floors, where the annotated articles are at hand; takes --update."""
    session.install("-e", ".")
    session.run("python", "tests/accuracy_gate.py", ACCURACY, *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """A wheel, installed without extras, finds facts."""
    session.install("build")
    folder = Path(session.create_tmp())
    session.run("python", "-m", "build", "--wheel", "--outdir", folder, ".")
    session.install("--force-reinstall", *folder.glob("*.whl"))
    session.run("factx", "extract", "samples/", "-e", "-f", "csv")
