"""How a line of the server's own log is written."""

import logging
import traceback
from types import TracebackType


class CarefulFormatter(logging.Formatter):
    """Time, level, logger and message; of an exception its type and the lines of code, never its words.

    The words of an exception are data: a refused row tells the number of the child it was about.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        """The chain of exceptions as types and places. In: what `sys.exc_info()` gives."""
        kind, error, trace = ei  # type: ignore[misc]
        return "\n".join(_described(error)) if isinstance(error, BaseException) else f"{kind} {_places(trace)}"


def _described(error: BaseException) -> list[str]:
    cause = error.__cause__ or error.__context__
    before = [*_described(cause), "which led to"] if cause is not None else []
    return [*before, f"{type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
