"""How a line of the server's own log is written."""

import logging
import re
import traceback
from types import TracebackType

from skyddsnat.domains.survey.types.answering import ANSWER_PATH

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# The address of a page that failed is told; a personal link to a survey is somebody's right to answer as herself.
_LINK = re.compile(rf"(/{ANSWER_PATH})[^/\s]+")


class CarefulFormatter(logging.Formatter):
    """Time, level, logger and message; of an exception its type and the lines of code, never its words.

    The words of an exception are data: a refused row tells the number of the child it was about.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without personal links."""
        return _LINK.sub(r"\1…", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:
        """The chain of exceptions as types and places. In: what `sys.exc_info()` gives."""
        error = ei[1]
        return "\n".join(_described(error)) if error else "no exception"


def _described(error: BaseException) -> list[str]:
    cause = error.__cause__ or error.__context__
    before = [*_described(cause), "which led to"] if cause is not None else []
    return [*before, f"{type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
