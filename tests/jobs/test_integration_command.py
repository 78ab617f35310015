"""`skyddsnat integration` and `skyddsnat channels`."""

import argparse
from typing import Any

import pytest
from django.utils import timezone
from tests.factories.staff import Office, make_office

from skyddsnat.domains.intake.queries import channel_states, report_of_source
from skyddsnat.foundation.access.integrations import viewer_of_token
from skyddsnat.foundation.access.models import Integration
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.jobs import channels_command, integration_command
from skyddsnat.jobs.trouble import Trouble

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def command(module: Any, *words: str) -> int:
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(words)))


def test_the_token_of_an_integration_is_printed_once_and_opens_what_its_scopes_say(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(integration_command, "add", "sdk", "--unit", "Mottagning", "--scope", "reports:write") == 0
    token = capsys.readouterr().out.strip()
    viewer = viewer_of_token(token)
    assert viewer is not None
    assert (viewer.key, viewer.scopes) == ("system:api:sdk", {"reports:write"})
    assert viewer.intake_units == {office.units["intake"]}
    assert token not in str(Integration.objects.values())


def test_an_integration_that_is_ended_opens_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    command(integration_command, "add", "sdk", "--unit", str(office.units["intake"]), "--scope", "reports:read")
    token = capsys.readouterr().out.strip()
    command(integration_command, "end", "sdk")
    assert viewer_of_token(token) is None
    capsys.readouterr()
    command(integration_command, "list")
    assert capsys.readouterr().out == "sdk  closed  Mottagning  reports:read\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "sdk", "--unit", "Ingen", "--scope", "reports:read"), "There is no unit 'Ingen'"),
        (("add", "sdk", "--unit", "Barn 1", "--scope", "reports:read"), "does not receive reports"),
        (("add", "S D", "--unit", "Mottagning", "--scope", "reports:read"), "small letters"),
        (("end", "sdk"), "no active integration"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(office: Office, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(Trouble, match=said):
        command(integration_command, *words)


def test_a_name_is_given_once(office: Office) -> None:
    words = ("add", "sdk", "--unit", "Mottagning", "--scope", "reports:read")
    command(integration_command, *words)
    with pytest.raises(Trouble, match="choose another name"):
        command(integration_command, *words)


# --- Lesson 3: channels test themselves -------------------------------------------------------------------------------


def test_lesson_3_a_channel_is_tested_through_the_real_path_and_leaves_nothing_but_the_result(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    real = channels_command.receive_report

    def seen(**given: Any) -> Any:
        receipt = real(**given)
        sent.append(given["report"].external_id)
        return receipt

    monkeypatch.setattr(channels_command, "receive_report", seen)
    assert command(channels_command, "test", "e-service") == 0
    ida = office.viewer("ida")
    with seeing(ida):
        assert report_of_source(source="e-service", external_id=sent[0], viewer=ida) is None
        (state,) = channel_states(viewer=ida, at=timezone.now())
    assert (state.source, state.last_test_passed, state.last_item_at) == ("e-service", True, None)


@pytest.mark.parametrize("fault", ["raises", "is not kept"])
def test_lesson_3_a_channel_that_fails_its_test_is_shown_with_the_kind_of_fault_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    def failing(**_given: Any) -> Any:
        raise ValueError("Alma Åkerlund")

    if fault == "raises":
        monkeypatch.setattr(channels_command, "receive_report", failing)
    else:
        monkeypatch.setattr(channels_command, "report_of_source", lambda **_given: None)
    assert command(channels_command, "test", "e-service") == 1
    ida = office.viewer("ida")
    with seeing(ida):
        (state,) = channel_states(viewer=ida, at=timezone.now())
    expected = "ValueError" if fault == "raises" else "NotReadBack"
    assert (state.last_test_passed, state.last_test_fault) == (False, expected)
    assert "Alma" not in "".join(capsys.readouterr())
    assert command(channels_command, "list") == 1


def test_every_known_channel_is_tested_and_an_installation_without_any_is_told(office: Office) -> None:
    with pytest.raises(Trouble, match="No channel is known"):
        command(channels_command, "test")
    command(channels_command, "test", "a", "b")
    assert command(channels_command, "test") == 0
