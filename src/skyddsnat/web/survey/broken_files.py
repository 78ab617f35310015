"""What a broken file says on the form that it was handed in with."""

from collections.abc import Callable
from typing import Any

from skyddsnat.kernel.file_faults import BrokenFile
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict


def reading_file(deed: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """The deed, with each fault of a broken file as a reason: nothing was taken in, and what was typed is kept."""

    def carry_out(fields: dict[str, Any]) -> Any:
        try:
            return deed(fields)
        except BrokenFile as broken:
            raise Refused(Verdict(tuple(map(_reason, enumerate(broken.faults, 1))))) from None

    return carry_out


def _reason(numbered: tuple[int, Any]) -> Reason:
    number, fault = numbered
    return Reason(f"survey.file_{number}", Text(fault.in_language("sv"), fault.in_language("en")))
