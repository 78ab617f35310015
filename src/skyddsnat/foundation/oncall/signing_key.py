"""The installation's signing key: a file outside the database, readable by the account that makes extracts alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from skyddsnat.foundation.oncall.sealing import CURVE

_OTHERS = 0o077


class UnusableKey(Exception):
    """The file holds no key of ours, or others may read it. Its text says what to do."""


def signing_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key, made on first use with rights for its owner alone. Raises `UnusableKey`, `OSError`."""
    if not path.exists():
        _make(path)
    return read_key(path)


def read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key that is there. Raises `UnusableKey`, `OSError`."""
    if path.stat().st_mode & _OTHERS:
        raise UnusableKey(f"{path} can be read by others than its owner: chmod 600, and judge whether it was.")
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        raise UnusableKey(f"{path} holds no signing key: name the right file, or a new one.") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != CURVE.name:
        raise UnusableKey(f"{path} holds a key of another kind: name the right file, or a new one.")
    return key


def _make(path: Path) -> None:
    pem = ec.generate_private_key(CURVE).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
