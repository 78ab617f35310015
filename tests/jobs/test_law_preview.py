"""The day before New Year 2027: what the change of law does to what runs, by ids, and nothing of what stands there."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, Running
from tests.factories.people import make_child
from tests.factories.staff import make_office

from skyddsnat.jobs.command import main
from skyddsnat.jobs.law_preview import preview
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.law.compulsory_states import Act

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TAKEN = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)


def straddling() -> Running:
    office = make_office()
    on = line.taken(office, make_child(office, guardians=("eva",)), at=TAKEN)
    line.place(on, at=TAKEN + 2 * DAY)
    line.send(on, Act.SUBMIT, at=TAKEN + 3 * DAY)
    return on


def test_a_running_custody_is_listed_with_what_changes_before_and_after(capsys: Any) -> None:
    on = straddling()
    (found,) = preview(on=NEW_YEAR)
    assert (found.file, found.case, found.measure) == (on.child.file_id, on.case_id, on.measure_id)
    clocks = {each.of: each for each in found.changes if each.what == "clock"}
    apply = clocks["lvu.apply_for_care"]
    assert (apply.before, apply.after) == ("8 § LVU", "5 kap. 5 § lagen (2026:1600)")
    assert (apply.due_on, apply.other_on) == ("2027-01-14", "2027-01-14")
    sections = {each.of: (each.before, each.after) for each in found.changes if each.what == "section"}
    assert sections["apply"] == ("4 § LVU", "4 kap. 1 § lagen (2026:1600)")
    assert preview(on=date(2026, 12, 20)) == []
    assert preview(on=NEW_YEAR, units=[on.office.units["barn2"]]) == []
    assert preview(on=NEW_YEAR, units=[on.office.units["barn1"]]) == [found]

    assert main(["law", "preview", "--on", "2027-01-01", "--json"]) == 0
    said = capsys.readouterr().out
    assert [each["measure"] for each in json.loads(said)] == [on.measure_id]
    assert main(["law", "preview", "--on", "2027-01-01"]) == 0
    said += capsys.readouterr().out
    assert f"file {on.child.file_id}, case {on.case_id}, measure {on.measure_id} (care, submitted)" in said
    for secret in ("Alma", "Åkerlund", "Familjen Ek", "samtycker"):
        assert secret not in said
    assert main(["law", "preview", "--on", "2026-12-20"]) == 0
    assert capsys.readouterr().out == "Nothing that runs changes on 2026-12-20.\n"


def test_without_the_owner_there_is_no_preview_and_an_unreadable_day_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    assert main(["law", "preview", "--on", "nyår"]) == 2
    assert "is no date" in capsys.readouterr().err
    monkeypatch.delitem(settings.DATABASES, "owner")
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL"):
        preview(on=NEW_YEAR)
