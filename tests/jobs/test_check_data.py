"""Faults are planted by a superuser in a database that holds a whole line, and each check finds its own (lesson 3)."""

import argparse
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.factories.whole_line import WholeLine, whole_line
from tests.tampering import SUPERUSER, do, hands, let_go

from skyddsnat.jobs import check_data_command, data_checks
from skyddsnat.jobs.data_checks import CHECKS, SHOWN, counts_of_kept, run_check
from skyddsnat.jobs.trouble import Trouble


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None]) -> Iterator[WholeLine]:
    """The story, committed; the database is renewed when this module is done."""
    with django_db_blocker.unblock():
        try:
            yield whole_line()
        finally:
            renew_database()


@pytest.fixture
def told(story: WholeLine, superuser_url: str, django_db_blocker: Any) -> Iterator[WholeLine]:
    """The story in the hands of a superuser, no trigger and no foreign key in the way, until the test is done."""
    with django_db_blocker.unblock(), hands(superuser_url):
        let_go()
        yield story


def found() -> dict[str, tuple[str, ...]]:
    """What every check finds now: only those that find something, with the faulty rows."""
    outcomes = [run_check(check, using=SUPERUSER) for check in CHECKS]
    return {outcome.check.name: outcome.named for outcome in outcomes if outcome.faulty}


def some(table: str, where: str = "true") -> int:
    ((row_id,),) = do(f"SELECT min(id) FROM {table} WHERE {where}")
    assert row_id is not None
    return int(row_id)


def test_a_whole_line_made_by_the_product_is_without_fault(told: WholeLine) -> None:
    assert found() == {}


def test_every_check_has_looked_at_something(told: WholeLine) -> None:
    """A closed file is the one thing that the story lacks."""
    unseen = {check.name for check in CHECKS if not run_check(check, using=SUPERUSER).seen}
    assert unseen == {"files.open_while_running"}


def drop_constraint(table: str, name: str) -> None:
    do(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def plant_changed_note(told: WholeLine) -> str:
    do("UPDATE journal_note SET text = replace(text, 'helgen', 'helgen?')")
    return f"journal.note:{some('journal_note')}"


def plant_changed_document(told: WholeLine) -> str:
    drop_constraint("documents_document", "document_sha256_is_of_content")
    row = some("documents_document")
    do("UPDATE documents_document SET content = content || '\\x00' WHERE id = %s", row)
    return f"documents.document:{row}"


def plant_other_step(told: WholeLine) -> str:
    do("UPDATE intake_reportchild SET step = 'not_opened' WHERE id = %s", told.report_child)
    return f"intake.report_child:{told.report_child}"


def plant_lost_step(told: WholeLine) -> str:
    do("DELETE FROM intake_stepchange WHERE report_child_id = %s", told.report_child)
    return f"intake.report_child:{told.report_child}"


def plant_assessment_elsewhere(told: WholeLine) -> str:
    do(
        "UPDATE intake_protectionassessment SET file_id = %s WHERE report_child_id = %s",
        told.alma.file_id,
        told.report_child,
    )
    return f"intake.report_child:{told.report_child}"


def plant_no_responsible(told: WholeLine) -> str:
    do("UPDATE access_file SET responsible_id = NULL WHERE id = %s", told.alma.file_id)
    return f"access.file:{told.alma.file_id}"


def plant_deputy_from_nowhere(told: WholeLine) -> str:
    do("UPDATE access_file SET deputy_id = %s WHERE id = %s", told.office.employees["cia"], told.alma.file_id)
    return f"access.file:{told.alma.file_id}"


def plant_open_to_intake(told: WholeLine) -> str:
    do("UPDATE access_file SET is_assigned = false WHERE id = %s", told.alma.file_id)
    return f"access.file:{told.alma.file_id}"


def plant_closed_with_investigation(told: WholeLine) -> str:
    do("UPDATE deadlines_deadline SET met_at = basis_at WHERE file_id = %s AND rule <> 'sol.investigation'",
       told.elsa_file)  # fmt: skip
    do("UPDATE access_file SET closed_at = now() WHERE id = %s", told.elsa_file)
    return f"access.file:{told.elsa_file}"


def plant_closed_with_clock(told: WholeLine) -> str:
    do("UPDATE deadlines_deadline SET met_at = NULL, met_by_id = NULL WHERE id = "
       "(SELECT min(id) FROM deadlines_deadline WHERE file_id = %s AND rule <> 'sol.investigation')",
       told.alma.file_id)  # fmt: skip
    do("UPDATE access_file SET closed_at = now() WHERE id = %s", told.alma.file_id)
    return f"access.file:{told.alma.file_id}"


def plant_lost_answer(told: WholeLine) -> str:
    do("DELETE FROM answers.urn")
    return f"survey.wave:{some('survey_wave')}"


def plant_hidden_protection(told: WholeLine) -> str:
    do("UPDATE people_person SET protection = 'registration' WHERE id = %s", told.alma.guardians["eva"])
    return f"access.file:{told.alma.file_id}"


def plant_child_without_file(told: WholeLine) -> str:
    do("UPDATE people_person SET is_subject = false WHERE file_id = %s", told.elsa_file)
    return f"access.file:{told.elsa_file}"


def plant_stopped_clock(told: WholeLine) -> str:
    do("UPDATE deadlines_deadline SET met_at = now() WHERE subject = %s",
       f"investigations.investigation:{told.investigation}")  # fmt: skip
    return f"investigations.investigation:{told.investigation}"


def plant_unlocked_investigation(told: WholeLine) -> str:
    drop_constraint("documents_document", "document_signed_is_locked")
    row = some("investigations_investigation", "document_id IS NOT NULL")
    do("UPDATE documents_document SET locked_at = NULL WHERE id = "
       "(SELECT document_id FROM investigations_investigation WHERE id = %s)", row)  # fmt: skip
    return f"investigations.investigation:{row}"


def plant_lost_decision(told: WholeLine) -> str:
    do("DELETE FROM decisions_decision")
    return f"decisions.proposal:{told.proposal}"


def plant_letter_of_another_child(told: WholeLine) -> str:
    do("UPDATE documents_document SET file_id = %s WHERE id = (SELECT child_letter_id FROM decisions_decision)",
       told.elsa_file)  # fmt: skip
    return f"decisions.decision:{told.decision}"


def plant_name_left_out_once(told: WholeLine) -> str:
    """As the server before did while an upgrade ran; the migration after it mends it."""
    do("UPDATE decisions_decision SET hides_name = true, hides_name_reason = 'Hot.' WHERE id = %s", told.decision)
    return f"decisions.decision:{told.decision}"


def plant_other_state(told: WholeLine) -> str:
    row = some("compulsory_measure")
    do("UPDATE compulsory_measure SET state = 'confirmed' WHERE id = %s", row)
    return f"compulsory.measure:{row}"


def plant_later_midnight(told: WholeLine) -> str:
    row = some("compulsory_measure")
    do("UPDATE compulsory_measure SET lapses_at = lapses_at + interval '40 days' WHERE id = %s", row)
    return f"compulsory.measure:{row}"


def plant_clock_of_what_has_ended(told: WholeLine) -> str:
    row = some("compulsory_measure")
    do("UPDATE compulsory_measure SET ended_at = started_at WHERE id = %s", row)
    return f"compulsory.measure:{row}"


def plant_place_of_another_child(told: WholeLine) -> str:
    row = some("compulsory_measure")
    do("UPDATE compulsory_careplace SET file_id = %s WHERE measure_id = %s", told.elsa_file, row)
    return f"compulsory.measure:{row}"


def plant_closed_with_case(told: WholeLine) -> str:
    do("UPDATE deadlines_deadline SET met_at = basis_at WHERE file_id = %s", told.alma.file_id)
    do("UPDATE access_file SET closed_at = now() WHERE id = %s", told.alma.file_id)
    return f"access.file:{told.alma.file_id}"


def plant_care_unknown_to_intake(told: WholeLine) -> str:
    do("DELETE FROM intake_earliercare")
    return f"access.file:{told.alma.file_id}"


def plant_other_end_of_care(told: WholeLine) -> str:
    do("UPDATE intake_earliercare SET until = now()")
    return f"access.file:{told.alma.file_id}"


def plant_wall_down(told: WholeLine) -> str:
    do("ALTER TABLE journal_note DISABLE ROW LEVEL SECURITY")
    return "journal_note"


def plant_seal_off(told: WholeLine) -> str:
    do("ALTER TABLE audit_event DISABLE TRIGGER refuse_change")
    return "audit_event.refuse_change"


PLANTED = {
    plant_changed_note: "notes.readable",
    plant_changed_document: "documents.readable",
    plant_other_step: "reports.step",
    plant_lost_step: "reports.step",
    plant_assessment_elsewhere: "reports.same_file",
    plant_no_responsible: "files.responsible",
    plant_deputy_from_nowhere: "files.responsible",
    plant_open_to_intake: "files.assigned",
    plant_closed_with_investigation: "files.open_while_running",
    plant_closed_with_clock: "files.open_while_running",
    plant_hidden_protection: "files.protected",
    plant_child_without_file: "files.one_child",
    plant_stopped_clock: "investigations.clock",
    plant_unlocked_investigation: "investigations.signed",
    plant_lost_decision: "decisions.state",
    plant_letter_of_another_child: "decisions.same_file",
    plant_name_left_out_once: "decisions.names_left_out",
    plant_other_state: "measures.state",
    plant_later_midnight: "measures.midnight",
    plant_clock_of_what_has_ended: "measures.midnight",
    plant_place_of_another_child: "measures.same_file",
    plant_closed_with_case: "files.open_while_running",
    plant_care_unknown_to_intake: "measures.told_intake",
    plant_other_end_of_care: "measures.told_intake",
    plant_lost_answer: "surveys.answers",
    plant_wall_down: "walls.up",
    plant_seal_off: "walls.up",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found_and_named(told: WholeLine, plant: Callable[[WholeLine], str]) -> None:
    faulty = plant(told)
    assert faulty in found().get(PLANTED[plant], ())


def test_names_that_were_left_out_once_are_left_out_again_by_the_migration_after(told: WholeLine) -> None:
    plant_name_left_out_once(told)
    again = import_module("skyddsnat.domains.decisions.migrations.0010_names_left_out_again").KEEP
    for _twice in range(2):
        do(again)
    assert found() == {}
    subject = do("SELECT 'decisions.proposal:' || proposal_id FROM decisions_decision WHERE id = %s", told.decision)[0][
        0
    ]
    kept = do(
        "SELECT p.reason, p.until - (d.decided_at AT TIME ZONE 'Europe/Stockholm')::date >= 730, count(*) "
        "FROM staff_nameprotection p JOIN decisions_decision d ON d.id = %s WHERE p.subject = %s GROUP BY 1, 2",
        told.decision,
        subject,
    )
    assert [(reason, is_long) for reason, is_long, _how_many in kept] == [("Hot.", True)]


def test_every_check_has_a_planted_fault() -> None:
    assert set(PLANTED.values()) == {check.name for check in CHECKS}


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def check_data(told: WholeLine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command, on the connection that holds the planted faults instead of the owner's."""
    monkeypatch.setattr(check_data_command, "run_check", lambda check: run_check(check, using=SUPERUSER))
    monkeypatch.setattr(check_data_command, "counts_of_kept", lambda: counts_of_kept(using=SUPERUSER))

    def call(*words: str) -> int:
        parser = argparse.ArgumentParser()
        check_data_command.add_arguments(parser)
        return check_data_command.run(parser.parse_args(words))

    return call


def test_the_command_says_a_line_for_each_check(check_data: Callable[..., int], capsys: Any) -> None:
    assert check_data() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"ok     {check.name}" for check in CHECKS]


def test_the_command_fails_and_names_the_rows(told: WholeLine, check_data: Callable[..., int], capsys: Any) -> None:
    named = plant_changed_note(told)
    assert check_data() == 1
    said = capsys.readouterr().out
    assert f"       {named}" in said
    assert "helgen" not in said, "a report of faults holds nothing that stands in a file"


def test_only_the_first_faulty_rows_are_named(told: WholeLine, check_data: Callable[..., int], capsys: Any) -> None:
    do(
        "INSERT INTO journal_note (file_id, kind, happened_at, with_whom, subject, text, written_at, written_by_id, "
        "locks_at, version, checksum) SELECT file_id, kind, happened_at, '', '', 'x', written_at, written_by_id, "
        "locks_at, 1, 'y' FROM journal_note, generate_series(1, 30)"
    )
    assert check_data() == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if line.endswith(", …"))
    assert line.count("journal.note:") == SHOWN


def test_rows_that_are_fewer_than_before_are_a_fault(
    told: WholeLine, check_data: Callable[..., int], tmp_path: Path, capsys: Any
) -> None:
    kept = tmp_path / "counts.json"
    assert check_data("--counts", str(kept)) == 0
    counted = json.loads(kept.read_text())
    assert counted["journal_note"] == 1
    assert "drafts_draft" not in counted, "what is technical comes and goes"
    do("DELETE FROM journal_note")
    assert check_data("--counts", str(kept)) == 1
    assert "journal_note: 1 before, 0 now" in capsys.readouterr().out
    assert json.loads(kept.read_text()) == counted, "the counts of the good night stay"


def test_a_broken_file_of_counts_is_one_clear_sentence(check_data: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "counts.json").write_text("[1]")
    with pytest.raises(Trouble, match="does not hold the counts"):
        check_data("--counts", str(tmp_path / "counts.json"))
    with pytest.raises(Trouble, match="cannot be written"):
        check_data("--counts", str(tmp_path / "none" / "counts.json"))


def test_without_the_owner_nothing_is_checked(check_data: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(settings.DATABASES, "owner")
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL"):
        check_data()


def test_the_checks_change_nothing() -> None:
    assert all(part.strip().upper().startswith("SELECT") for check in CHECKS for part in (check.seen, check.faulty))
    assert len({check.name for check in data_checks.CHECKS}) == len(CHECKS)
