"""A report is registered on one page: nothing typed is lost, and no child is written down twice."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.intake import receive, report_on
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.web.intake.conftest import SignIn

from skyddsnat.domains.intake import queries
from skyddsnat.domains.people.queries import guardians_of_file, siblings_of_file, subject_of_file
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.kernel.stockholm import local_date, local_moment

pytestmark = pytest.mark.django_db

URL = "/reports/new/"
KEY = "intake.report:new"


def typed(now: datetime, **changes: str) -> dict[str, str]:
    """What Ida types about Alma; the names of a child's fields are written child_0_given_name here."""
    fields = {
        "act": "save",
        "child_count": "1",
        "reporter_kind": "school",
        "reporter_name": "Rita Rektor",
        "reporter_organisation": "Lindskolan",
        "wants_feedback": "on",
        "received_at": local_moment(now).strftime("%Y-%m-%dT%H:%M"),
        "channel": "phone",
        "child_knows": "unknown",
        "guardians_know": "no",
        "what_happened": "Alma kom till skolan i dag med ett blåmärke på kinden.",
        "child-0-given_name": "Alma",
        "child-0-family_name": "Åkerlund",
        "child-0-number": "20180412-TF12",
        "child-0-guardian-0-given_name": "Eva",
        "child-0-guardian-0-family_name": "Åkerlund",
        "draft_key": KEY,
    }
    return fields | {
        name.replace("child_0_", "child-0-").replace("child_1_", "child-1-"): text for name, text in changes.items()
    }


def test_ida_registers_a_report_and_gets_a_receipt_with_the_next_step(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    answer = sign_in("ida").post(URL, typed(now), follow=True)
    ida = office.viewer("ida", timezone.now())
    with seeing(ida):
        (child,) = queries.open_report_children(viewer=ida, today=local_date(timezone.now()))
        alma = subject_of_file(file_id=child.file_id, viewer=ida)
        (mother,) = guardians_of_file(file_id=child.file_id, on=local_date(now), viewer=ida)
    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("intake:report", args=[child.report_id]), 302)]
    assert f"Anmälan {child.number} är registrerad." in page
    assert reverse("intake:protection", args=[child.id]) in page
    assert (alma.name, mother.name) == ("Alma Åkerlund", "Eva Åkerlund")


def test_the_page_says_now_and_telephone_before_anybody_has_typed(sign_in: SignIn) -> None:
    page = sign_in("ida").get(URL)
    assert page.status_code == 200
    assert local_moment(timezone.now()).strftime("%Y-%m-%d") in page.content.decode()


def test_two_siblings_are_typed_once_each_without_script(office: Office, sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    more = ida.post(URL, typed(now, act="add-child"))
    page = ida.get(URL).content.decode()
    assert more.status_code == 302
    assert 'name="child-1-given_name"' in page
    assert "Alma kom till skolan i dag" in page
    ida.post(
        URL,
        typed(now, child_count="2", same_household="on", child_1_given_name="Milo", child_1_same_guardians="on"),
    )
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        children = queries.open_report_children(viewer=eyes, today=local_date(timezone.now()))
        for child in children:
            (mother,) = guardians_of_file(file_id=child.file_id, on=local_date(now), viewer=eyes)
            (sibling,) = siblings_of_file(file_id=child.file_id, on=local_date(now), viewer=eyes)
            assert (mother.given_name, sibling.given_name in ("Alma", "Milo")) == ("Eva", True)
    assert len(children) == 2


def test_a_child_typed_by_mistake_is_taken_away_and_the_rest_stays(sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    ida.post(URL, typed(now, act="drop-child", child_count="2", child_1_given_name="Misstag"))
    page = ida.get(URL).content.decode()
    assert "child-1-" not in page
    assert "Misstag" not in page
    assert 'value="Alma"' in page


def test_at_most_six_children_are_in_one_report(sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    ida.post(URL, typed(now, act="add-child", child_count="6"))
    page = ida.get(URL).content.decode()
    assert "child-5-given_name" in page
    assert "child-6-given_name" not in page


def test_lesson_14_children_who_look_alike_are_shown_side_by_side_before_a_report_is_saved(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    alma = make_child(office, at=now)
    ida = sign_in("ida")
    answer = ida.post(URL, typed(now))
    page = answer.content.decode()
    eyes = office.viewer("ida", timezone.now())
    assert answer.status_code == 422
    assert "Barn 1 kan redan ha en akt. Svara om det är samma barn." in page
    assert f'value="{alma.person_id}"' in page
    with seeing(eyes):
        assert queries.open_report_children(viewer=eyes, today=local_date(timezone.now())) == []
    ida.post(URL, typed(now, child_0_match=str(alma.person_id)))
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        (child,) = queries.open_report_children(viewer=eyes, today=local_date(timezone.now()))
    assert child.file_id == alma.file_id


def test_another_child_with_the_same_name_gets_a_file_of_its_own(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    alma = make_child(office, at=now)
    same_name = typed(now, child_0_number="", child_0_birth_date="2018-04-12", child_0_match="new")
    assert sign_in("ida").post(URL, same_name).status_code == 302
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        (child,) = queries.open_report_children(viewer=eyes, today=local_date(timezone.now()))
    assert child.file_id != alma.file_id


def test_an_answer_about_a_name_that_was_changed_afterwards_opens_no_file(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    alma = make_child(office, at=now)
    changed = typed(
        now, child_0_given_name="Vera", child_0_family_name="Ek", child_0_number="", child_0_match=str(alma.person_id)
    )
    assert sign_in("ida").post(URL, changed).status_code == 302
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        (child,) = queries.open_report_children(viewer=eyes, today=local_date(timezone.now()))
        assert subject_of_file(file_id=child.file_id, viewer=eyes).name == "Vera Ek"
    assert alma.file_id not in eyes.file_ids


def test_a_protected_child_answers_to_the_whole_number_alone(office: Office, sign_in: SignIn, now: datetime) -> None:
    make_child(office, protection=Protection.REGISTRATION, at=now)
    ida = sign_in("ida")
    by_name = ida.post(URL, typed(now, act="look", child_0_number="", child_0_birth_date="2018-04-12")).content.decode()
    by_number = ida.post(
        URL, typed(now, act="look", child_0_given_name="Okänt barn", child_0_family_name="")
    ).content.decode()
    assert "är det samma barn?" not in by_name
    assert "är det samma barn?" in by_number
    assert "Skyddade uppgifter" in by_number
    assert "Åkerlund" not in by_number.replace('value="Åkerlund"', "")  # the guardian, as Ida typed


def test_looking_for_the_child_hands_nothing_in(office: Office, sign_in: SignIn, now: datetime) -> None:
    page = sign_in("ida").post(URL, typed(now, act="look", what_happened="")).content.decode()
    assert "Inget barn med akt liknar barnet i anmälan." in page
    assert "Det här behöver rättas" not in page
    assert 'value="Alma"' in page


def test_a_refusal_gives_every_reason_and_keeps_the_text(office: Office, sign_in: SignIn, now: datetime) -> None:
    late = local_moment(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    wrong = typed(now, received_at=late, reporter_name="", reporter_organisation="", reporter_is_protected="on")
    answer = sign_in("ida").post(URL, wrong)
    page = answer.content.decode()
    ida = office.viewer("ida", timezone.now())
    with seeing(ida):
        draft = draft_of(form_key=KEY, viewer=ida)
    assert answer.status_code == 422
    for reason in ("senare än nu", "kan inte vara anonym", "riskerar våld"):
        assert reason in page
    assert draft is not None
    assert draft.data["what_happened"] == [wrong["what_happened"]]


def test_a_wrong_number_is_told_at_its_field_and_never_repeated_in_the_fault(sign_in: SignIn, now: datetime) -> None:
    answer = sign_in("ida").post(URL, typed(now, child_0_number="20180412-0000"))
    assert answer.status_code == 422
    (fault,) = answer.context["form"].errors["child-0-number"]
    assert "0000" not in fault


def test_an_unborn_child_needs_no_number(office: Office, sign_in: SignIn, now: datetime) -> None:
    unborn = typed(now, child_0_given_name="Ofött barn", child_0_family_name="", child_0_number="")
    assert sign_in("ida").post(URL, unborn).status_code == 302


def test_a_private_person_may_be_anonymous(sign_in: SignIn, now: datetime) -> None:
    private = typed(now, reporter_kind="private_person", reporter_name="", reporter_organisation="")
    assert sign_in("ida").post(URL, private).status_code == 302


@pytest.mark.parametrize("name", ["ida", "bo", "stina", "mia"])
def test_those_who_work_with_children_register_reports(sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get(URL).status_code == 200


@pytest.mark.parametrize("name", ["rut", "kaj", "lo", "anna", "adam", "nils"])
def test_others_register_no_reports(sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get(URL).status_code == 403


def test_a_report_on_a_child_elsewhere_opens_its_file_to_the_receiver_for_a_day(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    alma = make_child(office, at=now)
    cia = sign_in("cia")
    answer = cia.post(URL, typed(now, child_0_match=str(alma.person_id)), follow=True)
    assert answer.status_code == 200
    assert "Alma Åkerlund" in answer.content.decode()


def test_a_second_report_the_same_day_is_seen_at_once(office: Office, sign_in: SignIn, now: datetime) -> None:
    first = receive(office, report_on("alma", received_at=now))
    alma = first.file_ids[0]
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        person = subject_of_file(file_id=alma, viewer=eyes)
    page = sign_in("ida").post(URL, typed(now, child_0_match=str(person.id)), follow=True).content.decode()
    assert "Fler anmälningar i dag" in page
    assert reverse("intake:report", args=[first.report_id]) in page


def test_what_was_begun_in_vain_is_thrown_away_on_purpose(sign_in: SignIn, now: datetime) -> None:
    ida = sign_in("ida")
    assert "Kasta det jag har skrivit" not in ida.get(URL).content.decode()
    ida.post(URL, typed(now, what_happened=""))
    assert "Kasta det jag har skrivit" in ida.get(URL).content.decode()
    ida.post("/drafts/drop/", {"draft_key": KEY})
    assert 'value="Alma"' not in ida.get(URL).content.decode()
