"""Notes are written, changed for a day, then added to."""

from datetime import timedelta

import pytest
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal import queries
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_bo_notes_a_telephone_call(office: Office) -> None:
    alma = make_child(office)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        note_id = journal.write_note(
            file_id=alma.file_id,
            kind=NoteKind.CONTACT,
            happened_at=LATER,
            with_whom="Förskolan",
            text="Alma har inte varit där.",
            actor=bo,
            at=LATER,
        )
        (note,) = queries.notes_of_file(file_id=alma.file_id, viewer=bo)
    assert (note.id, note.author.name, note.text) == (note_id, "Bo Handläggare", "Alma har inte varit där.")
