"""A cluster: the same facts as on this machine, nothing lost and nothing doubled, whatever dies."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import FACTX, ROOT, Command

from factx.cli.engines.units import Slice, Unit, do, index, units
from factx.cli.readers import Article, Options, articles
from factx.cli.remote import Folder, RemoteError, files, resolved
from factx.cli.work import Work
from factx.cli.writers import Layout

pytest.importorskip("ray")


def article(number: int) -> str:
    return f"第{number}号公司实现营业收入{number + 1}.5亿元,同比增长{number % 90 + 1}%。2月3日公告。"


def collection(path: Path, count: int, **options: Any) -> Path:
    rows = (json.dumps({"id": f"d{i}", "text": article(i)}, **options) + "\n" for i in range(count))
    path.write_text("".join(rows), encoding="utf-8")
    return path


def records(folder: Path) -> list[dict[str, Any]]:
    return [record for part in sorted(folder.glob("part-*")) for record in pq.read_table(part).to_pylist()]


PLAIN = "".join(json.dumps({"text": article(i)}, ensure_ascii=False) + "\n" for i in range(200))


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        ("".join(json.dumps({"text": article(i)}) + "\n" for i in range(200)).encode(), True),
        (PLAIN.encode(), True),
        (PLAIN.encode("utf-8-sig"), True),
        (PLAIN.encode("gb18030"), True),
        (b'{"text": "1"}\n' * 6000 + PLAIN.encode("gb18030"), True),  # its head does not tell
        (PLAIN.encode("utf-16"), False),
        (b'\n{"text": "1"}\nbroken\n\n{"text": "2"}' + b'\n{"text": "3"}' * 900, True),
        (b'{"text": "' + b"1" * 9000 + b'"}', False),
        (b"", False),
    ],
)
def test_rows_of_slices_are_those_of_the_file(tmp_path: Path, data: bytes, cut: bool) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    told: list[str] = []

    def read(options: Options) -> list[Article]:
        return [*articles([str(path)], options, lambda error: told.append(str(error)))]

    slices = index(str(path), Options(), 1500).slices
    assert (len(slices) > 3) == cut
    found = [one for each in slices for one in read(Options(rows=each.rows, encoding=each.encoding))]
    in_slices, told = told, []
    assert read(Options()) == found
    assert told == in_slices


def test_row_groups_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [article(i) for i in range(100)]}), path, row_group_size=10)
    slices = index(str(path), Options(), 2000).slices
    assert len(slices) > 3
    found = [one for each in slices for one in articles([str(path)], Options(rows=each.rows), pytest.fail)]
    assert found == [*articles([str(path)], Options(), pytest.fail)]
    assert [*index(str(path), Options(text_field="none"), 2000).slices] == [Slice(str(path), 0)]


def test_units_are_bounded() -> None:
    cut = [*units([index(str(path), Options()) for path in sorted((ROOT / "samples").glob("*.txt"))], 2000)]
    assert [unit.number for unit in cut] == [*range(len(cut))]
    assert len(cut) > 2
    assert all(unit.size >= 2000 for unit in cut[:-1])


def test_a_unit_that_its_processes_die_of(tmp_path: Path) -> None:
    path = collection(tmp_path / "a.jsonl", 3)
    folder = Folder((tmp_path / "out").as_uri())
    unit = Unit(0, tuple(index(str(path), Options()).slices))
    for _ in range(3):
        assert folder.enter(unit.part, 3) is not None  # and is killed
    done = do(unit, Work(), folder, Layout())
    assert done.part is None
    assert "part-00000.parquet: the processes that worked on it died, 3 in turn" in done.told[0].line
    for left in (tmp_path / "out").iterdir():
        left.unlink()
    assert do(unit, Work(), folder, Layout()).part
    assert [left.name for left in (tmp_path / "out").iterdir()] == [unit.part]


def test_urls(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "年报 1#").mkdir()
    path = tmp_path / "年报 1#" / "100%.txt"
    path.write_text(article(1), "utf-8")
    url = tmp_path.as_uri()
    (found,) = files(url) or ()
    assert resolved(found)[1] == str(path)
    done = factx("extract", url, found, "http://host/a.txt", f"{url}/none.txt")
    assert done.returncode == 2
    assert {json.loads(line)["source"] for line in done.stdout.splitlines()} == {found}
    assert done.stdout.count(b"\n") == 6
    assert b"http://host/a.txt: Unrecognized filesystem type" in done.stderr
    assert b"none.txt: Failed to open local file" in done.stderr
    with pytest.raises(RemoteError):
        resolved("nothing://a")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.txt", "--engine", "ray"], "give -o FOLDER/"),
        (["a.txt", "--engine", "ray", "-o", "out/", "-f", "csv"], "a cluster writes Parquet, not csv"),
        (["-", "--engine", "ray", "-o", "out/"], "not standard input"),
        (["a.txt", "--engine", "ray", "-o", "out/", "-j", "2"], "it is for the local engine"),
        (["a.txt", "-o", "s3://bucket/out/"], "a URL is written to by --engine ray"),
        (["a.txt", "--address", "127.0.0.1:1"], "it is for --engine ray"),
        (["a.txt", "--engine", "ray", "-o", "out/", "--address", "127.0.0.1:1"], "no Ray cluster at 127.0.0.1:1: "),
    ],
)
def test_what_a_cluster_is_not_for(factx: Command, tmp_path: Path, args: list[str], said: str) -> None:
    (tmp_path / "a.txt").write_text(article(1), "utf-8")
    done = factx("extract", *args)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.decode().replace("│", " ").split())
    assert b"Traceback" not in done.stderr


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of one core each, on this machine."""
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    made.wait_for_nodes()
    yield made
    made.shutdown()


def started(tmp_path: Path, address: str, *args: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [FACTX, "extract", *args, "--engine", "ray", "--address", address],
        cwd=tmp_path,
        env=os.environ | {"FACTX_PART_BYTES": "100000"},
        stderr=subprocess.PIPE,
    )


def until_parts(folder: Path) -> None:
    """Wait for the manifest to name one."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError):
            if json.loads((folder / "manifest.json").read_bytes())["parts"]:
                return
        time.sleep(0.05)


def actors() -> list[int]:
    """The processes that work on units."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes().startswith(b"ray::MapWorker"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def test_the_same_as_on_this_machine(factx: Command, tmp_path: Path, cluster: Any) -> None:
    collection(tmp_path / "a.jsonl", 900)
    with (tmp_path / "a.jsonl").open("a") as more:
        more.write("broken\n")
    pq.write_table(
        pa.table({"text": [article(i) for i in range(200)], "id": range(200)}),
        tmp_path / "b.parquet",
        row_group_size=50,
    )
    (tmp_path / "texts").mkdir()
    for path in (ROOT / "samples").glob("*.txt"):
        (tmp_path / "texts" / path.name).write_bytes(path.read_bytes())
    args = ["extract", "a.jsonl", "none.txt", "b.parquet", "texts", "--date", "auto", "--unique", "--sentence"]
    here = factx(*args, "-o", "here/")
    there = factx(*args, "-o", "there/", "--engine", "ray", "--address", cluster.address, FACTX_PART_BYTES="30000")
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout) == (2, b"")
    said, wanted = ([line for line in done.stderr.splitlines() if b" MB/s" not in line] for done in (there, here))
    assert sorted(said) == sorted(wanted)  # but for what a slow machine tells of its progress
    assert records(tmp_path / "there") == records(tmp_path / "here")
    assert len([*(tmp_path / "there").glob("part-*")]) > 5
    before, after = (json.loads((tmp_path / name / "manifest.json").read_bytes()) for name in ("here", "there"))
    assert before["inputs"] == after["inputs"]
    for count in ("tasks", "documents", "facts", "unplaced", "failed"):
        assert sum(part[count] for part in before["parts"]) == sum(part[count] for part in after["parts"]) or (
            count == "failed"
        ), count
    resumed = ["-o", "there/", "--resume", "--engine", "ray", "--address", cluster.address]
    again = factx(*args, *resumed, FACTX_PART_BYTES="30000")
    assert again.returncode == 2  # of the errors then
    assert b"begun with other options" in factx(*args, *resumed).stderr
    again = factx(*args, "-o", "there/", "--engine", "ray", "--address", cluster.address)
    assert b"there/: not empty; --resume goes on" in again.stderr


def test_killed_in_the_middle_and_gone_on_with(factx: Command, tmp_path: Path, cluster: Any) -> None:
    collection(tmp_path / "a.jsonl", 9000, ensure_ascii=False)
    run = started(tmp_path, cluster.address, "a.jsonl", "-o", "out/")
    until_parts(tmp_path / "out")
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, b"Traceback" in said) == (130, False)
    written = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("part-*")}
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert manifest["parts"]
    assert not manifest["complete"]
    done = factx(
        *("extract", "a.jsonl", "-o", "out/", "--resume", "--engine", "ray", "--address", cluster.address),
        FACTX_PART_BYTES="100000",
    )
    assert done.returncode == 0, done.stderr
    for part in manifest["parts"]:  # what was done is not done again
        assert (tmp_path / "out" / part["file"]).stat().st_mtime_ns == written[part["file"]]
    assert factx("extract", "a.jsonl", "-o", "whole/", "-j", "2").returncode == 0
    assert records(tmp_path / "out") == records(tmp_path / "whole")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("what", ["worker", "node"])
def test_a_worker_or_a_node_that_dies(factx: Command, tmp_path: Path, cluster: Any, what: str) -> None:
    collection(tmp_path / "a.jsonl", 12000, ensure_ascii=False)
    run = started(tmp_path, cluster.address, "a.jsonl", "-o", "out/")
    until_parts(tmp_path / "out")
    if what == "worker":
        os.kill(actors()[0], signal.SIGKILL)
    else:
        (node,) = cluster.worker_nodes
        cluster.remove_node(node, allow_graceful=False)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert factx("extract", "a.jsonl", "-o", "whole/", "-j", "2").returncode == 0
    assert records(tmp_path / "out") == records(tmp_path / "whole")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]
