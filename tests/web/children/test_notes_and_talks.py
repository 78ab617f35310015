"""Notes and talks: written, kept when refused, mended, added to, moved; and the child's own words."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.intake import receive, report_on
from tests.factories.people import Child, add_adult, give_to, make_child
from tests.factories.staff import Office
from tests.web.children.test_file import note, talk
from tests.web.conftest import SignIn

from skyddsnat.domains.intake.types import ReportedChild
from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.queries import notes_of_file, talks_of_file
from skyddsnat.domains.journal.types import NoteKind, NoteView, TalkView
from skyddsnat.domains.people.types import NewPerson
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.drafts.queries import drafts_of
from skyddsnat.kernel.stockholm import local_moment

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def typed(at: datetime) -> str:
    """A moment as the browser sends it."""
    return local_moment(at).strftime("%Y-%m-%dT%H:%M")


def notes(office: Office, child: Child, at: datetime) -> list[NoteView]:
    viewer = office.viewer("bo", at)
    with seeing(viewer):
        return notes_of_file(file_id=child.file_id, viewer=viewer)


def talks(office: Office, child: Child, at: datetime) -> list[TalkView]:
    viewer = office.viewer("bo", at)
    with seeing(viewer):
        return talks_of_file(file_id=child.file_id, viewer=viewer)


def filled(now: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "contact", "happened_at": typed(now - DAY), "with_whom": "mormor", "text": "Mormor ringde.",
        "about": [],
    } | changes  # fmt: skip


# --- Notes ------------------------------------------------------------------------------------------------------------


def test_a_note_is_written_and_stands_among_the_events(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(f"/children/{child.file_id}/note/", filled(now), follow=True)

    assert "Mormor ringde." in answer.content.decode()
    assert [each.kind for each in notes(office, child, now + DAY)] == [NoteKind.CONTACT]


def test_notes_are_found_by_their_words_inside_the_file(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo = sign_in("bo")
    bo.post(f"/children/{child.file_id}/note/", filled(now))
    bo.post(f"/children/{child.file_id}/note/", filled(now, text="Skolan ringde om frånvaro."))

    found = bo.get(f"/children/{child.file_id}/events/", {"q": "frånvaro"}).content.decode()
    nothing = bo.get(f"/children/{child.file_id}/events/", {"q": "skidor"}).content.decode()

    assert "Skolan ringde om frånvaro." in found
    assert "Mormor ringde." not in found
    assert "Ingen anteckning i akten har de orden" in nothing


def test_a_note_about_several_asks_of_each_paragraph(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 14."""
    child = make_child(office, at=now - DAY)
    eva, bo, url = child.guardians["eva"], sign_in("bo"), f"/children/{child.file_id}/note/"
    both = {"text": "Alma är glad.\n\nEva är trött.", "about": [child.person_id, eva]}

    asked = bo.post(url, filled(now, **both))
    saved = bo.post(url, filled(now, **both, about_1=[child.person_id], about_2=[eva]))

    assert asked.status_code == 422
    assert "Ange för varje stycke vem det handlar om." in asked.content.decode()
    assert "Stycke 2: ”Eva är trött.”" in asked.content.decode()
    assert saved.status_code == 302
    [written] = notes(office, child, now + DAY)
    assert [[person.id for person in each.about] for each in written.paragraphs] == [[child.person_id], [eva]]


def test_a_note_about_one_is_about_that_one_throughout(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    sign_in("bo").post(f"/children/{child.file_id}/note/", filled(now, text="Ett.\n\nTvå.", about=[child.person_id]))

    [written] = notes(office, child, now + DAY)
    assert [[person.id for person in each.about] for each in written.paragraphs] == [[child.person_id]] * 2


def test_what_is_refused_is_kept_and_comes_back(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 8: a refusal keeps the text already written."""
    child = make_child(office, at=now - DAY)
    bo, url = sign_in("bo"), f"/children/{child.file_id}/note/"

    refused = bo.post(url, filled(now, happened_at=typed(now + 2 * DAY), text="En lång berättelse."))
    again = bo.get(url)

    assert refused.status_code == 422
    assert "Tiden har inte varit än" in refused.content.decode()
    assert "En lång berättelse." in again.content.decode()


def test_a_child_who_looks_alike_is_shown_and_must_be_told_apart(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    """Lesson 14: two children with one name, both Bo's."""
    child = make_child(office, at=now - DAY)
    make_twin(office, now)
    bo, url = sign_in("bo"), f"/children/{child.file_id}/note/"

    page = bo.get(url).content.decode()
    unsure = bo.post(url, filled(now))
    sure = bo.post(url, filled(now, right_child="on"))

    assert "En annan av dina akter" in page
    assert "20170101" in page
    assert unsure.status_code == 422
    assert sure.status_code == 302


def make_twin(office: Office, now: datetime) -> None:
    """Another Alma Åkerlund, reported by the school and given to Bo too."""
    twin = NewPerson(given_name="Alma", family_name="Åkerlund", number="20170101-TF13")
    receipt = receive(office, replace(report_on("alma", received_at=now), children=(ReportedChild(new=twin),)), at=now)
    give_to(office, Child(receipt.file_ids[0], 0), "bo", at=now)


def test_only_its_author_changes_a_note_and_only_until_it_locks(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 3 * DAY)
    fresh, locked = note(office, child, now - timedelta(hours=1)), note(office, child, now - 2 * DAY)
    change = filled(now, text="Mormor ringde på lördagen.", kind="contact", base_version=1)

    changed = sign_in("bo").post(f"/children/note/{fresh}/", change)
    too_late = sign_in("bo").post(f"/children/note/{locked}/", change)
    others = sign_in("mia").post(f"/children/note/{fresh}/", change)

    assert changed.status_code == 302
    assert "Anteckningen är låst" in too_late.content.decode()
    assert "Bara den som har skrivit texten får ändra den" in others.content.decode()


def test_two_who_change_at_once_are_shown_both_texts(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    note_id = note(office, child, now - timedelta(hours=1))
    bo, url = sign_in("bo"), f"/children/note/{note_id}/"
    bo.post(url, filled(now, text="Första fönstret.", base_version=1))

    second = bo.post(url, filled(now, text="Andra fönstret.", base_version=1))

    assert second.status_code == 409
    assert "Första fönstret." in second.content.decode()
    assert "Andra fönstret." in second.content.decode()


def test_a_claimed_error_stands_beside_the_note(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 3 * DAY)
    note_id = note(office, child, now - 2 * DAY)

    sign_in("bo").post(f"/children/note/{note_id}/add/", {"text": "Eva säger fel dag.", "is_claimed_error": "on"})

    [written] = notes(office, child, now + DAY)
    assert [(each.kind, each.text) for each in written.additions] == [(NoteKind.CORRECTION, "Eva säger fel dag.")]


def test_a_note_in_the_wrong_file_is_moved_to_one_that_is_open(office: Office, sign_in: SignIn, now: datetime) -> None:
    wrong, right = make_child(office, at=now - DAY), make_child(office, "hugo", at=now - DAY)
    closed = make_child(office, "elsa", worker="cia", at=now - DAY)
    note_id, bo = note(office, wrong, now - timedelta(hours=1)), sign_in("bo")
    url, reason = f"/children/note/{note_id}/move/", {"reason": "Skrevs i fel akt."}

    unseen = bo.post(url, reason | {"to_file": _number(office, closed, "cia", now)})
    moved = bo.post(url, reason | {"to_file": _number(office, right, "bo", now)})

    assert "Du har ingen akt öppen med det numret." in unseen.content.decode()
    assert moved.status_code == 302
    assert notes(office, wrong, now) == []
    assert len(notes(office, right, now)) == 1


def _number(office: Office, child: Child, who: str, now: datetime) -> str:
    viewer = office.viewer(who, now)
    with seeing(viewer):
        return access.log_reading(file_id=child.file_id, what="test", actor=viewer, at=now).number


def test_a_conflict_of_interest_closes_the_pen(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo = sign_in("bo")
    declared = bo.post(f"/children/{child.file_id}/conflict/", {"reason": "Min kusin."}, follow=True)

    refused = bo.post(f"/children/{child.file_id}/note/", filled(now))

    assert "Du har anmält jäv i akten" in declared.content.decode()
    assert refused.status_code == 422
    assert notes(office, child, now + DAY) == []


# --- Talks ------------------------------------------------------------------------------------------------------------


def told(now: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "held_at": typed(now - timedelta(hours=2)), "place": "skolan", "purpose": "Hur det är hemma",
        "was_alone": "yes", "not_alone_reason": "", "childs_words": "Jag vill bo hos mormor.",
        "told": "Varför vi ses.", "understood": "yes",
        "understood_how": "", "already_told": "",
    } | changes  # fmt: skip


def test_a_talk_keeps_the_childs_own_words(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(f"/children/{child.file_id}/talk/", told(now), follow=True)

    assert "Jag vill bo hos mormor." in answer.content.decode()
    assert talks(office, child, now)[0].was_alone is True


def test_not_alone_asks_why_and_keeps_what_was_written(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)

    answer = sign_in("bo").post(f"/children/{child.file_id}/talk/", told(now, was_alone="no", told=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv varför barnet inte fick tala enskilt." in page
    assert "Skriv vad barnet fick veta" in page
    assert "Jag vill bo hos mormor." in page
    assert "#sol-20-7" in page


def test_before_a_talk_stands_what_the_child_has_told_and_what_the_law_says(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - 3 * DAY)
    talk(office, child, now - 2 * DAY)

    page = sign_in("bo").get(f"/children/{child.file_id}/talk/").content.decode()

    assert "kvällen i maj" in page
    assert "20 kap. 7 § SoL" in page
    assert "Ord som hjälper" in page


def test_a_planned_talk_is_held_or_cancelled_with_its_reason(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo, plan = sign_in("bo"), {"planned_at": typed(now + DAY), "place": "skolan", "purpose": "Lära känna"}
    bo.post(f"/children/{child.file_id}/talk/plan/", plan)
    bo.post(f"/children/{child.file_id}/talk/plan/", plan | {"planned_at": typed(now + 2 * DAY)})
    later, sooner = talks(office, child, now)

    held = bo.post(f"/children/talk/{sooner.id}/", told(now, base_version=sooner.version))
    without = bo.post(f"/children/talk/{later.id}/cancel/", {"reason": ""})
    cancelled = bo.post(f"/children/talk/{later.id}/cancel/", {"reason": "Alma ville inte."})

    assert (held.status_code, without.status_code, cancelled.status_code) == (302, 422, 302)
    after = {each.id: each for each in talks(office, child, now)}
    assert after[sooner.id].childs_words == "Jag vill bo hos mormor."
    assert after[later.id].cancel_reason == "Alma ville inte."


def test_a_locked_talk_is_read_with_the_reason_why_it_stays(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 5 * DAY)
    talk_id = talk(office, child, now - 3 * DAY)

    page = sign_in("bo").get(f"/children/talk/{talk_id}/").content.decode()

    assert "Jag vill inte byta skola." in page
    assert "Samtalet är låst" in page


@pytest.mark.parametrize(
    "page", ["note/{note}/", "note/{note}/add/", "note/{note}/move/", "talk/{talk}/", "talk/{talk}/cancel/"]
)
def test_outsiders_find_neither_note_nor_talk(office: Office, sign_in: SignIn, now: datetime, page: str) -> None:
    child = make_child(office, at=now - DAY)
    ids = {"note": note(office, child, now), "talk": talk(office, child, now)}

    assert sign_in("cia").get(f"/children/{page.format(**ids)}").status_code == 404


def test_a_saved_note_leaves_no_draft_behind(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo = sign_in("bo")
    bo.post(f"/children/{child.file_id}/note/", filled(now, text=""))
    bo.post(f"/children/{child.file_id}/note/", filled(now))

    viewer = office.viewer("bo", now)
    with seeing(viewer):
        assert drafts_of(viewer=viewer) == []


def test_a_note_names_everyone_around_the_child(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    add_adult(office, child, "per", by="bo", at=now)
    viewer = office.viewer("bo", now)
    with seeing(viewer):
        journal.plan_talk(file_id=child.file_id, planned_at=now + DAY, place="", purpose="x", actor=viewer, at=now)

    page = sign_in("bo").get(f"/children/{child.file_id}/note/").content.decode()

    assert all(name in page for name in ("Alma Åkerlund", "Eva Åkerlund", "Per Åkerlund"))
