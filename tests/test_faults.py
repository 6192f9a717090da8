"""Faults that are caused for real: each ends with the right status and one line, and leaves no half of a file."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FACTX, Command

TEXT = "公司营业收入1.5亿元，同比增长13%。\n"
root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes root to mount and to be somebody else")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that 64 KB fill."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def nobody(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user who owns nothing."""
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if not shutil.which("setpriv") or subprocess.run([*other, "test", "-r", FACTX], check=False).returncode:
        pytest.skip("no other user can run the program here")
    return subprocess.run(
        [*other, FACTX, *args],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | env,
        timeout=60,
    )


def waiting(folder: Path, *args: str) -> tuple["subprocess.Popen[bytes]", int]:
    """The command at a pipe that nothing comes out of, and the pipe's other end."""
    os.mkfifo(folder / "never.txt")
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be inherited as ignored
    run = subprocess.Popen([FACTX, "extract", "never.txt", *args], cwd=folder, stderr=subprocess.PIPE)
    end = os.open(folder / "never.txt", os.O_WRONLY)  # returns once factx reads
    time.sleep(0.2)
    return run, end


@root
@pytest.mark.parametrize(
    "name", ["a.csv", "a.jsonl", "a.json", "a.html", "a.xlsx", "a.parquet", "a.sqlite", "a.duckdb"]
)
def test_a_disk_that_fills(factx: Command, tmp_path: Path, small_disk: Path, name: str) -> None:
    rows = "".join(f"公司{n}营业收入{n}.5亿元，同比增长{n % 97}%。\n" for n in range(3000))
    (tmp_path / "a.txt").write_text(rows, encoding="utf-8")
    done = factx("extract", "a.txt", "-o", small_disk / name)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert "Traceback" not in said
    assert "cannot write" in said
    if not name.endswith(("sqlite", "duckdb")):
        assert [*small_disk.iterdir()] == []


@root
def test_a_disk_that_fills_under_a_folder_of_parts(factx: Command, tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 3000, encoding="utf-8")
    done = factx("extract", "a.txt", "-f", "csv", "-o", f"{small_disk}/facts/")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert [path.name for path in (small_disk / "facts").iterdir()] == ["manifest.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_a_full_standard_output(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [FACTX, "extract", "a.txt", "-f", form],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (2, b"factx: cannot write standard output: No space left on device\n")


@root
def test_a_file_of_somebody_else() -> None:
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    try:
        folder.chmod(0o755)
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text(TEXT, encoding="utf-8")
        (folder / "a.txt").chmod(0o600)
        done = nobody(folder, "extract", "a.txt", "b.txt", "-f", "csv")
        assert (done.returncode, done.stderr) == (2, "factx: a.txt: Permission denied\n")
        assert done.stdout.count("b.txt") == 2
        done = nobody(folder, "extract", "b.txt", "-o", "facts.csv")
        assert (done.returncode, done.stderr) == (2, "factx: cannot write facts.csv: Permission denied\n")
    finally:
        shutil.rmtree(folder)


@root
@pytest.mark.parametrize("mode", [0o555, 0o700])
def test_a_home_that_cannot_be_written_or_entered(mode: int) -> None:
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    try:
        folder.chmod(0o755)
        (folder / "home").mkdir(mode)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        done = nobody(folder, "extract", "a.txt", HOME=str(folder / "home"), XDG_CACHE_HOME="", XDG_CONFIG_HOME="")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 2
        assert [*(folder / "home").iterdir()] == []
    finally:
        shutil.rmtree(folder)


def test_a_folder_that_vanishes_while_it_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run, end = waiting(tmp_path, "-o", "out/facts.csv")
    shutil.rmtree(tmp_path / "out")
    os.write(end, TEXT.encode())
    os.close(end)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (2, b"factx: cannot write out/facts.csv: No such file or directory\n")


def test_inputs_that_vanish(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    run, end = waiting(tmp_path, "b.txt", "-o", "facts.csv")
    (tmp_path / "b.txt").unlink()
    os.write(end, TEXT.encode())
    os.close(end)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (2, b"factx: b.txt: No such file or directory\n")
    assert (tmp_path / "facts.csv").read_text("utf-8").count("never.txt") == 2


@pytest.mark.parametrize(
    ("signals", "status", "said"),
    [
        ([signal.SIGINT, signal.SIGINT], 130, b""),
        ([signal.SIGTERM], 143, b"factx: ended by SIGTERM\n"),
        ([signal.SIGTERM, signal.SIGINT], 143, b"factx: ended by SIGTERM\n"),
        ([signal.SIGHUP], 129, b"factx: ended by SIGHUP\n"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_signals(tmp_path: Path, signals: list[signal.Signals], status: int, said: bytes, jobs: str) -> None:
    run, end = waiting(tmp_path, "-o", "out.csv", "-j", jobs)
    for number in signals:
        run.send_signal(number)
        time.sleep(0.02)  # of two that wait, the lower number is told first
    try:
        _, told = run.communicate(timeout=20)
    finally:
        run.kill()
        os.close(end)
    assert run.returncode == status
    assert b"Traceback" not in told
    assert said in told
    assert [path.name for path in tmp_path.iterdir()] == ["never.txt"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 3000, encoding="utf-8")
    command = f"{FACTX} extract a.txt a.txt -j {jobs} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


def test_two_at_once_on_an_empty_cache(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("特华投资宣布营业收入1.5亿元。", encoding="utf-8")
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    runs = [
        subprocess.Popen([FACTX, "extract", "a.txt"], cwd=tmp_path, env=env, stdout=subprocess.PIPE) for _ in range(2)
    ]
    first, second = (run.communicate(timeout=60)[0] for run in runs)
    assert first == second != b""
    assert len([*(tmp_path / "cache" / "factx").iterdir()]) == 1


@pytest.mark.parametrize("harm", ["cut", "changed", "script"])
def test_a_cache_that_was_tampered_with_is_built_anew(factx: Command, tmp_path: Path, harm: str) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    before = factx("extract", stdin="特华投资宣布营业收入1.5亿元。", **cache).stdout
    (path,) = (tmp_path / "cache" / "factx").iterdir()
    whole = path.read_bytes()
    half = len(whole) // 2
    harmed = {
        "cut": whole[:half],
        "changed": whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :],
        "script": f"#!{sys.executable}\nopen('run', 'w')\n".encode(),
    }
    path.write_bytes(harmed[harm])
    assert factx("extract", stdin="特华投资宣布营业收入1.5亿元。", **cache).stdout == before
    assert path.read_bytes() == whole
    assert not (tmp_path / "run").exists()
