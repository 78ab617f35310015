"""What somebody wrote in a document is searched for names that are left out, before it leaves (FL 33 §)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skyddsnat.foundation.documents.names import masked, traces
from skyddsnat.foundation.documents.types import TEMPLATES
from skyddsnat.foundation.staff.types import ProtectedName
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# Blocks that the board itself fills: who writes, whom it is to and whom it is about.
_OURS = frozenset({"sender", "recipient", "child", "reference"})
_NAMES: dict[str, Text] = {
    "title": Text("Rubrik", "Heading"),
    "correction_reason": Text("Skäl för rättelsen", "Reason for the correction"),
    "body": Text("Brevets text", "Text of the letter"),
    "reason": Text("Varför utredningen inleds", "Why the investigation is opened"),
    "next_step": Text("Nästa steg", "Next step"),
    "material": Text("Det som skickas", "What is sent"),
    "proposal": Text("Förslag", "Proposal"),
    "decision": Text("Beslut", "Decision"),
    "reasons": Text("Skäl för beslutet", "Reasons for the decision"),
    "dissent": Text("Skiljaktig mening", "Dissenting opinion"),
    "circumstances": Text("Omständigheter", "Circumstances"),
    "why_not_alone": Text("Varför nämnden inte kan själv", "Why the board cannot do it alone"),
    "childs_interests": Text("Barnets intressen", "The child's interests"),
    "risk_to_child": Text("Risk för barnet", "Risk to the child"),
    "place": Text("Plats", "Place"),
    "right": Text("Beslutanderätt", "Right to decide"),
}


def printed(
    source: Mapping[str, Any], *, title: str, correction_reason: str = "", corrected_title: str = ""
) -> dict[str, Any]:
    """All that is printed of a document but the signature: what is searched for names, and masked, is this."""
    return {
        "title": title, "correction_reason": correction_reason, "corrected_title": corrected_title, **source,
    }  # fmt: skip


def given_away(*, template: str, written: Mapping[str, Any], protected: Sequence[ProtectedName]) -> Verdict:
    """Whether what is `printed` may leave: a reason for each text that gives a name away, and what to write instead."""
    if not protected:
        return Verdict()
    known = known_in(written)
    found = [
        _gives_away(_label(template, block), trace.service_code)
        for block, text in _texts(template, written)
        for trace in traces(text, protected, known=known)
    ]
    return Verdict(tuple(dict.fromkeys(found)))


def names_officials(source: Any, protected: Sequence[ProtectedName]) -> frozenset[str]:
    """Codes of those whom the source names, anywhere in it: as officials or in what was written."""
    known = known_in(source)
    return frozenset(
        trace.service_code for text in _every_text(source) for trace in traces(text, protected, known=known)
    )


def masked_source(source: Mapping[str, Any], protected: Sequence[ProtectedName]) -> dict[str, Any]:
    """The same source with a service code wherever it gives a name away; whom it is about and to stands as it was."""
    known = known_in(source)
    return {
        block: value if block in _OURS else _in_each_text(value, protected, known) for block, value in source.items()
    }


def known_in(source: Mapping[str, Any]) -> tuple[str, ...]:
    """Full names of the child, the recipient and the parties, as the source gives them."""
    parties = source.get("parties")
    people = [source.get("child"), source.get("recipient"), *(parties if isinstance(parties, list) else ())]
    return tuple(each["name"] for each in people if isinstance(each, Mapping) and each.get("name"))


def _texts(template: str, source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    officials = TEMPLATES[template].officials
    for block, value in source.items():
        if block == "sections" and isinstance(value, list):
            yield from ((each["title"], f"{each['title']}\n{each['text']}") for each in value)
        elif block not in _OURS and block not in officials:
            yield from ((block, text) for text in _every_text(value))


def _every_text(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _every_text(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _every_text(part)


def _in_each_text(value: Any, protected: Sequence[ProtectedName], known: Sequence[str]) -> Any:
    if isinstance(value, str):
        return masked(value, protected, known=known)
    if isinstance(value, Mapping):
        return {key: _in_each_text(part, protected, known) for key, part in value.items()}
    return [_in_each_text(part, protected, known) for part in value] if isinstance(value, list) else value


def _label(template: str, block: str) -> Text:
    """What the writer calls the text; a section of a paper has its own heading."""
    if block in TEMPLATES[template].blocks or block in _NAMES:
        return _NAMES.get(block, TEMPLATES[template].title)
    return Text(block, block)


def _gives_away(where: Text, service_code: str) -> Reason:
    return Reason(
        "documents.name_in_text",
        Text(
            f"”{where.sv}” nämner en medarbetare vars namn är skyddat. Skriv {service_code} eller ”handläggaren” där, "
            "inte namn, initialer, användarnamn eller e-post.",
            f"“{where.en}” names a colleague whose name is protected. Write {service_code} or “the caseworker” there, "
            "not name, initials, username or e-mail.",
        ),
        "33 § fjärde stycket FL",
    )
