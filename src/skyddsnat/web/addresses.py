"""Addresses of pages, remembered. Finding one costs as much as drawing what it leads from, and a row has three."""

from functools import lru_cache

from django.urls import reverse

from skyddsnat.web.making import page_prefix

REMEMBERED = 8192


def address(name: str, *ids: int) -> str:
    """The address of a page: `address("children:file", 7)`. Names and errors as of Django's `reverse`."""
    return _found(name, ids, page_prefix())


@lru_cache(maxsize=REMEMBERED)
def _found(name: str, ids: tuple[int, ...], _prefix: str) -> str:
    # The prefix is where the installation stands ("/"): Django puts it in, and another prefix is another address.
    return reverse(name, args=ids)
