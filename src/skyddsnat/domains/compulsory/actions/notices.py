"""Letters to the parties about what the board decided, with its reasons and how to appeal (FL 33 §)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from skyddsnat.domains.compulsory.models import Notice
from skyddsnat.domains.compulsory.queries.papers import notice_desk
from skyddsnat.domains.compulsory.rules.papers import goes_to_court
from skyddsnat.domains.compulsory.types import MatterView
from skyddsnat.domains.decisions.actions.letters import recipient_of
from skyddsnat.domains.people.queries import parties_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_as, sender_of
from skyddsnat.foundation.documents.types import Subject
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.appeals_care import CareAppeal
from skyddsnat.law.citations import citation_of
from skyddsnat.law.grounds import ground

_LETTER = "decision_letter"
_SWEDISH, _ENGLISH = "sv", "en"
_TITLE = Text("Underrättelse om beslut", "Notice of a decision")
_BOARD = Text("för nämnden", "for the board")


def notify_parties(*, matter_id: int, actor: Viewer, at: datetime, whereabouts_reason: str = "") -> dict[int, int]:
    """Make and sign a letter about the decision for each party who has none. Returns the letters by person id.

    Each leaves by `documents.actions.send_document`, and until then the party is not told.
    A protected person's letter carries no address, and a second person passes its cover before it leaves. A party whose
    language is English gets the same in English beside it. A text that names where the child is, while that may be
    secret, leaves with a `whereabouts_reason` alone, which the log keeps. Raises `NoMatter`, `Refused` with all
    reasons, `ChangedMeanwhile` when somebody else made them at the same moment.
    """
    on = local_date(at)
    desk = notice_desk(matter_id=matter_id, on=on, viewer=actor, whereabouts_reason=whereabouts_reason)
    desk.verdict.require()
    assert desk.appeal is not None, "no letter without"
    view, told = desk.matter, {each.person_id for each in desk.told if each.document_id}
    parties = parties_of_file(file_id=view.file_id, on=on, viewer=actor, reveal=True)
    child = subject_of_file(file_id=view.file_id, viewer=actor, reveal=True)
    press = _Press(view, desk.appeal, file_of(file_id=view.file_id, viewer=actor), child, actor, at)
    if desk.tells_whereabouts:
        record(
            deed="compulsory.notice.whereabouts",
            target=f"compulsory.matter:{matter_id}",
            actor=actor,
            at=at,
            file_id=view.file_id,
            ground=whereabouts_reason.strip(),
        )
    return {each.id: press.notify(each) for each in parties if each.id not in told}


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes and signs the letters of one decision."""

    matter: MatterView
    appeal: CareAppeal
    file: FileView
    child: PersonView
    actor: Viewer
    at: datetime

    def notify(self, party: PersonView) -> int:
        letter = self._letter(party, _SWEDISH)
        english = self._letter(party, _ENGLISH) if party.letter_language == _ENGLISH else None
        self._keep(party.id, letter, english)
        record(
            deed="compulsory.notice.made",
            target=f"compulsory.matter:{self.matter.id}",
            actor=self.actor,
            at=self.at,
            file_id=self.file.id,
            details={"person": party.id, "document": letter, "is_open": self.appeal.is_open},
        )
        return letter

    def _keep(self, person_id: int, letter: int, english: int | None) -> None:
        try:
            with transaction.atomic():
                Notice.objects.create(
                    matter_id=self.matter.id,
                    file_id=self.file.id,
                    person_id=person_id,
                    letter_id=letter,
                    english_id=english,
                    made_at=self.at,
                )
        except IntegrityError as error:
            if "notice_once_a_party" not in str(error):
                raise
            raise ChangedMeanwhile from None

    def _letter(self, party: PersonView, language: str) -> int:
        return make_signed_document(
            file_id=self.file.id,
            kind="matter_letter",
            template=_LETTER,
            data={**self._blocks(language), "recipient": recipient_of(party)},
            title=_TITLE.in_language(language),
            subject=f"compulsory.matter:{self.matter.id}",
            language=language,
            has_protected=any(each.protection is not Protection.NONE for each in (self.child, party)),
            actor=self.actor,
            at=self.at,
        )

    def _blocks(self, language: str) -> dict[str, Any]:
        view, is_open = self.matter, self.appeal.is_open
        assert view.decided_at is not None, "no letter without"
        # What leaves the building says no more of a protected child than the letter needs.
        number = self.child.number if self.child.protection is Protection.NONE else None
        return {
            "sender": sender_of(unit_id=self.file.unit_id),
            "reference": self.file.number,
            "child": Subject(self.child.name, number or ""),
            "decision": view.decided_text,
            "decided_on": local_date(view.decided_at),
            "statutes": _statutes(view, self.appeal),
            "reasons": "\n\n".join(text for text in (view.fields.reasons, view.change_reason) if text.strip()),
            "decided_by": official_as(
                _BOARD.in_language(language), employee_id=view.decided_by_id or 0, on=local_date(view.decided_at)
            ),
            **({"appeal_to": settings.COURT_NAME} if is_open else {"no_appeal": self._no_appeal(language)}),
        }

    def _no_appeal(self, language: str) -> str:
        said = Text(
            f"Beslutet får inte överklagas ({self.appeal.citation}).",
            f"The decision may not be appealed ({self.appeal.citation}).",
        ).in_language(language)
        if not goes_to_court(self.matter):
            return said
        tried = Text(
            f"Vi lämnar det till {settings.COURT_NAME}, som prövar om det ska gälla. Du får säga din mening där.",
            f"We submit it to the administrative court ({settings.COURT_NAME}), which tries whether it is to stand. "
            "You may give your view there.",
        ).in_language(language)
        return f"{said} {tried}"


def _statutes(view: MatterView, appeal: CareAppeal) -> list[str]:
    """The sections of the decision, of its grounds, and of the right to appeal."""
    assert view.decided_at is not None, "no letter without"
    deed = citation_of(view.section, local_date(view.decided_at))
    grounds = (ground(code).citation for code in view.fields.grounds)
    return list(dict.fromkeys((deed, *grounds, appeal.citation)))
