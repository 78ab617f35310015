"""An extract opened as its reader does it, in Python; the same in a browser is in tests/journeys/test_oncall.py."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key

from skyddsnat.foundation.oncall.sealing import CURVE, FORM, wrapping_key


@dataclass(frozen=True, slots=True)
class Opened:
    """What the reader sees, and the code that she can type in."""

    sections: list[dict[str, Any]]
    receipt: str

    @property
    def text(self) -> str:
        return json.dumps(self.sections, ensure_ascii=False)


def seal_of(page: str) -> str:
    """The seal that a page carries."""
    return page.partition('id="sealed">')[2].partition("</script>")[0]


def body_of(seal: str) -> dict[str, Any]:
    """What was signed."""
    return dict(json.loads(base64.b64decode(seal.partition(".")[0])))


def open_as(page: str, code: str, passphrase: str) -> Opened:
    """Open it with a service code and a passphrase. Raises what the cryptography raises."""
    body = body_of(seal_of(page))
    mine = next(reader for reader in body["readers"] if reader["code"] == code)
    raw = {name: base64.b64decode(mine[name]) for name in ("salt", "key_iv", "private", "ephemeral", "iv", "secret")}
    stretched = PBKDF2HMAC(hashes.SHA256(), 32, raw["salt"], mine["rounds"]).derive(passphrase.encode())
    der = AESGCM(stretched).decrypt(raw["key_iv"], raw["private"], f"{FORM}|key|{code}".encode())
    key = load_der_private_key(der, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, raw["ephemeral"]))
    bound = f"{FORM}|{body['extract']}|{body['made_at']}|{body['expires_at']}".encode()
    wrapping = wrapping_key(shared, extract=body["extract"], code=code)
    secret = AESGCM(wrapping).decrypt(raw["iv"], raw["secret"], bound)
    content = AESGCM(secret[:32]).decrypt(base64.b64decode(body["iv"]), base64.b64decode(body["data"]), bound)
    return Opened(json.loads(content), secret[32:].decode())
