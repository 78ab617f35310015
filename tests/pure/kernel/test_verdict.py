"""A guard answers with all reasons at once."""

import pytest

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Refused, Verdict

NO_ASSESSMENT = Reason(
    "intake.no_protection_assessment",
    Text("Skyddsbedömningen är inte gjord.", "The protection assessment is not made."),
    citation="20 kap. 1 § SoL",
    rule="sol.protection_assessment",
)
NO_CHILD_VIEW = Reason("intake.no_child_view", Text("Barnets åsikt saknas.", "The child's view is missing."))


def test_no_reasons_means_allowed() -> None:
    assert Verdict.of(None, None) == ALLOWED
    assert ALLOWED.allowed
    ALLOWED.require()


def test_every_reason_is_kept_in_the_order_of_the_guards() -> None:
    verdict = Verdict.of(NO_ASSESSMENT, None, NO_CHILD_VIEW)

    assert not verdict.allowed
    assert verdict.codes == ("intake.no_protection_assessment", "intake.no_child_view")


def test_joined_verdicts_say_a_shared_reason_once() -> None:
    joined = Verdict.of(NO_ASSESSMENT) + Verdict.of(NO_CHILD_VIEW, NO_ASSESSMENT)

    assert joined.reasons == (NO_ASSESSMENT, NO_CHILD_VIEW)


def test_a_refusal_tells_every_reason_with_its_paragraph() -> None:
    verdict = Verdict.of(NO_ASSESSMENT, NO_CHILD_VIEW)

    with pytest.raises(Refused) as refused:
        verdict.require()

    assert refused.value.reasons == verdict.reasons
    assert refused.value.in_language("en") == (
        "The protection assessment is not made. (20 kap. 1 § SoL) The child's view is missing."
    )
    assert str(refused.value) == "Skyddsbedömningen är inte gjord. (20 kap. 1 § SoL) Barnets åsikt saknas."
