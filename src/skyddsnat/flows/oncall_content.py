"""What stands in the on-call extract: running compulsory cases, warnings, protected households, numbers to call.

Employees stand by service code alone. There is no telephone number or school of a child or its family, and no address
but that of a warning; where somebody is protected, or may not be found, no address and no place of care at all.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from skyddsnat.domains.compulsory.queries import place_of_file, running_cases, running_clocks, steps_of
from skyddsnat.domains.compulsory.types import PLACE_NAMES, MeasureView, PlaceKind, RunningCase
from skyddsnat.domains.people.queries import persons, relations_of_file, subject_of_file
from skyddsnat.domains.people.types import PROTECTION_NAMES, RELATION_NAMES, PersonView, Protection
from skyddsnat.domains.safety.queries.oncall import OncallWarning
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, WarningOn
from skyddsnat.foundation.access.queries import assignments_of, files_of
from skyddsnat.foundation.access.types import FileView, Part, Viewer
from skyddsnat.foundation.documents.names import masked
from skyddsnat.foundation.oncall.types import Item, Line, Section
from skyddsnat.foundation.staff.queries import holders, protected_on, units
from skyddsnat.foundation.staff.types import ProtectedName, Role, UnitView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES, Track
from skyddsnat.law.sections import UnknownSectionText
from skyddsnat.law.sections import section as law_section

MOST_CASES = 2000
_PROTECTED = Text("Skyddade personuppgifter: lämna aldrig ut", "Protected personal data: never disclose")
_WARNED = Text("Varning: läs under Varningar", "Warning: read under Warnings")
_NOT_AGREED = Text("Chefen har inte godkänt varningen än", "The manager has not agreed to the warning yet")
_HIDDEN_ADDRESS = Text("Adressen är skyddad och står inte här", "The address is protected and does not stand here")
_NO_CHAIR = Text("Ingen är inskriven", "Nobody is entered")
_NOBODY = Text("Ingen ansvarig", "Nobody responsible")
_HIDDEN_PLACE = Text("Placeringen står inte i utdraget", "The placement does not stand in the extract")
_NEVER = Text("Lämna aldrig ut adress, telefon eller skola.", "Never disclose an address, a telephone or a school.")
_ENDS = Text("Upphör av sig självt", "Ends by itself")
_HAS_ENDED = Text("Har upphört av sig självt", "Has ended by itself")


def running_section(*, file_ids: Iterable[int], warned: frozenset[int], at: datetime, viewer: Viewer) -> Section:
    """The open compulsory cases of the files, the first to run out first. `warned` are files with a warning."""
    known = units()
    cases = running_cases(viewer=viewer, file_ids=file_ids, most=MOST_CASES)
    files = files_of(file_ids=[each.file_id for each in cases], viewer=viewer)
    items = tuple(_case(each, files[each.file_id], known, each.file_id in warned, at, viewer) for each in cases)
    return Section(
        Text("Tvångsärenden som pågår", "Running compulsory cases"),
        Text("Inget tvångsärende pågår.", "No compulsory case is running."),
        items,
    )


def warnings_section(*, warnings: Sequence[OncallWarning], at: datetime, viewer: Viewer) -> Section:
    """The warnings, on whom they are, and what they say, with the code of a colleague whose name is protected. Of the
    incident behind one nothing is known here.
    """
    protected = protected_on(on=local_date(at), viewer=viewer)
    secret = _not_to_be_found({file_id for each in warnings for file_id in each.file_ids}, at, viewer)
    return Section(
        Text("Varningar", "Warnings"),
        Text("Ingen varning gäller.", "No warning is in force."),
        tuple(_warning(each, secret, protected, viewer) for each in warnings),
    )


def protected_section(*, file_ids: Iterable[int], at: datetime, viewer: Viewer) -> Section:
    """The households of the files in which somebody is protected."""
    known = units()
    files = files_of(file_ids=file_ids, viewer=viewer)
    return Section(
        Text("Hushåll med skyddade personer", "Households with protected persons"),
        Text("Inget hushåll är skyddat.", "No household is protected."),
        tuple(_household(each, known, at, viewer) for _, each in sorted(files.items())),
    )


def numbers_section(*, at: datetime, viewer: Viewer) -> Section:
    """Whom to call: the emergency services, the units, and who decides at once, by service code."""
    chairs = ", ".join(each.service_code for each in holders(roles=(Role.CHAIR_ON_CALL,), on=local_date(at)))
    urgent = (
        Line(Text("Fara för liv:", "Life in danger:"), phone="112"),
        Line(Text("Polisen, inte akut:", "The police, not urgent:"), phone="114 14"),
    )
    chair = Line(_joined("Tjänstekod", "Service code", chairs) if chairs else _NO_CHAIR)
    offices = tuple(Line(_same(f"{unit.name}:"), phone=unit.phone) for unit in units().values() if unit.phone)
    return Section(
        Text("Nummer att ringa", "Numbers to call"),
        Text("Inget nummer finns.", "There is no number."),
        (
            Item(Text("Akut", "Urgent"), urgent),
            Item(Text("Ordförande i jour", "The chair on call"), (chair,)),
            Item(Text("Enheterna", "The units"), offices),
        ),
    )


# --- A case -----------------------------------------------------------------------------------------------------------


def _case(
    case: RunningCase, file: FileView, known: dict[int, UnitView], is_warned: bool, at: datetime, viewer: Viewer
) -> Item:
    child = subject_of_file(file_id=case.file_id, viewer=viewer, reveal=True)
    shown = _shown(case, at)
    return Item(
        title=_person(child),
        marks=(*((_PROTECTED,) if file.is_protected else ()), *((_WARNED,) if is_warned else ())),
        lines=(*_keepers(file, known, viewer), _place(file, viewer, may_be_found=_may_be_found(file, shown))),
        parts=tuple(_measure(each, at, viewer) for each in shown) or ((_nothing_decided(),),),
    )


def _shown(case: RunningCase, at: datetime) -> list[MeasureView]:
    """What is in force, and what has lapsed without anybody having written that it ended."""
    return [each for each in case.measures if not each.is_over(at) or each.has_lapsed(at) and each.ended_at is None]


def _nothing_decided() -> Line:
    return Line(Text("Inget är beslutat än.", "Nothing is decided yet."))


def _measure(measure: MeasureView, at: datetime, viewer: Viewer) -> tuple[Line, ...]:
    track, state = TRACK_NAMES[measure.track], STATE_NAMES[measure.state_on(at)]
    ends = _HAS_ENDED if measure.has_lapsed(at) else _ENDS
    clocks = running_clocks(measure_id=measure.id, on=local_date(at), viewer=viewer)
    section = _section(measure, at, viewer)
    return (
        Line(Text(f"{track.sv}: {state.sv}", f"{track.en}: {state.en}")),
        *((Line(Text(f"Enligt {section}", f"Under {section}")),) if section else ()),
        *((Line(ends, until=measure.lapses_at),) if measure.lapses_at else ()),
        *(
            Line(
                Text(
                    f"{clock.title.sv} ({clock.citation}): senast {clock.plan_on}",
                    f"{clock.title.en} ({clock.citation}): no later than {clock.plan_on}",
                )
            )
            for clock in clocks
        ),
    )


def _section(measure: MeasureView, at: datetime, viewer: Viewer) -> str:
    """The paragraph of the latest step that names one, as it is written; empty where none does."""
    named = [step.section for step in steps_of(measure_id=measure.id, viewer=viewer) if step.section]
    if not named:
        return ""
    try:
        return law_section(named[-1], local_date(at)).citation
    except UnknownSectionText:
        return named[-1]


def _may_be_found(file: FileView, measures: Iterable[MeasureView]) -> bool:
    """Not where somebody is protected, nor where contact is restricted: the whereabouts may be what is secret."""
    return not file.is_protected and all(each.track is not Track.CONTACT for each in measures)


def _not_to_be_found(file_ids: Iterable[int], at: datetime, viewer: Viewer) -> frozenset[int]:
    """Of the files, those of whoever may not be found: no address stands beside their names."""
    files = files_of(file_ids=file_ids, viewer=viewer)
    cases = running_cases(viewer=viewer, file_ids=files, most=MOST_CASES)
    measures = {each.file_id: _shown(each, at) for each in cases}
    return frozenset(
        file_id
        for file_id, file in files.items()
        if not _may_be_found(file, measures.get(file_id, ())) or _is_sheltered(file_id, viewer)
    )


def _is_sheltered(file_id: int, viewer: Viewer) -> bool:
    place = place_of_file(file_id=file_id, viewer=viewer)
    return place is not None and place.kind is PlaceKind.SHELTER


def _place(file: FileView, viewer: Viewer, *, may_be_found: bool) -> Line:
    place = place_of_file(file_id=file.id, viewer=viewer)
    if place is None:
        return Line(Text("Ingen placering är inskriven", "No placement is entered"))
    if not may_be_found or place.kind is PlaceKind.SHELTER:
        return Line(_HIDDEN_PLACE)
    name, kind = (f": {place.name}" if place.name else ""), PLACE_NAMES[place.kind]
    return Line(Text(f"Vårdas i {kind.sv}{name}", f"Cared for in {kind.en}{name}"))


# --- A warning --------------------------------------------------------------------------------------------------------


def _warning(
    warning: OncallWarning, secret: frozenset[int], protected: Sequence[ProtectedName], viewer: Viewer
) -> Item:
    files = files_of(file_ids=warning.file_ids, viewer=viewer)
    children = [subject_of_file(file_id=each, viewer=viewer, reveal=True) for each in sorted(files)]
    is_protected = any(file.is_protected for file in files.values())
    may_be_found = secret.isdisjoint(warning.file_ids)
    known = [each.name for each in children]
    cause, words = CAUSE_NAMES[warning.cause], masked(warning.words, protected, known=known)
    if not may_be_found:
        words = _without(words, (warning.address, *(each.address for each in children)))
    place = _same(masked(warning.address, protected, known=known)) if may_be_found else _HIDDEN_ADDRESS
    return Item(
        title=_warned_of(warning, children, place, viewer),
        marks=(_PROTECTED,) if is_protected else (),
        lines=(
            Line(Text(f"{cause.sv}: {words}", f"{cause.en}: {words}")),
            *((Line(_joined("Barn", "Child", "; ".join(child.name for child in children))),) if children else ()),
            *(() if warning.is_agreed else (Line(_NOT_AGREED),)),
        ),
    )


def _without(words: str, addresses: Iterable[str]) -> str:
    """The words without street and number, also when they stand among them: who may not be found is not told of so."""
    for address in addresses:
        street = address.partition(",")[0].split()
        if street:
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, street)) + r"(?!\w)"
            words = re.sub(pattern, "…", words, flags=re.IGNORECASE)
    return words


def _warned_of(warning: OncallWarning, children: Sequence[PersonView], place: Text, viewer: Viewer) -> Text:
    """On whom or where it is. `place`: the address as it may stand here."""
    if warning.person_id is not None:
        who = persons(person_ids=[warning.person_id], viewer=viewer, reveal=True).get(warning.person_id)
        return _person(who) if who else Text("Person", "Person")
    if warning.about is WarningOn.ADDRESS:
        return place
    return _joined("Hushåll", "Household", ", ".join(child.name for child in children))


# --- A household ------------------------------------------------------------------------------------------------------


def _household(file: FileView, known: dict[int, UnitView], at: datetime, viewer: Viewer) -> Item:
    child = subject_of_file(file_id=file.id, viewer=viewer, reveal=True)
    today = local_date(at)
    others = [
        (each.person, RELATION_NAMES[each.kind])
        for each in relations_of_file(file_id=file.id, viewer=viewer, reveal=True)
        if each.is_running(today) and (each.lives_together or each.person.protection is not Protection.NONE)
    ]
    return Item(
        title=_person(child),
        marks=(_PROTECTED,),
        lines=(
            *_protection(child),
            *(line for other, kind in others for line in (Line(_related(other, kind)), *_protection(other))),
            Line(_NEVER),
            *_keepers(file, known, viewer),
        ),
    )


def _protection(person: PersonView) -> tuple[Line, ...]:
    if person.protection is Protection.NONE:
        return ()
    level = PROTECTION_NAMES[person.protection]
    return (Line(Text(f"{person.name}: {level.sv}", f"{person.name}: {level.en}")),)


def _related(person: PersonView, kind: Text) -> Text:
    who = _person(person)
    return Text(f"{kind.sv}: {who.sv}", f"{kind.en}: {who.en}")


# --- Parts ------------------------------------------------------------------------------------------------------------


def _keepers(file: FileView, known: dict[int, UnitView], viewer: Viewer) -> tuple[Line, ...]:
    """The number of the file, who works on it by service code, and the unit that answers."""
    running = [each for each in assignments_of(file_id=file.id, viewer=viewer) if each.ends_at is None]
    codes = {part: ", ".join(each.service_code for each in running if each.part is part) for part in Part}
    unit = known.get(file.unit_id)
    return (
        Line(Text(f"Akt {file.number}", f"File {file.number}")),
        Line(_joined("Ansvarig", "Responsible", codes[Part.RESPONSIBLE]) if codes[Part.RESPONSIBLE] else _NOBODY),
        *((Line(_joined("Medhandläggare", "Second", codes[Part.SECOND])),) if codes[Part.SECOND] else ()),
        *((Line(_joined("Ersättare", "Deputy", codes[Part.DEPUTY])),) if codes[Part.DEPUTY] else ()),
        *((Line(_same(unit.name), phone=unit.phone),) if unit else ()),
    )


def _person(person: PersonView) -> Text:
    born = f", född {person.birth_year}" if person.birth_year else ""
    en = f", born {person.birth_year}" if person.birth_year else ""
    return Text(f"{person.name}{born}", f"{person.name}{en}")


def _joined(sv: str, en: str, what: str) -> Text:
    return Text(f"{sv}: {what}", f"{en}: {what}")


def _same(text: str) -> Text:
    return Text(text, text)
