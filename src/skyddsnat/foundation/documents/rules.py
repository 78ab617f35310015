"""What may be done to a document: data in, verdict with all reasons out."""

from collections.abc import Iterable

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released, ReleaseView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_SIGNED = Reason(
    "documents.signed",
    Text("Handlingen är redan undertecknad.", "The document has already been signed."),
    "14 kap. 3 § SoL",
)
_NOT_SIGNED = Reason(
    "documents.not_signed",
    Text("Handlingen är inte undertecknad.", "The document has not been signed."),
)
_NO_PERSON = Reason(
    "documents.no_person",
    Text("En namngiven person måste göra detta.", "A named person must do this."),
    "31 § FL",
)
_NO_PDF = Reason(
    "documents.no_pdf",
    Text("Filen är ingen PDF. Spara den som PDF först.", "The file is no PDF. Save it as a PDF first."),
)
_TOO_LARGE = Reason(
    "documents.too_large",
    Text("Filen är större än 20 MB.", "The file is larger than 20 MB."),
)
MOST_BYTES = 20 * 1024 * 1024
_NOTHING_TO_PASS = Reason(
    "documents.nothing_to_pass",
    Text(
        "Handlingen behöver ingen kontroll av en andra person.",
        "The document needs no check by a second person.",
    ),
)
_PASSED = Reason(
    "documents.passed",
    Text("Utskicket är redan kontrollerat.", "The mailing has already been checked."),
)
_SAME_PERSON = Reason(
    "documents.same_person",
    Text(
        "Någon annan än den som gjort eller undertecknat handlingen ska kontrollera utskicket.",
        "Somebody other than whoever made or signed the document checks the mailing.",
    ),
)
_CORRECTED = Reason(
    "documents.corrected",
    Text(
        "Handlingen är redan rättad. Rätta rättelsen.",
        "The document has already been corrected. Correct the correction.",
    ),
)


def signing(*, document: DocumentView, employee_id: int | None) -> Verdict:
    """Whether this person may sign and so lock the document."""
    return Verdict.of(
        _SIGNED if document.is_locked else None,
        _NO_PERSON if employee_id is None else None,
    )


def signing_at_once(*, employee_id: int | None) -> Verdict:
    """Whether this person may make a document that is signed from the first."""
    return Verdict.of(_NO_PERSON if employee_id is None else None)


def receiving(*, employee_id: int | None, content: bytes) -> Verdict:
    """Whether this person may keep the file as it came."""
    return Verdict.of(
        _NO_PERSON if employee_id is None else None,
        None if content.startswith(b"%PDF-") else _NO_PDF,
        _TOO_LARGE if len(content) > MOST_BYTES else None,
    )


def passing(*, document: DocumentView, employee_id: int | None) -> Verdict:
    """Whether this person may pass the cover of a signed letter in which somebody is protected. No source: own rule."""
    hands = {document.made_by_id, document.signed_by_id}
    return Verdict.of(
        None if document.waits_for_second or document.passed_at else _NOTHING_TO_PASS,
        _PASSED if document.passed_at else None,
        None if document.is_locked else _NOT_SIGNED,
        _NO_PERSON if employee_id is None else _SAME_PERSON if employee_id in hands else None,
    )


def correcting(*, document: DocumentView) -> Verdict:
    """Whether the document may be corrected by an addition; before it is signed it is simply made again."""
    return Verdict.of(
        None if document.is_locked else _NOT_SIGNED,
        _CORRECTED if document.corrected_by_id is not None else None,
    )


# --- Handing out ------------------------------------------------------------------------------------------------------

UNTESTED = Reason(
    "documents.untested",
    Text(
        "Handlingen nämner en medarbetare vars namn är skyddat. Den lämnas ut först när skadan har prövats för den som "
        "ska få den. Begär det under Handlingar.",
        "The document names a colleague whose name is protected. It leaves only when harm has been tested for whoever "
        "receives it. Ask for that under Documents.",
    ),
    "39 kap. 3 § OSL",
)
_NOT_RELEASED = Reason(
    "documents.release_refused",
    Text("Beslutet blev att inte lämna ut handlingen.", "It was decided not to hand the document out."),
    "6 kap. 3 § OSL",
)
_TESTED_BEFORE = Reason(
    "documents.tested_before",
    Text(
        "Handlingen nämner någon vars namn prövningen inte gällde. Pröva den igen.",
        "The document names somebody whom the test was not about. Test it again.",
    ),
    "39 kap. 3 § OSL",
)
_TESTED_SINCE = Reason(
    "documents.tested_since",
    Text(
        "En senare prövning lämnar ut mindre. Det är den som gäller.",
        "A later test hands out less, and is the one that counts.",
    ),
    "39 kap. 3 § OSL",
)
_ALREADY_WITHOUT = Reason(
    "documents.already_without_names",
    Text(
        "Det här är handlingen utan de skyddade namnen. Pröva den handling som den gjordes av.",
        "This is the document without the protected names. Test the document that it was made from.",
    ),
)
_NO_ASKER = Reason("documents.no_asker", Text("Skriv vem som vill läsa och vad.", "Write who wants to read, and what."))
_ASKED_LATER = Reason("documents.asked_in_future", Text("Tiden har inte varit än.", "The time is still to come."))
_DECIDED = Reason("documents.release_decided", Text("Det är redan prövat.", "It has been tested already."))
_NOT_TESTER = Reason(
    "documents.release_not_decider",
    Text(
        "Utlämnande prövas av enhetschefen eller en registrator.",
        "Handing out is tested by the unit's manager or a registrar.",
    ),
    "6 kap. 3 § OSL",
)
_OWN_NAME = Reason(
    "documents.release_own_name",
    Text("Den vars namn det gäller prövar inte själv.", "The one whose name it is does not test it herself."),
    "16 § FL",
)
_NO_WHY = Reason(
    "documents.release_no_reason", Text("Skriv hur du har prövat skadan.", "Write how you tested the harm.")
)
_NOT_A_PARTY = Reason(
    "documents.release_not_party",
    Text("Rätten till insyn gäller bara parter.", "The right to read is a party's alone."),
    "10 kap. 3 § OSL",
)
_NOT_OURS = Reason(
    "documents.release_received",
    Text(
        "Handlingen gjordes av någon annan och kan inte sättas om utan namnen. Stryk dem på en kopia.",
        "Somebody else made the document, so it cannot be set without the names. Strike them out on a copy.",
    ),
)


def asking(*, document: DocumentView, asked_for: str, is_in_future: bool) -> Verdict:
    """Whether the request may be written down."""
    return Verdict.of(
        None if document.is_locked else _NOT_SIGNED,
        _ALREADY_WITHOUT if document.release_id is not None else None,
        None if asked_for.strip() else _NO_ASKER,
        _ASKED_LATER if is_in_future else None,
    )


def may_release(*, viewer: Viewer, unit_id: int) -> bool:
    """Whether the viewer tests what may be handed out of the unit's files. No source: the delegation of our own."""
    return unit_id in viewer.managed_units or viewer.has_role(Role.REGISTRAR)


def releasing(
    view: ReleaseView,
    *,
    outcome: Released,
    basis: Basis,
    reason: str,
    may_decide: bool,
    is_named: bool,
    is_received: bool,
) -> Verdict:
    """Whether this may be decided, by this person, of what was asked."""
    return Verdict.of(
        _DECIDED if view.outcome else None,
        None if may_decide else _NOT_TESTER,
        _OWN_NAME if is_named else None,
        None if reason.strip() else _NO_WHY,
        _NOT_A_PARTY if basis is Basis.PARTY and view.asked_by is not Asker.PARTY else None,
        _NOT_OURS if is_received and outcome is Released.WITHOUT_NAMES else None,
    )


# --- Leaving ----------------------------------------------------------------------------------------------------------

_NOT_PASSED = Reason(
    "documents.not_passed",
    Text(
        "Någon i handlingen har skyddade uppgifter. En andra person ska kontrollera mottagare och ärende först, under "
        "Handlingar.",
        "Somebody in the document has protected data. A second person checks recipient and case first, under "
        "Documents.",
    ),
)
_STAYS = Reason(
    "documents.stays",
    Text(
        "Handlingen är gjord för att stanna hos oss. Pröva skadan för den som ska få den först.",
        "The document was made to stay with us. Test the harm for whoever receives it first.",
    ),
    "6 kap. 3 § OSL",
)
_NO_WAY = Reason("documents.no_way", Text("Välj hur den skickas.", "Choose how it is sent."))
_NO_RECIPIENT = Reason("documents.no_recipient", Text("Skriv vem den går till.", "Write whom it goes to."))


def _not_for(recipient: str) -> Reason:
    return Reason(
        "documents.passed_for_another",
        Text(
            f"Någon i brevet har skyddade uppgifter, och det är granskat för {recipient}. Ska någon annan ha det "
            "prövas det först, under Handlingar.",
            f"Somebody in the letter has protected data, and it was checked for {recipient}. If anybody else is to "
            "have it, that is tested first, under Documents.",
        ),
    )


def ready(document: DocumentView) -> Verdict:
    """Whether the document is done, whoever it names: signed, and read by a second person where somebody is protected.

    No source for the second person: our own rule, which also holds for what is sent though it was made to stay.
    """
    return Verdict.of(
        None if document.is_locked else _NOT_SIGNED,
        _NOT_PASSED if document.is_locked and document.waits_for_second else None,
    )


def staying(document: DocumentView, newest: ReleaseView | None) -> Verdict:
    """Whether what was made to stay may leave: when harm was tested for such as the recipient, and it was let out."""
    is_let_out = document.is_outgoing or newest is not None and newest.is_released
    return Verdict.of(None if is_let_out else _STAYS)


def sending(*, to: Asker, how: str, recipient: str, employee_id: int | None) -> Verdict:
    """Whether it can be written down that a document left: by a named person, to somebody, in some way.

    Whoever asks for a public document need not say who she is (TF 2 kap. 18 §).
    """
    return Verdict.of(
        _NO_PERSON if employee_id is None else None,
        None if how.strip() else _NO_WAY,
        None if recipient.strip() or to is Asker.PUBLIC else _NO_RECIPIENT,
    )


def passed_for(document: DocumentView, newest: ReleaseView | None, *, recipient: str) -> Verdict:
    """Whether a letter in which somebody is protected goes to whom the second person passed it for, and nobody else
    unless harm was tested for such as her. No source: own rule (lesson 15).
    """
    is_let_out = newest is not None and newest.is_released
    is_hers = recipient.strip().casefold() == document.recipient.strip().casefold()
    was_passed_for = document.passed_at is not None and document.is_outgoing and document.recipient
    return Verdict.of(_not_for(document.recipient) if was_passed_for and not is_hers and not is_let_out else None)


_LETS_OUT = (Released.REFUSED, Released.WITHOUT_NAMES, Released.WITH_NAMES)


def handing_out(view: ReleaseView, *, named: frozenset[str], later: Iterable[ReleaseView]) -> Verdict:
    """Whether the test lets out a document that now names the protected `named`, by code.

    `later` were decided after it for the same kind of asker; one that lets out less takes its place.
    """
    if view.outcome is None:
        return Verdict.of(UNTESTED)
    most = _LETS_OUT.index(view.outcome)
    is_less = any(each.outcome is not None and _LETS_OUT.index(each.outcome) < most for each in later)
    return Verdict.of(
        None if view.is_released else _NOT_RELEASED,
        _TESTED_BEFORE if view.is_released and not named <= view.tested else None,
        _TESTED_SINCE if is_less else None,
    )


def leaving(newest: ReleaseView | None, *, named: frozenset[str]) -> Verdict:
    """Whether a document that names the protected `named` may leave for somebody, by the last test for such as her."""
    if not named:
        return Verdict()
    return Verdict.of(UNTESTED) if newest is None else handing_out(newest, named=named, later=())
