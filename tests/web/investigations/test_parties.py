"""Each party by name: told at once or withheld with a new day, sent the investigation, and heard."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.investigations import Opened, open_on, tell_everybody
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.investigations import queries
from skyddsnat.domains.investigations.types import CommunicationView, NoticeView
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db


def notice_of(office: Office, opened: Opened, name: str) -> NoticeView:
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        found = queries.notices(investigation_id=opened.id, viewer=eyes)
    return next(each for each in found if each.person_id == opened.child.guardians[name])


def sent_of(office: Office, opened: Opened) -> list[CommunicationView]:
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        return queries.communications(investigation_id=opened.id, viewer=eyes)


def parties(opened: Opened) -> str:
    return reverse("investigations:notices", args=[opened.id])


def clock() -> str:
    return timezone.localtime(timezone.now()).strftime("%Y-%m-%dT%H:%M:%S")


def test_lesson_7_each_guardian_stands_by_name_until_told(office: Office, sign_in: SignIn, opened: Opened) -> None:
    bo = sign_in("bo")
    page = bo.get(parties(opened)).content.decode()
    assert "Eva Åkerlund" in page
    assert page.count("ska informeras nu") == 2
    eva = notice_of(office, opened, "eva")
    typed = {"how": "brev", "told_at": clock(), "make_letter": "on", "next_step": "Vi ses på torsdag."}
    page = bo.post(reverse("investigations:tell", args=[eva.id]), typed, follow=True).content.decode()
    assert page.count("ska informeras nu") == 1
    assert notice_of(office, opened, "eva").document_id is not None
    assert "Läs brevet" in page


def test_lesson_15_a_letter_that_a_second_person_reads_first_is_told_not_to_have_left(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    opened = open_on(office, make_child(office, "hugo", guardians=("eva",), protection=Protection.FLAG, at=now), at=now)
    bo, eva = sign_in("bo"), notice_of(office, opened, "eva")
    typed = {"how": "brev", "told_at": clock(), "make_letter": "on"}
    page = bo.post(reverse("investigations:tell", args=[eva.id]), typed, follow=True).content.decode()
    assert "1 brev har inte skickats. Någon har skyddade uppgifter" in page
    assert "parten är informerad när det har gått" in page
    assert "brevet har inte gått" in page
    assert not notice_of(office, opened, "eva").is_told
    letter = notice_of(office, opened, "eva").document_id or 0
    assert sign_in("mia").post(reverse("children:document-pass", args=[letter])).status_code == 302
    passed = bo.get(parties(opened)).content.decode()
    assert "1 brev har inte skickats." in passed
    assert "Någon har skyddade uppgifter" not in passed
    sent = {"recipient": "Eva Åkerlund", "how": "brev"}
    assert bo.post(reverse("children:document-send", args=[letter]), sent).status_code == 302
    page = bo.get(parties(opened)).content.decode()
    assert "brev har inte skickats" not in page
    assert "informerad" in page
    assert notice_of(office, opened, "eva").is_told


def test_lesson_7_withholding_needs_a_reason_and_a_new_day(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    bo = sign_in("bo")
    address = reverse("investigations:withhold", args=[notice_of(office, opened, "per").id])
    until = (now.date() + timedelta(days=10)).isoformat()
    refused = bo.post(address, {"reason": "", "until": until})
    assert refused.status_code == 422
    assert "Skriv de särskilda skälen mot att informera nu." in refused.content.decode()
    page = bo.post(address, {"reason": "Hot mot Eva.", "until": until}, follow=True).content.decode()
    assert "Prövas igen" in page
    assert "Hot mot Eva." in page
    assert "Någon part" in bo.get(reverse("investigations:investigation", args=[opened.id])).content.decode()


def test_a_party_gets_the_investigation_and_time_to_answer(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    bo = sign_in("bo")
    address = reverse("investigations:communicate", args=[opened.id])
    eva = opened.child.guardians["eva"]
    refused = bo.post(address, {"person": eva, "act": "send", "answer_by": now.date().isoformat()})
    assert refused.status_code == 422
    assert "Ge tid att svara" in refused.content.decode()
    typed = {"person": eva, "how": "brev", "answer_by": (now.date() + timedelta(days=14)).isoformat(), "act": "send"}
    page = bo.post(address, typed, follow=True).content.decode()
    assert "väntar på svar" in page
    (sent,) = sent_of(office, opened)
    answer = {"answer": "Jag håller inte med om risken.", "answered_at": clock()}
    page = bo.post(reverse("investigations:answer", args=[sent.id]), answer, follow=True).content.decode()
    assert "har svarat" in page
    assert "Jag håller inte med om risken." in page


def test_it_may_be_kept_from_a_party_for_a_reason(office: Office, sign_in: SignIn, opened: Opened) -> None:
    bo = sign_in("bo")
    address = reverse("investigations:communicate", args=[opened.id])
    per = opened.child.guardians["per"]
    assert bo.post(address, {"person": per, "act": "skip", "reason": ""}).status_code == 422
    page = bo.post(address, {"person": per, "act": "skip", "reason": "Okänd adress trots sökning."}, follow=True)
    assert "skickas inte" in page.content.decode()
    assert sent_of(office, opened)[0].not_sent_reason == "Okänd adress trots sökning."


def test_somebody_who_became_a_party_later_is_added_by_name(
    office: Office, sign_in: SignIn, opened: Opened, now: datetime
) -> None:
    tell_everybody(office, opened, at=now)
    person_id = add_adult(office, opened.child, "eva", by="bo", at=timezone.now())
    bo = sign_in("bo")
    address = reverse("investigations:party", args=[opened.id, person_id])
    assert address in bo.get(parties(opened)).content.decode()
    page = bo.post(address, follow=True).content.decode()
    assert "ska informeras nu" in page


def test_a_protected_child_is_named_on_no_page_of_the_investigation(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    hidden: Child = make_child(office, "hugo", protection=Protection.REGISTRATION, at=now)
    opened = open_on(office, hidden, at=now)
    bo = sign_in("bo")
    for name in ("investigation", "plan", "areas", "notices", "analysis", "communicate", "close"):
        page = bo.get(reverse(f"investigations:{name}", args=[opened.id])).content.decode()
        assert "Skyddade uppgifter" in page
        assert "Ekberg" not in page
