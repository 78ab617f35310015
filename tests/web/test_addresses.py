"""A remembered address is the one Django would find anew."""

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from skyddsnat.web.addresses import address


def test_each_page_and_each_id_has_its_own_address() -> None:
    pages = [("home",), ("children:file", 1), ("children:file", 2), ("intake:report", 1)]
    again = [address(name, *ids) for name, *ids in pages + pages]
    assert again == [reverse(name, args=ids) for name, *ids in pages + pages]


def test_an_installation_that_stands_elsewhere_has_other_addresses() -> None:
    prefix = get_script_prefix()
    here = address("children:file", 1)
    try:
        set_script_prefix("/socialtjanst/")
        assert address("children:file", 1) == f"/socialtjanst{here}"
    finally:
        set_script_prefix(prefix)


def test_a_page_that_is_not_there_has_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        address("children:nowhere")
