"""Links and reminders by mail, to a mail server that takes them: to whom, when, once, and not a word about anybody."""

import argparse
import re
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import connection
from django.utils import timezone
from tests.factories import survey as asking
from tests.factories.staff import MORNING, PEOPLE, Office, make_office
from tests.factories.survey import DAY, YES
from tests.postbox import Postbox, listening

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.models import Invitation
from skyddsnat.domains.survey.rules.mails import step_due, subject
from skyddsnat.domains.survey.types.answering import LinkState
from skyddsnat.domains.survey.types.waves import MailFailure, MailStep, WaveFields, WaveState
from skyddsnat.flows.keep_staff import set_work_email
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.types import Role
from skyddsnat.jobs import survey_send
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIRST, SECOND = MORNING + 7 * DAY, MORNING + 14 * DAY


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    with listening(settings) as box:
        yield box


@pytest.fixture
def office() -> Office:
    return make_office()


def run(at: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(timezone, "now", lambda: at)
    return survey_send.run(argparse.Namespace())


def whole(mail: Message) -> str:
    """Every header and the text."""
    headers = "\n".join(f"{key}: {value}" for key, value in mail.items())
    return f"{headers}\n{mail.get_body().get_content()}"  # the policy makes it an EmailMessage


def token_in(mail: Message) -> str:
    text = mail.get_body().get_content()  # the policy makes it an EmailMessage
    (token,) = re.findall(r"https://skyddsnat\.example/answer/([\w-]{32})/", text)
    return str(token)


def test_each_is_asked_once_and_reminded_twice_until_she_answers(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.opened(office, 5)
    assert run(MORNING, monkeypatch) == 0
    links = {address: token_in(mail) for address, mail in postbox.taken}
    assert sorted(postbox.to()) == ["who0", "who1", "who2", "who3", "who4"]
    assert len(set(links.values())) == 5
    run(MORNING + HOUR, monkeypatch)
    run(MORNING + 6 * DAY, monkeypatch)
    assert postbox.to() == []
    asking.answer(links["who3@kommun.example"], at=MORNING + 6 * DAY)
    run(FIRST, monkeypatch)
    reminded = {address: token_in(mail) for address, mail in postbox.taken}
    assert reminded == {address: link for address, link in links.items() if not address.startswith("who3")}
    postbox.to()
    asking.answer(links["who0@kommun.example"], at=FIRST)
    run(SECOND, monkeypatch)
    run(SECOND + DAY, monkeypatch)
    assert sorted(postbox.to()) == ["who1", "who2", "who4"]
    run(MORNING + 21 * DAY, monkeypatch)
    assert postbox.to() == []


def test_a_mail_holds_a_link_and_nothing_about_anybody_in_the_language_of_whoever_gets_it(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, wave_id = asking.planned(office, [])
    lines = "address;language;unit\n" + "\n".join(
        f"{name}@k.example;{'en' if name == 'e' else ''};Barn 1" for name in "abcde"
    )
    with seeing(office.viewer("anna")) as anna:
        assert actions.invite_addresses(wave_id=wave_id, text_of_csv=lines, actor=anna, at=MORNING) == 5
    asking.open_it(office, wave_id)
    run(MORNING, monkeypatch)
    subjects = {address[0]: str(mail["Subject"]) for address, mail in postbox.taken}
    assert subjects["a"] == "Enkät: Hot och stöd"
    assert subjects["e"] == "Survey: Threats and support"
    for address, mail in postbox.taken:
        assert token_in(mail) in whole(mail)
        # Her address stands where a mail must have it, and nowhere else.
        assert [key for key, value in mail.items() if address in value] == ["To"]
        assert whole(mail).count(address) == 1
        assert "Barn 1" not in whole(mail)
        assert mail["Auto-Submitted"] == "auto-generated"


def test_staff_are_reached_at_work_and_whoever_has_no_address_is_shown(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey_id = asking.made(office)
    wave_id = asking.planned_again(office, survey_id, [], fields=asking.FIELDS)
    with seeing(office.viewer("adam")) as adam:
        for name in ("bo", "cia", "ida"):
            set_work_email(employee_id=office.employees[name], work_email=f"{name}@k.example", actor=adam, at=MORNING)
    with seeing(office.viewer("anna")) as anna:
        everywhere = list(office.units.values())
        roles = (Role.CASEWORKER, Role.SENIOR, Role.INTAKE_WORKER)
        by: dict[str, Any] = {"wave_id": wave_id, "actor": anna, "at": MORNING}
        assert actions.invite_staff(unit_ids=everywhere, roles=roles, **by) == 6
    asking.open_it(office, wave_id)
    assert run(MORNING, monkeypatch) == 1
    assert {mail["To"] for _, mail in postbox.taken} == {f"{name}@k.example" for name in ("bo", "cia", "ida")}
    for _, mail in postbox.taken:
        for word in (*(name for name, _ in PEOPLE.values()), "NH0", "Mottagning", "Barn 1", "Barn 2"):
            assert word not in whole(mail), word
    assert sorted(postbox.to()) == ["bo", "cia", "ida"]
    with seeing(office.viewer("anna")) as anna:
        going = queries.following(wave_id=wave_id, viewer=anna)
    assert {(each.who, each.failure) for each in going.failed} == {
        (name, MailFailure.NO_ADDRESS) for name in ("Dag Kollega", "Stina Förste", "Ingvar Mottagschef")
    }
    assert going.sent[MailStep.INVITATION] == 3


def test_an_address_that_is_refused_is_shown_and_tried_again_the_next_day(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave_id = asking.opened(office, 5)
    postbox.refuses = {"who1@kommun.example"}
    assert run(MORNING, monkeypatch) == 1
    assert len(postbox.to()) == 4
    with seeing(office.viewer("anna")) as anna:
        (failed,) = queries.following(wave_id=wave_id, viewer=anna).failed
    assert (failed.address, failed.failure) == ("who1@kommun.example", MailFailure.REFUSED)
    postbox.refuses = set()
    assert run(MORNING + HOUR, monkeypatch) == 0
    assert postbox.to() == []
    run(MORNING + DAY, monkeypatch)
    assert postbox.to() == ["who1"]


def test_where_the_server_goes_away_midway_no_more_is_tried_and_the_next_run_sends_the_rest_once(
    office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave_id = asking.opened(office, 45)
    noted: list[int] = []

    def until_gone(**mail: Any) -> None:
        noted.append(mail["mailing_id"])
        if len(noted) == 23:
            box.stop()
        actions.note_mail(**mail)

    monkeypatch.setattr(survey_send, "note_mail", until_gone)
    with listening(settings) as box:
        assert run(MORNING, monkeypatch) == 1
        first = box.to()
    assert (len(first), len(noted)) == (23, 40), "of those that were claimed; the last five were not"
    with seeing(office.viewer("anna")) as anna:
        going = queries.following(wave_id=wave_id, viewer=anna)
    assert (going.sent[MailStep.INVITATION], len(going.failed)) == (23, 17)
    assert {each.failure for each in going.failed} == {MailFailure.NOT_TAKEN}
    with listening(settings) as box:
        assert run(MORNING + HOUR, monkeypatch) == 0
        assert sorted(first + box.to()) == sorted(f"who{number}" for number in range(45))


def test_what_no_mail_can_be_sent_to_stops_nobody_else(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave_id = asking.opened(office, 6)
    with seeing(office.viewer("anna")) as anna:
        Invitation.objects.filter(address="who1@kommun.example").update(address="who1@kommun..example")
        assert run(MORNING, monkeypatch) == 1
        assert len(postbox.to()) == 5
        (failed,) = queries.following(wave_id=wave_id, viewer=anna).failed
    assert (failed.address, failed.failure) == ("who1@kommun..example", MailFailure.REFUSED)


def test_a_title_of_two_lines_is_a_subject_of_one() -> None:
    definition = asking.definition()
    broken = replace(definition, title=Text("Hot\noch stöd", "Threats\r\n and support"))
    assert subject(broken, MailStep.INVITATION) == subject(definition, MailStep.INVITATION)


def test_mail_goes_by_starttls_to_a_server_whose_certificate_holds_and_to_no_other(
    office: Office, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, trusted = certificate(tmp_path)
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(trusted, key)
    asking.opened(office, 5)
    settings.EMAIL_USE_TLS = True
    with listening(settings, tls=served) as box:
        with pytest.raises(Trouble, match="does not answer"):
            run(MORNING, monkeypatch)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert run(MORNING, monkeypatch) == 0
        assert len(box.to()) == 5


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate of this machine, that nobody else vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = (
        made.serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    paths = folder / "key.pem", folder / "certificate.pem"
    paths[0].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    paths[1].write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return paths


def test_whose_reminder_did_not_arrive_is_not_told(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She has not answered: those who have get none."""
    wave_id = asking.opened(office, 5)
    run(MORNING, monkeypatch)
    postbox.refuses = {"who1@kommun.example"}
    assert run(FIRST, monkeypatch) == 1
    with seeing(office.viewer("anna")) as anna:
        going = queries.following(wave_id=wave_id, viewer=anna)
    assert (going.failed, going.reminders_failed) == ((), 1)
    assert "who1" not in str(going)


def test_what_the_server_has_no_time_for_is_tried_again_by_the_next_run(
    office: Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.opened(office, 5)
    postbox.refuses, postbox.answer = {"who1@kommun.example"}, "450 later"
    assert run(MORNING, monkeypatch) == 1
    postbox.refuses = set()
    postbox.to()
    assert run(MORNING + HOUR, monkeypatch) == 0
    assert postbox.to() == ["who1"]


def test_without_a_server_nothing_is_claimed(
    office: Office, postbox: Postbox, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.opened(office, 5)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(Trouble, match="does not answer"):
        run(MORNING, monkeypatch)
    settings.EMAIL_PORT = port
    run(MORNING, monkeypatch)
    assert len(postbox.to()) == 5


def test_where_the_key_of_the_installation_was_changed_the_reminder_has_a_link_that_works(
    office: Office, postbox: Postbox, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.opened(office, 5)
    run(MORNING, monkeypatch)
    old = token_in(postbox.taken[0][1])
    postbox.to()
    settings.SECRET_KEY = "another"
    run(FIRST, monkeypatch)
    new = token_in(postbox.taken[0][1])
    states = [queries.open_link(token=token, at=FIRST).state for token in (old, new)]
    assert states == [LinkState.UNKNOWN, LinkState.OPEN]


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_sends() -> None:
    asking.opened(make_office(), 8)
    both = Barrier(2)

    def claim(_turn: int) -> int:
        try:
            both.wait(timeout=30)
            run_ = survey_send.RUN
            with seeing(run_):
                mails = actions.claim_mails(link="https://x/", tried=(), limit=8, actor=run_, at=MORNING)
            return len(mails)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(claim, range(2))) == 8


def test_nobody_but_analysts_and_the_run_claims_mail(office: Office) -> None:
    asking.opened(office, 5)
    with seeing(office.viewer("mia")) as mia, pytest.raises(Refused):
        actions.claim_mails(link="https://x/", tried=(), limit=9, actor=mia, at=MORNING)


@pytest.mark.parametrize("missing", ["EMAIL_HOST", "ONCALL_ADDRESS"])
def test_without_a_server_or_an_address_it_says_so(settings: Any, missing: str) -> None:
    settings.EMAIL_HOST, settings.ONCALL_ADDRESS = "127.0.0.1", "https://skyddsnat.example"
    setattr(settings, missing, "")
    with pytest.raises(Trouble, match=missing):
        survey_send.run(argparse.Namespace())


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize(
    ("sent", "today", "step"),
    [
        ({}, 1, None),
        ({}, 2, MailStep.INVITATION),
        ({}, 15, MailStep.INVITATION),
        ({}, 21, None),
        ({MailStep.INVITATION: 2}, 8, None),
        ({MailStep.INVITATION: 2}, 9, MailStep.FIRST_REMINDER),
        ({MailStep.INVITATION: 9}, 9, None),
        ({MailStep.INVITATION: 2, MailStep.FIRST_REMINDER: 9}, 15, None),
        ({MailStep.INVITATION: 2, MailStep.FIRST_REMINDER: 9}, 16, MailStep.SECOND_REMINDER),
        ({MailStep.INVITATION: 2}, 17, MailStep.SECOND_REMINDER),
        ({MailStep.INVITATION: 2, MailStep.SECOND_REMINDER: 16}, 18, None),
    ],
)
def test_which_mail_is_due(sent: dict[MailStep, int], today: int, step: MailStep | None) -> None:
    fields = WaveFields(name="x", opens_on=day(2), closes_on=day(20), reminders_on=(day(9), day(16)))
    assert step_due(fields, {which: day(number) for which, number in sent.items()}, day(today)) is step


def test_a_wave_is_closed_on_the_day_after_its_last_also_where_no_mail_can_be_sent(
    office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_HOST = ""
    wave_id = asking.opened(office, 6)
    for token in asking.tokens(office, wave_id)[:5]:
        asking.answer(token, YES | {"more": ["Ring oss."]})

    def state(at: datetime) -> WaveState:
        with pytest.raises(Trouble, match="EMAIL_HOST"):
            run(at, monkeypatch)
        with seeing(office.viewer("anna", at)) as anna:
            return queries.wave(wave_id=wave_id, viewer=anna).state

    last = MORNING + 20 * DAY
    assert state(last) is WaveState.OPEN
    assert capsys.readouterr().out == ""
    assert state(last + DAY) is state(last + 2 * DAY) is WaveState.CLOSED
    assert capsys.readouterr().out.count("1 closed") == 1
    with seeing(office.viewer("anna", last + DAY)) as anna:
        assert queries.words_of(wave_id=wave_id, viewer=anna) == {"more": ["Ring oss."] * 5}


def test_nobody_but_analysts_and_the_run_closes_what_is_over(office: Office) -> None:
    asking.opened(office, 5)
    with seeing(office.viewer("mia")) as mia, pytest.raises(Refused):
        actions.close_over(actor=mia, at=MORNING + 30 * DAY)


def test_an_answer_on_the_last_day_is_taken_and_later_is_not(office: Office) -> None:
    token, other, *_ = asking.tokens(office, asking.opened(office, 5))
    last = MORNING + 20 * DAY
    asking.answer(token, at=last)
    assert actions.hand_in(token=other, given=YES, at=last + DAY).state is LinkState.EXPIRED
