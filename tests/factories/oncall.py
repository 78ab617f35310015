"""Olga and Ida carry the on-call extract: their keys are made here as their browsers make them."""

import base64
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.factories.extract import open_as
from tests.factories.staff import Office

from skyddsnat.flows.export_oncall import NIGHT, Export, export_oncall
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.oncall import actions
from skyddsnat.foundation.oncall.sealing import CURVE, FORM, public_point
from skyddsnat.foundation.oncall.types import ROUNDS, How, WrappedKey

PASSPHRASE = "fyra gröna älgar dricker te"
KEY = ec.generate_private_key(CURVE)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """What a browser posts when somebody makes her key."""

    public_key: str
    wrapped: WrappedKey


@cache
def key_pair(code: str, passphrase: str = PASSPHRASE) -> KeyPair:
    """A key as `oncall_key.js` makes it."""
    key, salt, iv = ec.generate_private_key(CURVE), os.urandom(16), os.urandom(12)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    wrapping = PBKDF2HMAC(hashes.SHA256(), 32, salt, ROUNDS).derive(passphrase.encode())
    sealed = AESGCM(wrapping).encrypt(iv, private, f"{FORM}|key|{code}".encode())
    texts = [base64.b64encode(raw).decode() for raw in (salt, iv, sealed)]
    point = base64.b64encode(public_point(key.public_key())).decode()
    return KeyPair(point, WrappedKey(texts[0], ROUNDS, texts[1], texts[2]))


def name(office: Office, who: str, *, at: datetime) -> int:
    """Adam names somebody. Returns the recipient."""
    adam = office.viewer("adam", at)
    with seeing(adam):
        return actions.name_recipient(employee_id=office.employees[who], actor=adam, at=at)


def enrol(office: Office, who: str, *, at: datetime, passphrase: str = PASSPHRASE) -> None:
    """She makes her key."""
    viewer = office.viewer(who, at)
    pair = key_pair(viewer.service_code, passphrase)
    with seeing(viewer):
        actions.enrol(public_key=pair.public_key, wrapped=pair.wrapped, actor=viewer, at=at)


def recipient(office: Office, who: str, *, at: datetime, passphrase: str = PASSPHRASE) -> int:
    """Named, and with a key."""
    named = name(office, who, at=at)
    enrol(office, who, at=at, passphrase=passphrase)
    return named


def export(*, at: datetime, hours: int = 36, address: str = "") -> Export:
    """The night's extract."""
    with seeing(NIGHT):
        return export_oncall(key=KEY, hours=hours, address=address, actor=NIGHT, at=at)


def read_by_olga(office: Office, *, at: datetime) -> None:
    """Olga is named, makes her key, and opens an extract, which the system hears of."""
    recipient(office, "olga", at=at)
    made, opened_at = export(at=at), at + timedelta(hours=1)
    receipt = open_as(made.page, office.viewer("olga", at).service_code, PASSPHRASE).receipt
    ear = system_run("oncall-openings")
    with seeing(ear):
        assert actions.tell_opening(receipt=receipt, opened_at=opened_at, how=How.REPORTED, actor=ear, at=opened_at)
