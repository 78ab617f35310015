"""How often a password may be guessed: so many times for one name, then nobody gets in by it for a while.

A name that is nobody's is counted like any other, so that the answer tells nothing. The name itself is kept nowhere: it
may be a password that was typed into the wrong field.
"""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

# In each server process. Ten: far above a tired person's mistakes. No source: own limits.
MOST = 10
WAIT = 10 * 60  # seconds


def are_too_many(username: str) -> bool:
    """Whether the name must wait."""
    return bool(cache.get(_key(username), 0) >= MOST)


def note(username: str) -> None:
    """One more wrong password for the name."""
    key = _key(username)
    cache.add(key, 0, timeout=WAIT)
    cache.incr(key)


def forget(username: str) -> None:
    """The right one was given."""
    cache.delete(_key(username))


def _key(username: str) -> str:
    return salted_hmac("skyddsnat.sign-in", username.casefold()).hexdigest()
