"""Papers on their pages: written block by block, looked at, signed when nothing is missing, and the parties told."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.compulsory import HOUR, Running
from tests.factories.people import Child, make_child
from tests.factories.staff import Office
from tests.pdf import text_in
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.types.papers import PaperKind, PaperView
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}


@pytest.fixture
def office(office: Office, now: datetime) -> Office:
    board.adopt_board_order(office, at=now - 4 * HOUR)
    return office


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, guardians=("eva", "per"), at=now - 4 * HOUR)


@pytest.fixture
def on(office: Office, alma: Child, now: datetime) -> Running:
    """The chair decided the custody a moment ago."""
    return line.taken(office, alma, at=now - HOUR / 2)


def url_of(on: Running, kind: PaperKind) -> str:
    return f"{reverse('papers:paper', args=[on.case_id])}?kind={kind}&track=care"


def texts(on: Running, kind: PaperKind, at: datetime) -> dict[str, str]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        found = queries.blocks_of(
            kind=kind, track=line.Track.CARE, measure_id=on.measure_id, on=line.local_date(at), viewer=bo
        )
    return {each.name: f"Text om {each.name}." for each in found}


def papers(on: Running, at: datetime) -> list[PaperView]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.papers_of_case(case_id=on.case_id, viewer=bo)


def written(browser: Client, on: Running, kind: PaperKind, at: datetime, **changed: str) -> PaperView:
    answer = browser.post(url_of(on, kind), {**EMPTY, **texts(on, kind, at), **changed, "act": "save"})
    assert answer.status_code == 302, answer.content.decode()
    return papers(on, at)[0]


def test_a_submission_is_written_looked_at_and_signed(on: Running, sign_in: SignIn, now: datetime) -> None:
    bo = sign_in("bo")
    view = written(bo, on, PaperKind.SUBMISSION, now)
    page = bo.get(url_of(on, PaperKind.SUBMISSION)).content.decode()
    assert "Text om enclosed." in page
    assert "Alla delar är skrivna." in page

    draft = bo.get(reverse("papers:preview", args=[view.id]))
    assert "Utkast" in text_in(draft.content)
    assert "Alma" not in draft["Content-Disposition"]

    sign = reverse("papers:sign", args=[view.id])
    assert "Text om decision." in bo.get(sign).content.decode()
    assert bo.post(sign, {**EMPTY, "base_version": view.version}).status_code == 302
    (signed,) = papers(on, now)
    assert signed.is_signed
    assert (
        reverse("children:document", args=[signed.document_id])
        in bo.get(reverse("papers:list", args=[on.case_id])).content.decode()
    )
    assert bo.get(sign).status_code == 302, "a signed paper is read as a document"


def test_each_missing_block_is_listed_with_its_paragraph_and_nothing_is_signed(
    on: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    view = written(bo, on, PaperKind.CARE_PLAN, now, goal="", contact="")
    page = bo.get(url_of(on, PaperKind.CARE_PLAN)).content.decode()
    for said in ("Saknas: målet med vården.", "Saknas: umgänge med föräldrar", "10 kap. 2 § SoF"):
        assert said in page
    sign = reverse("papers:sign", args=[view.id])
    assert "disabled" in bo.get(sign).content.decode()
    refused = bo.post(sign, {**EMPTY, "base_version": view.version})
    assert refused.status_code == 422
    assert "Saknas: målet med vården." in refused.content.decode()
    assert not papers(on, now)[0].is_signed


def test_save_and_sign_leads_to_the_signature(on: Running, sign_in: SignIn, now: datetime) -> None:
    bo = sign_in("bo")
    data = {**EMPTY, **texts(on, PaperKind.CARE_PLAN, now), "act": "sign"}
    answer = bo.post(url_of(on, PaperKind.CARE_PLAN), data)
    assert answer.headers["Location"] == reverse("papers:sign", args=[papers(on, now)[0].id])


def test_what_another_saved_meanwhile_is_shown_and_nothing_is_lost(on: Running, sign_in: SignIn, now: datetime) -> None:
    bo, dag = sign_in("bo"), sign_in("dag")
    view = written(bo, on, PaperKind.CARE_PLAN, now)
    written(dag, on, PaperKind.CARE_PLAN, now, base_version=str(view.version), goal="Dags mål.")
    data = {**EMPTY, **texts(on, PaperKind.CARE_PLAN, now), "goal": "Bos mål.", "base_version": str(view.version)}
    answer = bo.post(url_of(on, PaperKind.CARE_PLAN), data)
    assert answer.status_code == 409
    assert "Dags mål." in answer.content.decode()
    assert "Bos mål." in answer.content.decode()


def test_the_list_says_what_can_be_written_and_who_is_not_told(on: Running, sign_in: SignIn) -> None:
    page = sign_in("bo").get(reverse("papers:list", args=[on.case_id])).content.decode()
    for said in ("Underställning till rätten", "Ansökan till rätten", "Vårdplan", "Genomförandeplan"):
        assert said in page
    assert "Beslut som parterna inte har fått" in page


def test_the_parties_are_told_once_and_only_when_their_letters_have_left(
    on: Running, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    viewer = on.office.viewer("bo", now)
    with seeing(viewer):
        decision = queries.matters_of_case(case_id=on.case_id, viewer=viewer)[0]
    url, listed = reverse("papers:notices", args=[decision.id]), reverse("papers:list", args=[on.case_id])
    page = bo.get(url).content.decode()
    assert "Beslutet får inte överklagas" in page
    assert "Gör och skriv under breven" in page
    assert bo.post(url).status_code == 302
    made = bo.get(url).content.decode()
    assert "Läs brevet" in made
    assert "Parten är underrättad först när brevet är skickat" in made
    assert bo.post(url).status_code == 422
    to_send = sorted(set(re.findall(r"/children/document/\d+/send/", made)))
    assert len(to_send) == 2
    for each in to_send:
        assert "Beslut som parterna inte har fått" in bo.get(listed).content.decode()
        assert bo.post(each, {"recipient": "Eva Lind", "how": "brev"}).status_code == 302
    assert "Alla parter har fått ett brev om beslutet" in bo.get(url).content.decode()
    assert "Beslut som parterna inte har fått" not in bo.get(listed).content.decode()


def test_a_letter_to_the_child_is_written_about_a_decision(on: Running, sign_in: SignIn, now: datetime) -> None:
    bo, viewer = sign_in("bo"), on.office.viewer("bo", now)
    with seeing(viewer):
        decision = queries.matters_of_case(case_id=on.case_id, viewer=viewer)[0]
    url = f"{url_of(on, PaperKind.CHILD_LETTER)}&matter={decision.id}"
    page = bo.get(url).content.decode()
    assert "Till barnet: omhänderta omedelbart" in page
    assert bo.post(url, {**EMPTY, "body": "Du får bo hos en familj nu.", "act": "save"}).status_code == 302
    assert papers(on, now)[0].matter_id == decision.id


def test_others_find_nothing(on: Running, sign_in: SignIn, now: datetime) -> None:
    view = written(sign_in("bo"), on, PaperKind.CARE_PLAN, now)
    cia = sign_in("cia")
    for url in (
        reverse("papers:list", args=[on.case_id]),
        url_of(on, PaperKind.CARE_PLAN),
        reverse("papers:preview", args=[view.id]),
        reverse("papers:sign", args=[view.id]),
    ):
        assert cia.get(url).status_code == 404
    assert cia.post(reverse("papers:sign", args=[view.id]), {**EMPTY, "base_version": view.version}).status_code == 404


def test_an_unknown_kind_leads_to_the_list(on: Running, sign_in: SignIn) -> None:
    answer = sign_in("bo").get(f"{reverse('papers:paper', args=[on.case_id])}?kind=poem")
    assert answer.headers["Location"] == reverse("papers:list", args=[on.case_id])
