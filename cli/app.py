"""The command: its sub-commands, options and exit codes."""

import datetime
import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal, get_args

import typer
from msgspec.structs import replace

from factx.cli.engines import EngineError
from factx.cli.output import OutputError, discard_stdout, format_for, layout_for, writing
from factx.cli.parts import Parts, ResumeError, form_of_parts, manifest_for
from factx.cli.progress import progress
from factx.cli.readers import REMOTE, STDIN, Options
from factx.cli.run import Run, StoppedError, say
from factx.cli.work import Work
from factx.cli.writers import TEXTS, WriteError
from factx.fact import Kind
from factx.lexicon import Lexicon, LexiconError

app = typer.Typer(
    help="Exact facts from Chinese financial text: amounts, prices, percentages, dates and what they measure.",
    epilog="\b\nfactx extract article.txt --date auto\nfactx extract reports/ -o facts.xlsx\nfactx extract --help",
    rich_markup_mode=None,  # rich would double the start-up time, and cut help texts to the terminal of CI
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


KINDS: tuple[str, ...] = get_args(Kind)
_COLLECT_AFTER = 50_000


def _known(kinds: list[str] | None) -> list[str] | None:
    for kind in kinds or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}")
    return kinds


Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "-k",
        "--kind",
        metavar="KIND",
        help=f"Only this kind; may be given several times: {' '.join(KINDS)}.",
        callback=_known,
        autocompletion=lambda: [*KINDS],
    ),
]


def _encoding(name: str | None) -> str | None:
    from factx.cli.readers.encoding import known

    try:
        return name and known(name)
    except LookupError as error:
        raise typer.BadParameter(str(error), param_hint="--encoding") from None


def _size(text: str) -> int:
    """A number of bytes, its K, M or G multiplied out."""
    digits = text[:-1] if text[-1:].upper() in ("K", "M", "G") else text
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16 and int(digits)):
        raise typer.BadParameter(
            f"{text!r} is no size: give a number of bytes, or one with K, M or G: 500M", param_hint="--max-bytes"
        )
    powers = {"K": 10, "M": 20, "G": 30}
    return int(digits) << powers.get(text[-1].upper(), 0)


def main() -> None:
    """Run the command; the entry point. Whatever the locale, its output is UTF-8."""
    # Reference counts free what is used up. Cycles are looked for rarely: tables and patterns, of which there are many
    # objects, live as long as the program.
    gc.set_threshold(_COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where a stream is closed or replaced
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):  # not under nohup
            signal.signal(number, _end)
    try:
        app()
    except _EndedError as error:
        say(f"ended by {signal.Signals(error.number).name}")
        sys.exit(128 + error.number)
    finally:
        gc.freeze()  # the end of the program frees all there is: it need not look for cycles in it first


class _EndedError(BaseException):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        self.number = number


def _end(number: int, _frame: FrameType | None) -> None:
    """Unwind, so that workers end and no half of a file stays; a second signal does not disturb that."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise KeyboardInterrupt if number == signal.SIGINT else _EndedError(number)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"factx {version('factx')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="Files; folders, for the texts, pages and PDFs in them; patterns like 'news/**/*.txt'; "
            "- or nothing for what is piped in. What is compressed by gzip or zstd is decompressed.",
        ),
    ] = None,
    form: Annotated[
        Literal["auto", "table", "json", "jsonl", "csv", "tsv", "xlsx", "parquet", "html", "duckdb", "sqlite"],
        typer.Option(
            "-f", "--format", help="auto: a table on a terminal, JSON Lines in a pipe, -o's ending in a file."
        ),
    ] = "auto",
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="Write this file, whole or not at all; add to a DuckDB or SQLite database; with a / at the end or an "
            "existing folder, write numbered Parquet files there, and a manifest.",
            metavar="FILE",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a folder that a run of the same inputs and options began.")
    ] = False,
    columns: Annotated[
        str | None,
        typer.Option(metavar="NAME,NAME", help="The columns of table, csv, tsv, xlsx or parquet, in this order."),
    ] = None,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="Leave out the names of the columns of table, csv, tsv or xlsx.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin csv or tsv with a byte order mark, which Excel knows UTF-8 by.")
    ] = False,
    text_out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the decoded text of the document, which offsets count in."),
    ] = None,
    kinds: Kinds = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD|today|auto",
            help="The date of the text, which 去年 or 2月24日 is read against; auto: the one that a page names or that is "
            "stated at the head.",
        ),
    ] = None,
    input_form: Annotated[
        Literal["auto", "text", "html", "pdf", "jsonl", "csv", "tsv", "parquet"],
        typer.Option("--from", help="The format of the inputs; auto: by their endings, text without one."),
    ] = "auto",
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The encoding of the texts, like gb18030 or utf-16; without it UTF-8, GB18030, Big5 or UTF-16 is detected.",
        ),
    ] = None,
    errors: Annotated[
        Literal["strict", "replace"],
        typer.Option(help="Bytes that cannot be decoded: an error that says where, or U+FFFD in their place."),
    ] = "strict",
    max_bytes: Annotated[
        str,
        typer.Option(
            metavar="SIZE",
            help="The most bytes, decompressed, of a document and of a compressed file; K, M and G are powers of 1024.",
        ),
    ] = "1G",
    text_field: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="The field of JSON Lines, CSV, TSV and Parquet that holds the text (default: text). When given, those "
            "are taken from folders, too.",
        ),
    ] = None,
    id_field: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="The field that holds the id (default: the number of the row)."),
    ] = None,
    date_field: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD", help="The field that holds the date of the text; where it is empty --date holds."
        ),
    ] = None,
    lexicons: Annotated[
        list[Path] | None,
        typer.Option(
            "--lexicon", metavar="FILE", help="Words and rules of your own, a TOML file; may be given several times."
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "-j", "--jobs", metavar="N", min=0, help="Work in this many processes; 0: one for each processor."
        ),
    ] = 1,
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(
            help="Where the work is done: on this machine, or on a Ray cluster, which reads files, folders and URLs and "
            "writes the Parquet files of -o FOLDER/."
        ),
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            help="The address of the Ray cluster; without it RAY_ADDRESS, or all cores of this machine.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first input or row that cannot be read.")
    ] = False,
    unique: Annotated[
        bool, typer.Option("--unique", help="Fold the repeats within a document into the first, with a count.")
    ] = False,
    sentence: Annotated[bool, typer.Option("--sentence", help="Add the sentence that a fact stands in.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add the rule behind a fact and behind its links.")
    ] = False,
    exit_status: Annotated[
        bool, typer.Option("-e", "--exit-status", help="Exit with status 1 when nothing is found.")
    ] = False,
) -> None:
    """Print the facts in Chinese financial texts.

    \b
    factx extract article.txt --date 2025-02-24
    cat article.txt | factx extract -k amount -k price | jq .value
    factx extract reports/ --date auto -o facts.xlsx
    factx extract page.html --date auto -o facts.html --explain
    factx extract news.jsonl.gz --text-field body --id-field url --date-field day
    factx extract news/*.jsonl -j 0 -o facts/ --resume
    factx extract news/ --lexicon my.toml -o facts.duckdb
    factx extract s3://bucket/news/ --text-field body -o s3://bucket/facts/ --engine ray

    Exit status: 0; 1 with -e when nothing is found; 2 after any error; 130 when interrupted.
    """  # noqa: D301 - \b keeps the lines that follow as they are
    if not inputs:
        inputs = [_stdin()]
    reading = Options(
        None if input_form == "auto" else input_form,
        _encoding(encoding),
        replace=errors == "replace",
        max_bytes=_size(max_bytes),
        text_field=text_field,
        id_field=id_field,
        date_field=date_field,
    )
    work = Work(
        _date(date),
        reading,
        frozenset(kinds or ()),
        unique=unique,
        sentence=sentence,
        explain=explain,
        lexicon=_lexicon(lexicons),
    )
    path = None if output is None else Path(output)
    folder = path if path and (str(output).endswith(("/", os.sep)) or path.is_dir() or engine == "ray") else None
    if resume and not folder:
        raise typer.BadParameter("it goes on with a folder: give -o FOLDER/", param_hint="--resume")
    if text_out and folder:
        raise typer.BadParameter("it is for one document, a folder for many", param_hint="--text-out")
    if engine == "ray":
        _for_ray(inputs, output, form, jobs)
    elif address is not None:
        raise typer.BadParameter("it is for --engine ray", param_hint="--address")
    elif REMOTE in str(output):
        raise typer.BadParameter("a URL is written to by --engine ray", param_hint="--output")
    try:
        form = form_of_parts(form) if folder else format_for(form, path)
        layout = layout_for(form, columns, header=not no_header, bom=bom)
    except OutputError as error:
        raise typer.BadParameter(str(error), param_hint=error.option) from None
    run = Run(replace(work, texts=form in TEXTS or text_out is not None), strict, jobs or os.cpu_count() or 1)
    layout = replace(layout, fail=run.fail)
    to_terminal = path is None and bool(sys.stdout and sys.stdout.isatty())
    try:
        with progress(inputs, reading, to_terminal=to_terminal) as shown:
            if engine == "ray":
                _on_ray()(run, inputs, str(output), layout, shown, address=address, resume=resume)
            elif folder:
                manifest = manifest_for(inputs, run.work, form, layout)
                run.into(inputs, Parts(folder, manifest, form, layout, resume=resume), shown.after)
            else:
                with writing(form, path, layout, text_out) as writer:
                    run.over(inputs, writer, after=shown.after)
    except ResumeError as error:
        say(error)
        raise typer.Exit(2) from error
    except (EngineError, WriteError) as error:
        say(error)
        raise typer.Exit(2) from error
    except StoppedError as error:
        raise typer.Exit(2) from error
    except BrokenPipeError:
        discard_stdout()
    except OSError as error:
        discard_stdout()
        say(f"cannot write {output or 'standard output'}: {error.strerror}")
        raise typer.Exit(2) from error
    if run.skipped:
        say("1 row was skipped" if run.skipped == 1 else f"{run.skipped} rows were skipped")
    if run.unplaced:
        dates = "1 date lacks" if run.unplaced == 1 else f"{run.unplaced} dates lack"
        say(f"{dates} a year; say when the text was written with --date YYYY-MM-DD, today or auto")
    if form == "table" and not run.found and not run.failed:
        say("no facts found")
    if run.failed:
        raise typer.Exit(2)
    if exit_status and not run.found:
        raise typer.Exit(1)


def _for_ray(inputs: list[str], output: str | None, form: str, jobs: int) -> None:
    """See that the options suit a cluster."""
    for wrong, hint, said in (
        (output is None, "--output", "a cluster writes to a folder: give -o FOLDER/"),
        (form not in ("auto", "parquet"), "--format", f"a cluster writes Parquet, not {form}"),
        (STDIN in inputs, "INPUT", "a cluster reads files, folders and URLs, not standard input"),
        (jobs != 1, "--jobs", "it is for the local engine; a cluster works on all its cores"),
    ):
        if wrong:
            raise typer.BadParameter(said, param_hint=hint)


def _on_ray() -> "Callable[..., None]":
    """What runs on a cluster, if it is installed."""
    try:
        from factx.cli.cluster import on_ray
    except ImportError as error:
        if (error.name or "factx").startswith("factx"):
            raise
        raise EngineError(f"{error.name} is not installed: pip install 'factx[ray]'") from error
    return on_ray


def _stdin() -> str:
    """Standard input as the only input, if something is piped into it."""
    if not sys.stdin or sys.stdin.isatty():
        raise typer.BadParameter(
            "nothing to read: name a file or a folder, or pipe a text in: cat article.txt | factx extract",
            param_hint="INPUT",
        )
    return STDIN


def _date(option: str | None) -> datetime.date | Literal["auto"] | None:
    """What --date says."""
    if option is None or option == "auto":
        return option  # type: ignore[return-value]
    if option == "today":
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.datetime.strptime(option, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise typer.BadParameter(
            f"{option!r} is no date: give YYYY-MM-DD, today or auto", param_hint="--date"
        ) from None


def _lexicon(paths: list[Path] | None) -> Lexicon:
    """The words and rules of the user's own; the command ends where there are mistakes in them."""
    from factx.cli.lexicons import lexicon_of

    try:
        return lexicon_of(paths or [])
    except LexiconError as error:
        for line in str(error).splitlines():
            say(line)
    except OSError as error:
        say(f"{error.filename}: {error.strerror}")
    raise typer.Exit(2)


@app.command()
def rules(
    kinds: Kinds = None,
    lexicons: Annotated[
        list[Path] | None,
        typer.Option("--check", metavar="FILE", help="Check the examples of a lexicon of your own instead."),
    ] = None,
) -> None:
    """Print the rules with their examples, or check your own.

    \b
    factx rules -k price
    factx rules | grep 百分
    factx rules --check my.toml

    Exit status of --check: 0; 2 where an example does not come out or the file has a mistake.
    """  # noqa: D301 - \b keeps the lines that follow as they are
    if lexicons:
        if [path for path in lexicons if not _checked(path)]:
            raise typer.Exit(2)
        return
    from factx.cli.catalogue import catalogue

    for line in catalogue(frozenset(kinds or ())):
        typer.echo(line)


def _checked(path: Path) -> bool:
    """Check a lexicon and say what is wrong with it."""
    from factx.cli.check import check

    try:
        count, mistakes = check(path)
    except OSError as error:
        say(f"{path}: {error.strerror}")
        return False
    for mistake in mistakes:
        say(mistake)
    if not mistakes:
        typer.echo(f"{path}: {count} example{'' if count == 1 else 's'} as expected")
    return not mistakes


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a fact.

    \b
    factx schema > fact.schema.json
    factx schema | jq -r '.properties | keys[]'
    """  # noqa: D301 - \b keeps the lines that follow as they are
    import msgspec

    from factx.schema import schema

    typer.echo(msgspec.json.format(msgspec.json.encode(schema())).decode())


if __name__ == "__main__":
    main()
