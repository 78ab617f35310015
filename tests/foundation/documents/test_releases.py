"""What names somebody whose name is left out is tested for harm before it is handed out, and the test is kept."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access import queries as access_queries
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents import queries
from skyddsnat.foundation.documents.actions.releases import _without_names
from skyddsnat.foundation.documents.letterhead import official_as
from skyddsnat.foundation.documents.models import Document, Release
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db

NAME = NAMES["bo"][0]
TODAY = MORNING.date()
WHY = "Modern har hotat handläggaren. Namnet behövs inte för att förstå beslutet."
Samples = dict[str, dict[str, Any]]


@pytest.fixture
def office() -> Office:
    found = make_office()
    rename(found)
    return found


@pytest.fixture
def record(office: Office, samples: Samples) -> int:
    """A signed record in Alma's file that names Bo, as official and in its text."""
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    with seeing(ida):
        file_id = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING).id
    with seeing(ingvar):
        access.assign(
            file_id=file_id, employee_id=office.employees["bo"], part=Part.RESPONSIBLE, unit_id=office.units["barn1"],
            actor=ingvar, at=MORNING,
        )  # fmt: skip
    bo = office.viewer("bo")
    named = official_as("handläggare", employee_id=office.employees["bo"], on=TODAY)
    data = samples["decision_record"] | {
        "presented_by": named, "reasons": f"Alma behöver lugn. {NAME} har träffat henne.", "took_part": [],
    }  # fmt: skip
    with seeing(bo):
        return documents.make_signed_document(
            file_id=file_id, kind="decision_record", template="decision_record", data=data, title="Beslut",
            subject="decisions.proposal:7", actor=bo, at=MORNING,
        )  # fmt: skip


@pytest.fixture
def protected(office: Office) -> int:
    return protect(office, "bo")


def ask(office: Office, document_id: int, *, by: str = "mia", **given: Any) -> int:
    actor = office.viewer(by)
    said = {"asked_by": Asker.PUBLIC, "asked_for": "En person i receptionen vill läsa beslutet.", "asked_at": MORNING}
    with seeing(actor):
        return documents.ask_release(document_id=document_id, actor=actor, at=MORNING, **(said | given))


def decide(office: Office, release_id: int, *, by: str = "mia", **given: Any) -> None:
    actor = office.viewer(by)
    said = {"outcome": Released.WITHOUT_NAMES, "basis": Basis.STAFF, "reason": WHY}
    with seeing(actor):
        documents.decide_release(release_id=release_id, actor=actor, at=MORNING, **(said | given))


def codes(act: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.verdict.codes


def handed_out(office: Office, release_id: int, by: str = "mia") -> bytes:
    viewer = office.viewer(by)
    with seeing(viewer):
        asked = queries.release(release_id=release_id, viewer=viewer)
        return queries.release_content(asked=asked, on=TODAY, viewer=viewer).content


def leaving(office: Office, document_id: int, to: Asker = Asker.PUBLIC) -> tuple[str, ...]:
    mia = office.viewer("mia")
    with seeing(mia):
        return queries.leaving(document_id=document_id, to=to, on=TODAY, viewer=mia).verdict.codes


def sent(office: Office, document_id: int, to: Asker = Asker.PUBLIC) -> int:
    mia = office.viewer("mia")
    with seeing(mia):
        return queries.leaving(document_id=document_id, to=to, on=TODAY, viewer=mia).document_id


def test_a_record_that_names_somebody_protected_stops_until_harm_is_tested(
    office: Office, record: int, protected: int
) -> None:
    assert leaving(office, record) == ("documents.untested",)
    asked = ask(office, record)
    assert codes(handed_out, office, asked) == ("documents.untested",)
    decide(office, asked, outcome=Released.WITH_NAMES)
    assert leaving(office, record) == ()


@pytest.mark.parametrize(
    ("former", "reason"),
    [("Beslut", f"{NAME} var inte med."), (f"{NAME}s beslut", "Fel slutdatum.")],
    ids=["reason", "corrected title"],
)
def test_what_a_correction_says_of_the_former_is_searched_and_masked_too(
    office: Office, record: int, samples: Samples, former: str, reason: str, text_of: Callable[[bytes], str]
) -> None:
    """Both are printed on the correction, whose own text names nobody."""
    mia, data = office.viewer("mia"), samples["decision_record"]
    doing: dict[str, Any] = {"actor": mia, "at": MORNING}
    with seeing(mia):
        first = documents.make_signed_document(
            file_id=Document.objects.get(pk=record).file_id, kind="decision_record", template="decision_record",
            data=data, title=former, subject="decisions.proposal:7", **doing,
        )  # fmt: skip
        correction = documents.correct_document(document_id=first, data=data, title="Beslut", reason=reason, **doing)
        documents.sign_document(document_id=correction, **doing)
    protect(office, "bo")
    assert leaving(office, correction) == ("documents.untested",)
    asked = ask(office, correction)
    decide(office, asked)
    made = text_of(handed_out(office, asked))
    assert "Qvarnström" not in made
    assert "NH002" in made


def test_a_record_that_names_nobody_protected_is_not_stopped(office: Office, record: int) -> None:
    protect(office, "dag")
    assert leaving(office, record) == ()


def test_without_the_names_it_is_the_same_source_set_once_more(
    office: Office, record: int, protected: int, text_of: Callable[[bytes], str]
) -> None:
    asked = ask(office, record)
    decide(office, asked)
    made = text_of(handed_out(office, asked))
    assert "Föredragande Tjänstekod NH002, handläggare" in made
    assert "Alma behöver lugn. NH002 har träffat henne." in made
    assert "Elektroniskt undertecknad" in made
    assert "Beslutat av Cia Wikström, enhetschef" in made
    assert "Qvarnström" not in made
    assert "Hot mot handläggare" not in made
    with seeing(office.viewer("mia")):
        kept = Document.objects.get(pk=record)
    assert NAME in text_of(bytes(kept.content))


def test_a_record_from_before_codes_were_kept_is_handed_out_without_the_name_too(
    office: Office, record: int, protected: int, text_of: Callable[[bytes], str]
) -> None:
    mia = office.viewer("mia")
    with seeing(mia):
        row = Document.objects.get(pk=record)
        row.source["presented_by"] = {"title": "handläggare", "name": NAME, "code": ""}
        named = queries.protected_in(document_id=record, on=TODAY, viewer=mia)
        content = text_of(bytes(_without_names(row, named, 1, mia, MORNING).content))
    assert "Qvarnström" not in content
    assert "Föredragande NH002, handläggare" in content


def test_refused_nothing_is_handed_out(office: Office, record: int, protected: int) -> None:
    asked = ask(office, record)
    decide(office, asked, outcome=Released.REFUSED)
    assert codes(handed_out, office, asked) == ("documents.release_refused",)
    assert leaving(office, record) == ("documents.release_refused",)


@pytest.mark.parametrize("outcome", [Released.WITH_NAMES, Released.WITHOUT_NAMES])
def test_a_test_lets_out_only_the_names_that_it_was_about(office: Office, record: int, outcome: Released) -> None:
    """Nobody was protected when it was made, so it was about nobody."""
    asked = ask(office, record)
    decide(office, asked, outcome=outcome)
    assert leaving(office, record) == ()
    protect(office, "bo")
    assert leaving(office, record) == ("documents.tested_before",)
    assert codes(handed_out, office, asked) == ("documents.tested_before",)
    if outcome is Released.WITHOUT_NAMES:
        assert leaving(office, sent(office, record)) == ("documents.tested_before",)


def test_the_last_test_counts(office: Office, record: int, protected: int) -> None:
    first, second, third = (ask(office, record) for _each in range(3))
    decide(office, first, outcome=Released.WITH_NAMES)
    assert leaving(office, record) == ()
    decide(office, second, outcome=Released.REFUSED)
    assert leaving(office, record) == ("documents.release_refused",)
    assert codes(handed_out, office, first) == ("documents.tested_since",)
    decide(office, third, outcome=Released.WITHOUT_NAMES)
    assert leaving(office, record) == ()
    assert codes(handed_out, office, first) == ("documents.tested_since",)
    assert codes(handed_out, office, second) == ("documents.release_refused",)


def test_a_test_is_for_such_as_asked(office: Office, record: int, protected: int) -> None:
    asked = ask(office, record, asked_by=Asker.AUTHORITY)
    decide(office, asked, outcome=Released.WITH_NAMES)
    assert leaving(office, record, Asker.AUTHORITY) == ()
    assert leaving(office, record, Asker.PARTY) == ("documents.untested",)


def test_what_leaves_without_the_names_is_a_document_of_its_own(
    office: Office, record: int, protected: int, text_of: Callable[[bytes], str]
) -> None:
    asked = ask(office, record)
    assert sent(office, record) == record
    decide(office, asked)
    rendering = sent(office, record)
    mia = office.viewer("mia")
    with seeing(mia):
        made, first = (queries.document(document_id=each, viewer=mia) for each in (rendering, record))
        content = queries.document_content(document_id=rendering, viewer=mia).content
        named = queries.protected_in(document_id=rendering, on=TODAY, viewer=mia)
    assert (made.release_id, made.signed_at, made.title) == (asked, first.signed_at, first.title)
    assert content == handed_out(office, asked)
    assert "Qvarnström" not in text_of(content)
    assert named == ()
    assert sent(office, rendering) == rendering
    assert codes(ask, office, rendering) == ("documents.already_without_names",)


def test_one_who_is_protected_later_stops_what_left_without_the_first(
    office: Office, record: int, protected: int
) -> None:
    with seeing(SETUP):
        Employee.objects.filter(pk=office.employees["dag"]).update(name="Cia Wikström")
    decide(office, ask(office, record))
    earlier = sent(office, record)
    protect(office, "dag")
    assert leaving(office, record) == leaving(office, earlier) == ("documents.tested_before",)


def test_a_test_from_before_it_was_kept_whom_it_was_about_lets_no_name_out(
    office: Office, record: int, protected: int
) -> None:
    asked = ask(office, record)
    with seeing(office.viewer("mia")):
        Release.objects.filter(pk=asked).update(
            outcome="without_names", basis="osl_39_3", reason=WHY, content=b"%PDF-1.7", decided_at=MORNING,
            sha256=sha256(b"%PDF-1.7").hexdigest(), decided_by=office.employees["mia"],
        )  # fmt: skip
    assert codes(handed_out, office, asked) == ("documents.tested_before",)
    assert leaving(office, record) == ("documents.tested_before",)


def test_the_test_keeps_who_asked_who_decided_and_by_what_paragraph(
    office: Office, record: int, protected: int
) -> None:
    asked = ask(office, record, by="bo", asked_by=Asker.PARTY)
    decide(office, asked, basis=Basis.PARTY)
    mia = office.viewer("mia")
    with seeing(mia):
        (view,) = queries.releases_of(document_id=record, viewer=mia)
    assert (view.asked_by, view.recorded_by, view.outcome, view.basis) == (
        Asker.PARTY, NAMES["bo"][0], Released.WITHOUT_NAMES, Basis.PARTY,
    )  # fmt: skip
    assert (view.reason, view.decided_by) == (WHY, NAMES["mia"][0])
    with seeing(office.viewer("lo")):
        deeds = Event.objects.filter(target=f"documents.release:{asked}").order_by("id").values_list("deed", flat=True)
        assert list(deeds) == ["documents.release.asked", "documents.release.decided"]


def test_the_request_says_who_wants_what(office: Office, record: int) -> None:
    later = MORNING + timedelta(minutes=1)
    assert codes(ask, office, record, asked_for=" ", asked_at=later) == (
        "documents.no_asker",
        "documents.asked_in_future",
    )


@pytest.mark.parametrize(
    ("by", "given", "expected"),
    [
        ("bo", {}, ("documents.release_not_decider", "documents.release_own_name")),
        ("mia", {"reason": ""}, ("documents.release_no_reason",)),
        ("mia", {"basis": Basis.PARTY}, ("documents.release_not_party",)),
    ],
)
def test_the_decision_says_all_reasons(
    office: Office, record: int, protected: int, by: str, given: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert codes(decide, office, ask(office, record), by=by, **given) == expected


@pytest.mark.parametrize(("by", "may"), [("mia", True), ("bo", False)])
def test_the_one_whose_name_it_is_does_not_test_it(office: Office, record: int, by: str, may: bool) -> None:
    asked = ask(office, record)
    protect(office, "bo")
    viewer = office.viewer(by)
    with seeing(viewer):
        view = queries.release(release_id=asked, viewer=viewer)
        named = queries.protected_in(document_id=record, on=TODAY, viewer=viewer)
        file = access_queries.file_of(file_id=view.file_id, viewer=viewer)
        verdict = queries.releasing_verdict(asked=view, named=named, file=file, viewer=viewer)
    assert verdict.allowed is may
    assert ("documents.release_own_name" in verdict.codes) is not may


def test_it_is_decided_once(office: Office, record: int, protected: int) -> None:
    asked = ask(office, record)
    decide(office, asked)
    assert codes(decide, office, asked) == ("documents.release_decided",)
    with seeing(office.viewer("mia")), pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        Release.objects.filter(pk=asked).update(outcome="refused")


def test_what_somebody_else_made_is_not_set_without_the_names(office: Office, record: int, protected: int) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        file_id = Document.objects.get(pk=record).file_id
        received = documents.keep_received(
            file_id=file_id, kind="court_receipt", template="court_receipt", content=b"%PDF-1.7 x", title="Kvittens",
            subject="compulsory.measure:1", actor=bo, at=MORNING,
        )  # fmt: skip
    asked = ask(office, received)
    assert codes(decide, office, asked) == ("documents.release_received",)
    decide(office, asked, outcome=Released.WITH_NAMES)
    assert handed_out(office, asked) == b"%PDF-1.7 x"


def test_who_does_not_see_the_file_sees_no_request(office: Office, record: int) -> None:
    asked = ask(office, record)
    cia = office.viewer("cia")
    with seeing(cia):
        assert queries.releases_of(document_id=record, viewer=cia) == []
        with pytest.raises(NotOpen):
            queries.release(release_id=asked, viewer=cia)
    with pytest.raises(NotOpen):
        ask(office, record, by="cia")
    with pytest.raises(NotOpen):
        decide(office, asked, by="cia")
