"""Plain text: a file is a document."""

from collections.abc import Iterator

from factx.cli.readers import Article, Fail, Form, Options
from factx.cli.readers.data import read_all
from factx.cli.readers.encoding import decode


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:  # noqa: ARG001 - one Reader
    """The one document of a text file; see ``Reader``."""
    yield Article(source, decode(read_all(source, options.max_bytes), source, options.encoding, options.replace))
