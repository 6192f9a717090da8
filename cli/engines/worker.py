"""A worker process: takes lists of items from its standard input, gives back lists of results."""

import os
import pickle
import signal
import sys
from typing import BinaryIO

_HEAD = 8


def send(out: BinaryIO, message: bytes) -> None:
    """Write one message: its length, then itself."""
    out.write(len(message).to_bytes(_HEAD, "big"))
    out.write(message)
    out.flush()


def receive(source: BinaryIO) -> bytes:
    """Read one message.

    Raises:
        EOFError: the other side is gone.
    """
    head = source.read(_HEAD)
    size = int.from_bytes(head, "big")
    message = source.read(size) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(message) < size:
        raise EOFError
    return message


def main() -> None:
    """Work until standard input ends. The first message is a function that makes the function to apply, and its argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what prints must not get between the messages
    try:
        make, argument = pickle.loads(receive(source))  # noqa: S301 - from the process that started this one
        work = make(argument)
        send(out, b"")
        while True:
            items = pickle.loads(receive(source))  # noqa: S301
            send(out, pickle.dumps(work(items), pickle.HIGHEST_PROTOCOL))
    except (EOFError, BrokenPipeError):
        os._exit(0)
