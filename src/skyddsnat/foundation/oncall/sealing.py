"""How an extract is sealed: pure cryptography, nothing of the database.

The content is encrypted once, with a key made for it (AES-256-GCM). That key, with the reader's own receipt code
behind it, is encrypted to each reader's public key (ECDH on P-256 with a key pair of the moment, HKDF-SHA256,
AES-256-GCM). The whole is signed with the installation's key (ECDSA on P-256, SHA-256). All of it is in WebCrypto, so
that a browser opens it with nothing installed; `reader/reader.js` is the other half.
"""

import base64
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skyddsnat.foundation.oncall.types import Reader

FORM = "skyddsnat-oncall-1"
CURVE = ec.SECP256R1()
_IV, _KEY, _POINT, _HALF = 12, 32, 65, 32
# Without letters and digits that are taken for each other (Crockford's base 32); 12 of them are 60 bits.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 12


class NotOurs(Exception):
    """The file is no extract, was changed, or was signed with another key."""


@dataclass(frozen=True, slots=True)
class Head:
    """What may be read without a key. `frame` is the digest of the page around the seal, `address` where openings are
    reported to; empty: nowhere.
    """

    extract: int
    board: str
    made_at: datetime
    expires_at: datetime
    address: str
    frame: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seal as it stands in the file, and each reader's receipt code by her recipient."""

    text: str
    receipts: dict[int, str]


def new_receipt() -> str:
    """A receipt code that nobody can guess: whoever knows it has opened the extract."""
    return "".join(secrets.choice(_SIGNS) for _ in range(RECEIPT_LENGTH))


def plain_receipt(typed: str) -> str:
    """A receipt code as it was made, out of what somebody typed: "7k2m-o…" is "7K2M0…"."""
    swapped = typed.upper().translate(str.maketrans("OIL", "011"))
    return "".join(sign for sign in swapped if sign in _SIGNS)


def receipt_hash(receipt: str) -> str:
    """What the system keeps of a receipt code."""
    return sha256(f"{FORM}|{receipt}".encode()).hexdigest()


def public_point(key: ec.EllipticCurvePublicKey) -> bytes:
    """The public key as WebCrypto's "raw": 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_point(text: str) -> bool:
    """Whether the base64 is a point of the curve that a key can be agreed with."""
    try:
        point = base64.b64decode(text, validate=True)
        return len(point) == _POINT and bool(ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    except ValueError:
        return False


def fingerprint(point: bytes) -> str:
    """What two people compare by eye: «3f9a 01c4 …», 160 bits of the key's digest."""
    digest = sha256(point).hexdigest()[:40]
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


# --- Sealing ----------------------------------------------------------------------------------------------------------


def seal(*, head: Head, content: bytes, readers: Sequence[Reader], key: ec.EllipticCurvePrivateKey) -> Sealed:
    """Encrypt `content` to the readers and sign the whole."""
    content_key, iv, bound = secrets.token_bytes(_KEY), os.urandom(_IV), _bound(head)
    receipts = {reader.recipient_id: new_receipt() for reader in readers}
    body = {
        **_open_part(head),
        "iv": _text(iv),
        "data": _text(AESGCM(content_key).encrypt(iv, content, bound)),
        "readers": [_wrapped(head, reader, content_key + receipts[reader.recipient_id].encode()) for reader in readers],
    }
    signed = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    parts = (signed, _signature(key, signed), public_point(key.public_key()))
    return Sealed(".".join(_text(part) for part in parts), receipts)


def _open_part(head: Head) -> dict[str, Any]:
    return {
        "form": FORM,
        "extract": head.extract,
        "board": head.board,
        "made_at": head.made_at.isoformat(),
        "expires_at": head.expires_at.isoformat(),
        "address": head.address,
        "frame": head.frame,
    }


def _bound(head: Head) -> bytes:
    """What the content is bound to: with other times it does not open."""
    return f"{FORM}|{head.extract}|{head.made_at.isoformat()}|{head.expires_at.isoformat()}".encode()


def _wrapped(head: Head, reader: Reader, secret: bytes) -> dict[str, Any]:
    pair, iv = ec.generate_private_key(CURVE), os.urandom(_IV)
    point = base64.b64decode(reader.public_key, validate=True)
    shared = pair.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    wrapping = wrapping_key(shared, extract=head.extract, code=reader.code)
    return {
        "code": reader.code,
        "salt": reader.wrapped.salt,
        "rounds": reader.wrapped.rounds,
        "key_iv": reader.wrapped.iv,
        "private": reader.wrapped.private,
        "ephemeral": _text(public_point(pair.public_key())),
        "iv": _text(iv),
        "secret": _text(AESGCM(wrapping).encrypt(iv, secret, _bound(head))),
    }


def wrapping_key(shared: bytes, *, extract: int, code: str) -> bytes:
    """The key that a shared secret becomes, for one extract and one reader."""
    info = f"{FORM}|{extract}|{code}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=_KEY, salt=None, info=info).derive(shared)


def _signature(key: ec.EllipticCurvePrivateKey, signed: bytes) -> bytes:
    """The two numbers after each other, as WebCrypto has them."""
    first, second = utils.decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
    return first.to_bytes(_HALF, "big") + second.to_bytes(_HALF, "big")


# --- Verifying --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verified:
    """What a seal says of itself, once its signature is found right."""

    head: Head
    codes: tuple[str, ...]
    fingerprint: str


def verified(text: str) -> Verified:
    """Read a seal whose signature is right. Raises `NotOurs`. Whose key it was, the fingerprint says."""
    try:
        signed, signature, point = (base64.b64decode(part, validate=True) for part in text.split("."))
        key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        numbers = (int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big"))
        key.verify(utils.encode_dss_signature(*numbers), signed, ec.ECDSA(hashes.SHA256()))
        return _read(json.loads(signed), fingerprint(point))
    except (ValueError, KeyError, TypeError, InvalidSignature):
        raise NotOurs("The seal is broken: this is not the file that was made.") from None


def _read(body: dict[str, Any], whose: str) -> Verified:
    if body["form"] != FORM:
        raise NotOurs(f"The file is of another form: {body['form']!r}.")
    head = Head(
        extract=body["extract"],
        board=body["board"],
        made_at=datetime.fromisoformat(body["made_at"]),
        expires_at=datetime.fromisoformat(body["expires_at"]),
        address=body["address"],
        frame=body["frame"],
    )
    return Verified(head, tuple(reader["code"] for reader in body["readers"]), whose)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
