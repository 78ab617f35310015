"""No private data of staff is stored: no home address, private phone, relatives or photo (OSL 39:3).

Every column of the register of staff is written here with what it is for. A new one is judged before it is entered.
"""

from django.apps import apps

ALLOWED = {
    "staff.Unit": {
        "id": "a number",
        "name": "of the unit",
        "phone": "that a function answers, never a person's own",
        "receives_reports": "of the unit",
        "is_active": "of the unit",
    },
    "staff.Employee": {
        "id": "a number",
        "username": "to log in with",
        "password": "its hash",
        "name": "by which colleagues and decisions call her (FL 31 §)",
        "service_code": "stands for the name in what leaves the building (FL 33 §)",
        "in_profession_since": "the experience that SoL 25 kap. asks for",
        "handles_protected": "of her duties",
        "work_email": "where alarms reach her at work: an address of the employer, never a private one",
        "language": "of her pages",
        "is_active": "whether she works here",
        "must_change_password": "of her login",
    },
    "staff.RoleHolding": {
        "id": "a number",
        "employee": "who",
        "unit": "where she works",
        "role": "of her duties",
        "starts_on": "when she works there",
        "ends_on": "the same",
    },
    "staff.Absence": {
        "id": "a number",
        "employee": "who",
        "starts_on": "when she is away, never why",
        "ends_on": "the same",
    },
    "staff.NameProtection": {
        "id": "a number",
        "employee": "whose name is left out",
        "subject": "of what",
        "reason": "why, which FL 33 § asks for; read by herself, her manager and the safety administrator alone",
        "decided_by": "who decided",
        "decided_at": "when",
        "starts_on": "from when",
        "until": "until when",
        "review_on": "when it is thought over",
        "ended_at": "when it was ended",
        "ended_by": "who ended it",
        "ended_why": "why",
    },
}


def test_every_column_of_the_register_of_staff_is_there_for_a_reason() -> None:
    found = {
        model._meta.label: {field.name for field in model._meta.concrete_fields}
        for model in apps.get_app_config("staff").get_models()
    }
    assert found == {model: set(columns) for model, columns in ALLOWED.items()}


def test_no_picture_and_no_file_of_anybody_is_stored() -> None:
    kinds = {
        field.get_internal_type()
        for model in apps.get_app_config("staff").get_models()
        for field in model._meta.concrete_fields
    }
    assert kinds & {"ImageField", "FileField", "BinaryField", "JSONField"} == set()
