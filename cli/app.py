"""The command: its sub-commands, options and exit codes."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from factx.cli.output import destination, discard_stdout
from factx.cli.readers.text import STDIN
from factx.cli.run import Run, say
from factx.cli.writers import ENDINGS, Format, writer
from factx.fact import Kind

app = typer.Typer(
    help="Exact facts from Chinese financial text.",
    rich_markup_mode=None,  # rich would double the start-up time, and cut help texts to the terminal of CI
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


KINDS: tuple[str, ...] = get_args(Kind)


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


def main() -> None:
    """Run the command; the entry point. Whatever the locale, its output is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent where a stream is closed or replaced
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


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
            help="Files; folders, for every *.txt and *.md in them; - or nothing for what is piped in.",
        ),
    ] = None,
    form: Annotated[
        Literal["auto", "table", "json", "jsonl", "csv"],
        typer.Option(
            "-f", "--format", help="auto: a table on a terminal, JSON Lines in a pipe, -o's ending in a file."
        ),
    ] = "auto",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write this file, whole or not at all.", metavar="FILE")
    ] = None,
    kinds: Kinds = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD|today|auto",
            help="The date of the text, which 去年 or 2月24日 is read against; auto: the one stated at its head.",
        ),
    ] = None,
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
    factx extract reports/ -o facts.csv

    Exit status: 0; 1 with -e when nothing is found; 2 after any error; 130 when interrupted.
    """  # noqa: D301 - \b keeps the lines that follow as they are
    if not inputs:
        inputs = [_stdin()]
    run = Run(_date_for(date), frozenset(kinds or ()), unique=unique, sentence=sentence, explain=explain)
    form = _format(form, output)
    try:
        with destination(output) as out:
            run.over(inputs, writer(form, out))
    except BrokenPipeError:
        discard_stdout()
    except OSError as error:
        discard_stdout()
        say(f"cannot write {output or 'standard output'}: {error.strerror}")
        raise typer.Exit(2) from error
    if run.unplaced:
        dates = "1 date lacks" if run.unplaced == 1 else f"{run.unplaced} dates lack"
        say(f"{dates} a year; say when the text was written with --date YYYY-MM-DD, today or auto")
    if form == "table" and not run.found and not run.failed:
        say("no facts found")
    if run.failed:
        raise typer.Exit(2)
    if exit_status and not run.found:
        raise typer.Exit(1)


def _stdin() -> str:
    """Standard input as the only input, if something is piped into it."""
    if not sys.stdin or sys.stdin.isatty():
        raise typer.BadParameter(
            "nothing to read: name a file or a folder, or pipe a text in: cat article.txt | factx extract",
            param_hint="INPUT",
        )
    return STDIN


def _format(asked: Literal["auto", Format], output: Path | None) -> Format:
    """The format asked for, else the one of the output's ending, else what suits standard output."""
    if asked != "auto":
        return asked
    if output is None:
        return "table" if sys.stdout and sys.stdout.isatty() else "jsonl"
    try:
        return ENDINGS[output.suffix.lower()]
    except KeyError:
        endings = " ".join(ENDINGS)
        raise typer.BadParameter(
            f"no format is known for the ending of {output}: use one of {endings}, or give -f", param_hint="--output"
        ) from None


def _date_for(option: str | None) -> Callable[[str, str], datetime.date | None]:
    """What --date says of each text."""
    if option == "auto":
        return _stated_date
    date: datetime.date | None = None
    if option == "today":
        date = datetime.datetime.now().astimezone().date()
    elif option is not None:
        try:
            date = datetime.datetime.strptime(option, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            raise typer.BadParameter(
                f"{option!r} is no date: give YYYY-MM-DD, today or auto", param_hint="--date"
            ) from None
    return lambda _source, _text: date


def _stated_date(source: str, text: str) -> datetime.date | None:
    """The date stated at the head of a text; standard error says which."""
    from factx.extractors.date.head import date_of_head

    date = date_of_head(text)
    say(f"{source}: " + (f"reference date {date}, stated at its head" if date else "no date stated at its head"))
    return date


@app.command()
def rules(
    kinds: Kinds = None,
) -> None:
    """Print the rules, kind by kind, each with what it reads and as what."""
    from factx.cli.catalogue import catalogue

    for line in catalogue(frozenset(kinds or ())):
        typer.echo(line)


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a fact."""
    import msgspec

    from factx.schema import schema

    typer.echo(msgspec.json.format(msgspec.json.encode(schema())).decode())


if __name__ == "__main__":
    main()
