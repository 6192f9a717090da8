"""Everyday tasks: `nox -l` lists them, `nox` runs what CI runs."""

import hashlib
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
    session.install(".[dev]", env={"FACTX_PURE": "1"})  # compiling takes longer than all that follows
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


@nox.session
def reproducible(session: nox.Session) -> None:
    """The same checkout gives the same wheel, to the bit."""
    session.install("build")
    digests = set()
    for name in ("first", "second"):
        folder = Path(session.create_tmp()) / name
        session.run("git", "clone", "--quiet", ".", folder / "source", external=True)
        build = ("python", "-m", "build", "--wheel", "--outdir", folder / "dist", folder / "source")
        session.run(*build, env={"SOURCE_DATE_EPOCH": "1700000000"})
        (wheel,) = (folder / "dist").glob("*.whl")
        digests.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
    if len(digests) != 1:
        session.error("two builds differ")


@nox.session
def audit(session: nox.Session) -> None:
    """Known flaws in the tested versions of what factx stands on."""
    session.install("pip-audit")
    session.run("pip-audit", "--requirement", "constraints.txt", "--no-deps", "--disable-pip")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Coverage-guided fuzzing for ten minutes, or as libFuzzer's options that follow say."""
    session.install("-e", ".", "atheris>=3")
    folder = Path(session.create_tmp())
    session.run("python", "fuzz/seeds.py", folder / "corpus", folder / "words")
    options = session.posargs or ["-max_total_time=600"]
    session.run("python", "fuzz/extract.py", f"-dict={folder / 'words'}", "-max_len=400", *options, folder / "corpus")
