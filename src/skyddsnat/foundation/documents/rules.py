"""What may be done to a document: data in, verdict with all reasons out."""

from skyddsnat.foundation.documents.types import DocumentView
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
        None if document.needs_passing or document.passed_at else _NOTHING_TO_PASS,
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
