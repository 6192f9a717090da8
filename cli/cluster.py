"""The run of `factx extract --engine ray`: a cluster writes the parts of a folder, the manifest here says which are done."""

import time
from contextlib import closing
from pathlib import Path

import msgspec

from factx.cli.engines import EngineError
from factx.cli.engines.ray import cluster, indexed, results
from factx.cli.engines.units import BYTES, units
from factx.cli.parts import (
    MANIFEST,
    Manifest,
    Part,
    ResumeError,
    inputs_of,
    left_over,
    manifest_of,
    must_agree,
    setting,
)
from factx.cli.progress import Progress
from factx.cli.readers import REMOTE
from factx.cli.readers.sources import sources
from factx.cli.remote import Folder, RemoteError
from factx.cli.run import Run
from factx.cli.writers import Layout

_SAVE = 5.0  # seconds between two times that the manifest is written


def on_ray(
    run: Run, inputs: list[str], output: str, layout: Layout, shown: Progress, *, address: str | None, resume: bool
) -> None:
    """Do what is not done yet on a cluster.

    Args:
        run: how the work is done; takes note of what becomes of it.
        inputs: as the user names them; the machines of the cluster read them under the same names.
        output: the folder, a path or a URL that all machines see.
        layout: how the parts are laid out.
        shown: is told of progress.
        address: of the cluster, as for ``cluster``.
        resume: go on where an earlier run of the same inputs and options ended.

    Raises:
        EngineError: the cluster cannot be used, or some parts could not be done.
        ResumeError: the folder cannot be written to, or not gone on with.
        StoppedError: the run is strict, and there was an error.
    """
    try:
        folder = Folder(output if REMOTE in output else Path(output).absolute().as_uri())
    except (RemoteError, OSError) as error:
        raise ResumeError(f"cannot write {output}: {error}") from error
    size = int(setting("FACTX_PART_BYTES", BYTES))
    with cluster(address):
        found = [*sources(inputs, run.work.reading, run.fail)]
        files = indexed(found, run.work.reading, size)
        read = inputs_of((name, one.size, one.digest) for name, one in zip(found, files, strict=True))
        now = manifest_of(read, run.work, "parquet", layout, engine="ray", part_bytes=size)
        manifest = _begun(folder, output, now, resume=resume)
        parts = {part.file: part for part in manifest.parts}
        run.failed |= any(part.failed for part in manifest.parts)
        run.documents, run.found, run.unplaced = (
            sum(getattr(part, name) for part in manifest.parts) for name in ("documents", "facts", "unplaced")
        )
        whole = [*units(files, size)]
        left = [unit for unit in whole if unit.part not in parts]
        shown.expect(sum(one.size for one in files))
        shown.add(bytes_read=sum(unit.size for unit in whole) - sum(unit.size for unit in left))
        saved = -_SAVE
        try:
            with closing(results(left, run.work, folder, layout)) as done:
                for one in done:
                    for told in one.told:
                        run.tell(told)
                    if one.part is None:
                        continue
                    parts[one.part.file] = one.part
                    run.documents += one.part.documents
                    run.found += one.part.facts
                    run.unplaced += one.part.unplaced
                    shown.add(one.part.documents, one.part.facts, one.size, whole[one.number].size)
                    if time.monotonic() - saved >= _SAVE:
                        _save(folder, manifest, parts)
                        saved = time.monotonic()
            manifest.complete = len(parts) == len(whole)
            if manifest.complete:
                _tidy(folder)
        finally:
            _save(folder, manifest, parts)
        if missing := [unit for unit in whole if unit.part not in parts]:
            first = missing[0]
            raise EngineError(
                f"{len(missing)} of {len(whole)} parts are missing, the first {first.part} of {first.slices[0].source}; "
                "the same command with --resume tries them again"
            )


def _begun(folder: Folder, name: str, now: Manifest, *, resume: bool) -> Manifest:
    """The manifest to go on with.

    Raises:
        ResumeError: the folder holds something, or something else.
    """
    there = folder.names()
    if MANIFEST not in there or not resume:
        if any(not left_over(file) for file in there):
            raise ResumeError(f"{name}: not empty; --resume goes on with a run that ended early")
        return now
    try:
        before = msgspec.json.decode(folder.read(MANIFEST), type=Manifest)
    except msgspec.MsgspecError as error:
        raise ResumeError(f"{name}/{MANIFEST}: {error}") from error
    must_agree(name, before, now)
    for part in before.parts:
        if part.file not in there:
            raise ResumeError(f"{name}: {part.file} is missing")
    _tidy(folder)
    return before


def _tidy(folder: Folder) -> None:
    """Remove what processes left that died."""
    for file in filter(left_over, folder.names()):
        folder.remove(file)


def _save(folder: Folder, manifest: Manifest, parts: dict[str, Part]) -> None:
    manifest.parts = [parts[file] for file in sorted(parts)]
    with folder.writing(MANIFEST) as out:
        out.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
