"""The reference page of `skyddsnat import reports`, made from the schema that reads the lines."""

import json
from collections.abc import Iterator
from typing import Any

from skyddsnat.flows.report_message import ReportMessage
from skyddsnat.jobs.import_command import DEFAULT_SOURCE, LONGEST_LINE

EXAMPLE: dict[str, Any] = {
    "external_id": "2026-000123",
    "received_at": "2026-11-02T08:15:00+01:00",
    "channel": "e_service",
    "reporter": {"kind": "school", "name": "Rita Rektor", "organisation": "Lindskolan", "wants_feedback": True},
    "what_happened": "Alma kom till skolan i dag med ett blåmärke på kinden.",
    "violence_suspected": True,
    "children": [
        {
            "new": {"given_name": "Alma", "family_name": "Åkerlund", "number": "20180412-TF12"},
            "guardians": [{"given_name": "Eva", "family_name": "Åkerlund", "phone": "070-174 06 05"}],
        }
    ],
}

_HEAD = f"""# Läsa in orosanmälningar

*Importing reports of concern.* Sidan skapas ur schemat med `python3 run.py docs`; ändra i
`src/skyddsnat/flows/report_message.py`.

    skyddsnat import reports FIL.jsonl [--source NAMN] [--rejects FIL]

Filen är UTF-8 med ett JSON-objekt på varje rad, högst {LONGEST_LINE // 1024 // 1024} MiB per rad. Tomma rader hoppas
över. Varje rad är en egen transaktion och räknas som mottagen först när den har lästs tillbaka ur databasen.
`source` och `external_id` tillsammans tas emot en gång: en körning som avbröts körs bara om. Rader utan `source` får
den som `--source` anger, annars `{DEFAULT_SOURCE}`. `external_id` måste finnas. Rader som inte kan tas emot hamnar i
`FIL.rejects.jsonl` med radnummer (`line`), alla skäl (`reasons`) och raden som den stod (`text`); bara den som körde
kommandot kan läsa den filen. Den är en kopia av känsliga uppgifter: radera den när raderna är rättade.

*The file is UTF-8 with one JSON object a line. Each line is a transaction of its own and counts as received once it was
read back. `source` and `external_id` together are received once, so a run that was killed is simply run again. Lines
that cannot be received go to the rejects file with their number, every reason, and the line as it stood: delete that
file when they are mended.*

En rad, här delad för läsbarhet / one line, broken here to be readable:

```json
{json.dumps(EXAMPLE, ensure_ascii=False, indent=2)}
```
"""
_FORMATS = {"date-time": "tid med zon / time with zone", "date": "YYYY-MM-DD"}
_TITLES = {
    "ReportMessage": "Anmälan / the report",
    "ReporterMessage": "`reporter`",
    "ChildMessage": "`children`",
    "PersonMessage": "`new`, `guardians`",
}


def import_page() -> str:
    """The page as Markdown: how to run it, an example, and every field."""
    schema = ReportMessage.model_json_schema()
    kinds = schema["$defs"] | {"ReportMessage": schema}
    return "\n".join([_HEAD, *(line for name in _TITLES for line in _table(name, kinds))]) + "\n"


def _table(name: str, kinds: dict[str, Any]) -> Iterator[str]:
    required = {*kinds[name].get("required", ()), *({"external_id"} if name == "ReportMessage" else ())}
    yield f"## {_TITLES[name]}\n"
    yield "| Fält / field | Krävs / required | Värde / value |"
    yield "|---|---|---|"
    for field, about in kinds[name]["properties"].items():
        words = f"{_value(about, kinds)}. {about.get('description', '')}".strip()
        yield f"| `{field}` | {'ja / yes' if field in required else ''} | {words} |"
    yield ""


def _value(about: dict[str, Any], kinds: dict[str, Any]) -> str:
    if "anyOf" in about:
        return next(_value(each, kinds) for each in about["anyOf"] if each.get("type") != "null")
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return ", ".join(f"`{code}`" for code in kinds[name].get("enum", ()) if code) or _TITLES[name]
    if about["type"] == "array":
        least = about.get("minItems", 0)
        return f"{least}-{about['maxItems']} {_value(about['items'], kinds)}"
    if "maxLength" in about:
        return f"text, {about['maxLength']}"
    return _FORMATS.get(about.get("format", ""), str(about["type"]))
