"""Addresses to invite, as CSV: read with every fault and its place. Columns: address, language, unit."""

import csv
import io
import re

from skyddsnat.domains.survey.types.faults import BrokenFile, FileFault
from skyddsnat.domains.survey.types.waves import Invitee
from skyddsnat.kernel.text import Text

COLUMNS = ("address", "language", "unit")
# What mail can be sent to at all; whether it is somebody's, the server says.
_SIGN = r"[^@.\s,;:<>()\[\]\\\"]"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@.{{1,180}}$){_SIGN}+(\.{_SIGN}+)*@{_SIGN}{{1,50}}(\.{_SIGN}{{1,50}})*")
_LONGEST_UNIT = 120

_HEADER = Text(
    "Första raden namnger kolumnerna: address, och om du vill language och unit.",
    "The first line names the columns: address, and if you want language and unit.",
)
_WIDTH = Text("Raden har inte lika många kolumner som den första.", "It has not as many columns as the first line.")
_NOT_ADDRESS = Text("Det är ingen e-postadress.", "This is no mail address.")
_TWICE = Text("Adressen har redan stått.", "The address was here before.")
_LANGUAGE = Text("Skriv sv eller en.", "Write sv or en.")
_UNIT = Text("Enhetens namn är för långt.", "The name of the unit is too long.")
_NOBODY = Text("Filen har inga adresser.", "The file has no addresses.")
_UNREADABLE = Text("Raden går inte att läsa som CSV.", "The line cannot be read as CSV.")


def read_addresses(text: str) -> list[Invitee]:
    """Those to invite. Raises `BrokenFile` with every fault."""
    plain = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(plain), delimiter=";" if ";" in plain.partition("\n")[0] else ",", strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error:
        raise BrokenFile([FileFault(max(1, reader.line_num), 1, _UNREADABLE)]) from None
    if not rows or "address" not in rows[0][1] or not set(rows[0][1]) <= set(COLUMNS):
        raise BrokenFile([FileFault(1, 1, _HEADER)])
    return _invitees(rows[0][1], [(line, row) for line, row in rows[1:] if any(row)])


def _invitees(names: list[str], rows: list[tuple[int, list[str]]]) -> list[Invitee]:
    faults: list[FileFault] = [] if rows else [FileFault(2, 1, _NOBODY)]
    found: dict[str, Invitee] = {}
    for line, row in rows:
        if len(row) != len(names):
            faults.append(FileFault(line, min(len(row), len(names)) + 1, _WIDTH))
            continue
        cells = dict(zip(names, row, strict=True))
        wrong = _wrong(cells, found)
        faults += [FileFault(line, names.index(name) + 1, text) for name, text in wrong.items()]
        found[cells["address"].lower()] = Invitee(
            employee_id=None,
            address=cells["address"],
            language=cells.get("language") or "sv",
            unit=cells.get("unit", ""),
        )
    if faults:
        raise BrokenFile(faults)
    return list(found.values())


def _wrong(cells: dict[str, str], found: dict[str, Invitee]) -> dict[str, Text]:
    wrong: dict[str, Text] = {}
    if not _ADDRESS.fullmatch(cells["address"]):
        wrong["address"] = _NOT_ADDRESS
    elif cells["address"].lower() in found:
        wrong["address"] = _TWICE
    if cells.get("language", "") not in ("", "sv", "en"):
        wrong["language"] = _LANGUAGE
    if len(cells.get("unit", "")) > _LONGEST_UNIT:
        wrong["unit"] = _UNIT
    return wrong
