"""Personal links, and the seal on half an answer.

Note [The link]: made of the invitation's seed and the key of the installation, so that a reminder carries the same link
and the database holds nothing that it could be made of. `digest` is what the database knows it by. 192 bits are not
guessed, so a plain digest is enough.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from skyddsnat.domains.survey.types.answering import Given

_TOKEN_BYTES = 24
_SEED_BYTES = 32
_NONCE_BYTES = 12
# Sealed text is as long as the next of these, so that its length tells nothing of what was answered: the longest free
# text that may be has its place in the first.
_STEP = 16 * 1024


def new_seed() -> str:
    """A seed for one invitation."""
    return os.urandom(_SEED_BYTES).hex()


def token_of(seed: str, *, key: str) -> str:
    """The personal link's token: 32 signs that stand in an address as they are."""
    made = hmac.new(key.encode(), b"skyddsnat survey link " + seed.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:_TOKEN_BYTES]).decode()


def digest_of(token: str) -> str:
    """What the database knows the link by."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def sealed(token: str, given: Given) -> bytes:
    """Half an answer that only the link opens."""
    plain = json.dumps({key: list(values) for key, values in given.items()}, ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % _STEP)
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(_key(token)).encrypt(nonce, padded, digest_of(token).encode())


def opened(token: str, seal: bytes) -> Mapping[str, list[str]]:
    """What was sealed with the link; nothing when it was sealed with another."""
    nonce, rest = seal[:_NONCE_BYTES], seal[_NONCE_BYTES:]
    try:
        plain = ChaCha20Poly1305(_key(token)).decrypt(nonce, rest, digest_of(token).encode())
    except InvalidTag:
        return {}
    return {str(key): [str(each) for each in values] for key, values in json.loads(plain).items()}


def _key(token: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"skyddsnat survey draft").derive(token.encode())
