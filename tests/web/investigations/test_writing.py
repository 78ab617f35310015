"""The plan, what is known in each area, the analysis, more time and answers that are awaited."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.investigations import Opened, add_second, carried_through, write_everything
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.investigations import queries
from skyddsnat.domains.investigations.types import View
from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.types import Understood
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.queries import draft_of

pytestmark = pytest.mark.django_db


def page_of(page: str, opened: Opened) -> str:
    return reverse(f"investigations:{page}", args=[opened.id])


def eyes_of(office: Office, name: str = "bo") -> Viewer:
    return office.viewer(name, timezone.now())


def in_days(now: datetime, days: int) -> str:
    return (now.date() + timedelta(days=days)).isoformat()


def test_the_plan_is_written_and_shown_again(office: Office, sign_in: SignIn, opened: Opened, now: datetime) -> None:
    bo = sign_in("bo")
    area = queries.areas()[0]
    typed = {"areas": [area.code], "meets": "Eva två gånger.", "planned_end_on": in_days(now, 60)}
    page = bo.post(page_of("plan", opened), typed, follow=True).content.decode()
    eyes = eyes_of(office)
    with seeing(eyes):
        plan = queries.plan(investigation_id=opened.id, viewer=eyes)
    assert plan is not None
    assert plan.fields.areas == (area.code,)
    assert "Eva två gånger." in page


def test_a_plan_past_the_last_day_is_refused_with_the_paragraph_and_kept(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    answer = sign_in("bo").post(
        page_of("plan", opened), {"meets": "Eva två gånger.", "planned_end_on": in_days(now, 400)}
    )
    page = answer.content.decode()
    eyes = eyes_of(office)
    with seeing(eyes):
        draft = draft_of(form_key=f"investigations.plan:{opened.id}", viewer=eyes)
    assert answer.status_code == 422
    assert "Planen slutar efter utredningstiden" in page
    assert "20 kap. 3 § SoL" in page
    assert "Eva två gånger." in page
    assert draft is not None


def test_a_fact_says_where_it_comes_from(office: Office, sign_in: SignIn, opened: Opened) -> None:
    bo = sign_in("bo")
    fact = {"area": queries.areas()[0].id, "view": "fact", "text": "Alma kommer utan frukost."}
    refused = bo.post(page_of("area-note", opened), fact)
    assert refused.status_code == 422
    assert "Skriv varifrån uppgiften kommer." in refused.content.decode()
    page = bo.post(page_of("area-note", opened), {**fact, "source": "Lindskolan"}, follow=True).content.decode()
    assert "Alma kommer utan frukost." in page
    assert "Lindskolan" in page
    assert "Ändra" in page


def test_lesson_17_only_the_writer_changes_and_others_add(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    add_second(office, opened.child, "dag", at=now)
    write_everything(office, opened, at=now)
    eyes = eyes_of(office)
    with seeing(eyes):
        (note,) = queries.area_notes(investigation_id=opened.id, viewer=eyes)
    typed = {"view": "fact", "text": "Dags text.", "source": "Skolan", "base_version": str(note.version)}
    dag = sign_in("dag")
    refused = dag.post(reverse("investigations:area-note-change", args=[note.id]), typed)
    assert refused.status_code == 422
    assert "Bara den som skrev kan ändra" in refused.content.decode()
    page = dag.post(reverse("investigations:area-note-add", args=[note.id]), typed, follow=True).content.decode()
    assert "Tillägg:" in page
    assert "Dags text." in page


def test_the_writer_changes_her_own_note(office: Office, sign_in: SignIn, opened: Opened, now: datetime) -> None:
    write_everything(office, opened, at=now)
    eyes = eyes_of(office)
    with seeing(eyes):
        (note,) = queries.area_notes(investigation_id=opened.id, viewer=eyes)
    typed = {"view": "child", "text": "Jag är hungrig i skolan.", "base_version": str(note.version)}
    sign_in("bo").post(reverse("investigations:area-note-change", args=[note.id]), typed)
    with seeing(eyes):
        (changed,) = queries.area_notes(investigation_id=opened.id, viewer=eyes)
    assert (changed.view, changed.text) == (View.CHILD, "Jag är hungrig i skolan.")


def test_what_the_child_has_told_stands_beside_the_analysis(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    bo = eyes_of(office)
    with seeing(bo):
        journal.hold_talk(
            talk_id=None,
            file_id=opened.child.file_id,
            held_at=timezone.now(),
            place="Skolan",
            purpose="Hur är det hemma?",
            was_alone=True,
            not_alone_reason="",
            childs_words="Jag vill inte byta skola.",
            told="Vad vi gör nu.",
            understood=Understood.YES,
            understood_how="Alma sa det med egna ord.",
            already_told="",
            version=None,
            actor=bo,
            at=timezone.now(),
        )
    page = sign_in("bo").get(page_of("analysis", opened)).content.decode()
    assert "Jag vill inte byta skola." in page
    assert "Enskilt, Skolan, i dag" in page


def test_the_analysis_is_saved_as_far_as_it_has_come(office: Office, sign_in: SignIn, opened: Opened) -> None:
    bo = sign_in("bo")
    page = bo.post(page_of("analysis", opened), {"risks": "Tre dagar utan frukost.", "base_version": "1"}, follow=True)
    eyes = eyes_of(office)
    with seeing(eyes):
        assert queries.investigation(investigation_id=opened.id, viewer=eyes).risks == "Tre dagar utan frukost."
    assert "Bedömningen är sparad." in page.content.decode()


# --- Time -------------------------------------------------------------------------------------------------------------


def test_a_caseworker_sees_who_extends_and_cannot_press(sign_in: SignIn, opened: Opened) -> None:
    page = " ".join(sign_in("bo").get(page_of("extend", opened)).content.decode().split())
    assert "Förlängning beslutas av förste socialsekreterare eller enhetschef" in page
    assert "disabled>Besluta om förlängning" in page


def test_the_manager_extends_on_special_grounds(sign_in: SignIn, opened: Opened, now: datetime) -> None:
    mia = sign_in("mia")
    typed = {"until": in_days(now, 150), "reason_code": "police", "reason": ""}
    refused = mia.post(page_of("extend", opened), typed)
    assert refused.status_code == 422
    assert "Skriv de särskilda skälen." in refused.content.decode()
    page = mia.post(page_of("extend", opened), {**typed, "reason": "Förhör först i mars."}, follow=True)
    assert "Förlängd: Polisens utredning hindrar samtal." in page.content.decode()


def test_lesson_6_waiting_for_somebody_has_an_end(sign_in: SignIn, opened: Opened, now: datetime) -> None:
    bo = sign_in("bo")
    typed = {"for_whom": "BUP", "what": "Utlåtande"}
    assert bo.post(page_of("wait", opened), typed).status_code == 422
    page = bo.post(page_of("wait", opened), {**typed, "until": in_days(now, 9)}, follow=True).content.decode()
    assert "BUP" in page
    end = next(part for part in page.split('"') if "/wait/" in part and part != page_of("wait", opened))
    after = bo.post(end, follow=True).content.decode()
    assert "BUP" not in after


# --- When it is closed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["plan", "analysis"])
def test_what_was_written_in_a_closed_investigation_is_text_with_who_signed_it(
    office: Office, sign_in: SignIn, alma: Child, now: datetime, page: str
) -> None:
    closed = carried_through(office, alma, opened_at=now, closed_at=now)
    shown = sign_in("bo").get(page_of(page, closed)).content.decode()
    assert "<textarea" not in shown
    assert "Avslutad och undertecknad" in shown
    assert "av Bo Handläggare" in shown
    assert reverse("children:note", args=[alma.file_id]) in shown


@pytest.mark.parametrize("page", ["plan", "analysis"])
def test_what_is_sent_to_a_closed_investigation_changes_nothing_and_is_kept(
    office: Office, sign_in: SignIn, alma: Child, now: datetime, page: str
) -> None:
    """A window that was open when somebody else closed it."""
    closed = carried_through(office, alma, opened_at=now, closed_at=now)
    typed = {"risks": "Skrivet för sent.", "meets": "Skrivet för sent.", "planned_end_on": in_days(now, 1)}
    answer = sign_in("bo").post(page_of(page, closed), typed)
    assert answer.status_code in {409, 422}
    assert "Skrivet för sent." in answer.content.decode()


def test_nobody_writes_in_an_area_of_a_closed_investigation(
    office: Office, sign_in: SignIn, alma: Child, now: datetime
) -> None:
    closed = carried_through(office, alma, opened_at=now, closed_at=now)
    assert sign_in("bo").get(page_of("area-note", closed)).status_code == 302
