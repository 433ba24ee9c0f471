"""One verb that changes something at a time."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from operating.refusals import RefusedError


@contextlib.contextmanager
def held(folder: Path, verb: str) -> Iterator[None]:
    """Hold the lock of the stack in `folder`; raises RefusedError while another verb holds it.

    The kernel lets go of it when its holder ends, however that ends.
    """
    with (folder / ".operating.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another verb"
            message = f"{holder} is running here: wait until it has ended, then try again."
            raise RefusedError(message) from None
        file.seek(0)
        file.truncate()
        file.write(f"scripts/{verb} (process {os.getpid()})")
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
