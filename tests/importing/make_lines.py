"""Real-looking lines of reports with fictional people: same seed and number, same lines.

`python -m tests.importing.make_lines 10000 0.01 > reports.jsonl`
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from skyddsnat.kernel.personal_number import FictionalNumbers

LAST = datetime(2026, 10, 30, 15, 0, tzinfo=UTC)
GIVEN = ("Alma", "Elsa", "Hugo", "Milo", "Saga", "Noor", "Vilgot", "Tuva", "Amir", "Åsa", "Örjan", "Leja")
FAMILY = ("Åkerlund", "Öberg", "Ekberg", "Holm", "Nordin", "Hassan", "Sjöö", "Vall", "Björk", "Älgsjö")
REPORTERS = ("school", "health_and_dental_care", "police", "private_person", "social_services")
WORRIES = (
    "Barnet kom till skolan i dag utan jacka och ville inte gå hem.",
    "Grannar hörde bråk hela natten. Barnet grät i trapphuset.",
    "Vid besöket såg vi blåmärken som barnet inte ville berätta om.",
    "Ingen har hämtat barnet från förskolan tre dagar den här veckan.",
)
CHANNELS = ("e_service", "secure_message", "mail", "phone")

Line = dict[str, Any]


def good_lines(count: int, seed: int = 1) -> Iterator[Line]:
    """Lines that can be received, the earliest first. One in twenty is about a child that an earlier one was about."""
    chance = random.Random(seed)
    numbers = FictionalNumbers(seed)
    known: list[Line] = []
    for place in range(count):
        again = known and chance.random() < 0.05
        child = chance.choice(known) if again else _child(chance, numbers)
        known = [*known[-200:], child]
        yield _line(place, child, chance, LAST - timedelta(minutes=7 * (count - place)))


def _child(chance: random.Random, numbers: FictionalNumbers) -> Line:
    born = date(2010, 1, 1) + timedelta(days=chance.randrange(5000))
    family = chance.choice(FAMILY)
    return {
        "new": {"given_name": chance.choice(GIVEN), "family_name": family, "number": numbers.next(born_on=born).long},
        "guardians": [{"given_name": chance.choice(GIVEN), "family_name": family, "phone": "070-174 06 05"}],
        "about": "",
    }


def _line(place: int, child: Line, chance: random.Random, received_at: datetime) -> Line:
    kind = chance.choice(REPORTERS)
    reporter: Line = {"kind": kind, "wants_feedback": chance.random() < 0.3}
    if kind != "private_person":
        reporter |= {"name": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", "organisation": "Lindskolan"}
    return {
        "external_id": f"R-{place:06d}",
        "received_at": received_at.isoformat(),
        "channel": chance.choice(CHANNELS),
        "reporter": reporter,
        "what_happened": chance.choice(WORRIES),
        "violence_suspected": chance.random() < 0.1,
        "children": [child],
    }


# --- Broken lines -----------------------------------------------------------------------------------------------------


def _with(**changes: Any) -> Callable[[Line], bytes]:
    return lambda line: written(line | changes)


def _without(name: str) -> Callable[[Line], bytes]:
    return lambda line: written({key: value for key, value in line.items() if key != name})


def _of_child(**changes: Any) -> Callable[[Line], bytes]:
    return _with(children=[{"new": {"given_name": "Alma"} | changes}])


def written(line: Line) -> bytes:
    """The line as it stands in a file."""
    return json.dumps(line, ensure_ascii=False).encode()


# Every kind of broken line: what breaks a good one, and the code and field that the rejects file must name.
BROKEN: dict[str, tuple[Callable[[Line], bytes], set[tuple[str, str | None]]]] = {
    "not JSON": (lambda line: written(line)[:-1], {("not_json", None)}),
    "not an object": (lambda line: b"[" + written(line) + b"]", {("not_an_object", None)}),
    "a mark of byte order in the middle": (lambda line: b"\xef\xbb\xbf" + written(line), {("not_json", None)}),
    "not UTF-8": (lambda line: written(line).decode().encode("utf-16"), {("not_utf8", None)}),
    "Latin-1": (lambda line: written(line | {"concern": "oro för pojken på gården"}).decode().encode("latin-1"),
                {("not_utf8", None)}),
    "no time": (_without("received_at"), {("missing", "received_at")}),
    "no id": (_without("external_id"), {("missing", "external_id")}),
    "an empty id": (_with(external_id=" "), {("missing", "external_id")}),
    "an unknown channel": (_with(channel="fax"), {("unknown_value", "channel")}),
    "an unknown reporter": (_with(reporter={"kind": "neighbour"}), {("unknown_value", "reporter.kind")}),
    "a wrong number": (_of_child(number="20180412-1234"), {("bad_personal_number", "children.0.new.number")}),
    "a time to come": (_with(received_at="2099-01-01T08:00:00Z"), {("future_time", "received_at")}),
    "a time without zone": (_with(received_at="2026-01-20T08:00:00"), {("naive_time", "received_at")}),
    "a time that is a number": (_with(received_at=1700000000), {("not_a_moment", "received_at")}),
    "too long": (_of_child(given_name="A" * 121), {("too_long", "children.0.new.given_name")}),
    "too long a line": (_with(concern="a" * 1024 * 1024), {("line_too_long", None)}),
    "no children": (_with(children=[]), {("too_few", "children")}),
    "a child that is nobody": (_with(children=[{}]), {("child_unknown", "children.0")}),
    "NUL": (_with(what_happened="a\0b"), {("forbidden_sign", "what_happened")}),
    "half a sign": (lambda line: json.dumps(line | {"concern": "\ud800"}).encode(), {("forbidden_sign", "concern")}),
    "an unknown field": (_with(urgent=True), {("unknown_field", "urgent")}),
    "wrong types": (_with(violence_suspected="yes", same_household=1),
                    {("wrong_type", "violence_suspected"), ("wrong_type", "same_household")}),
    "nothing said": (_with(what_happened="  "), {("empty", "what_happened")}),
    "a bound reporter without a name": (_with(reporter={"kind": "school"}), {("intake.reporter_unnamed", None)}),
    "several faults": (
        lambda line: written({"external_id": "", "channel": "fax", "children": [{"new": {"number": "1"}}]}),
        {("missing", "external_id"), ("missing", "received_at"), ("unknown_value", "channel"), ("missing", "reporter"),
         ("missing", "what_happened"), ("missing", "children.0.new.given_name"),
         ("bad_personal_number", "children.0.new.number")},
    ),
}  # fmt: skip


def lines(count: int, share_broken: float = 0.01, seed: int = 1) -> Iterator[bytes]:
    """`count` lines of which the share is broken, every kind in turn."""
    every = round(1 / share_broken) if share_broken else count + 1
    kinds = list(BROKEN.values())
    for place, line in enumerate(good_lines(count, seed)):
        broken = place % every == every - 1
        yield kinds[place // every % len(kinds)][0](line) if broken else written(line)


if __name__ == "__main__":
    for row in lines(int(sys.argv[1]), float(sys.argv[2])):
        sys.stdout.buffer.write(row + b"\n")
