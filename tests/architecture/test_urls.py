"""Every address refuses a nobody: who is not logged in, and who works here without a role."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import resolve
from tests.architecture.addresses import Address, addresses
from tests.factories.staff import SETUP, Office, make_office

from skyddsnat.foundation.access.seeing import seeing

# The operations of the API have a guard of their own: test_api_doors.py.
ADDRESSES = sorted(
    (address for address in addresses() if not address.route.startswith("/api/")), key=lambda address: address.route
)
each_address = pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)

# Addresses that are no page of the system, and why that is right.
WITHOUT_RULE = {
    "login": "the way in",
    "logout": "the way out",
    "set_language": "chooses a language, and shows nothing",
    "oncall:opened": "told by the on-call extract, which nobody is logged in to; answers everybody the same",
    "facts:list": "figures for everybody, published by those who may",
    "facts:list-en": "the same in English",
    "facts:page": "one of them",
    "facts:page-en": "the same in English",
    "answer:answer": "a survey, for whoever holds a personal link; nobody is known there",
    "answer:answer-en": "the same in English",
    "gallery:components": "made-up people, for developers; asks for a login",
    "gallery:my-day": "made-up people, for developers; asks for a login",
    "gallery:child": "made-up people, for developers; asks for a login",
    "gallery:decision": "made-up people, for developers; asks for a login",
    "gallery:confirm": "made-up people, for developers; asks for a login",
}
OPEN_TO_ALL = {
    *("login", "logout", "set_language", "oncall:opened"),
    *("facts:list", "facts:list-en", "facts:page", "facts:page-en"),
    *("answer:answer", "answer:answer-en"),
}

# A personal link comes by mail, so the right that it gives stands in the address: drawn by lot, and nobody's name.
BY_LINK = {"answer:answer", "answer:answer-en"}


@each_address
def test_an_address_says_who_it_is_for(address: Address) -> None:
    assert (address.rule is None) == (address.name in WITHOUT_RULE), "decorate the view with @page, or give a reason"


def test_exemptions_are_of_addresses_that_exist() -> None:
    assert {address.name for address in ADDRESSES} >= WITHOUT_RULE.keys() | OPEN_TO_ALL


# What comes without the token that a form holds, and why nobody can be made to send it.
WITHOUT_TOKEN = BY_LINK | {"oncall:opened"}


def test_every_form_holds_the_token_that_another_site_does_not_know() -> None:
    found = {each.name for each in ADDRESSES if getattr(resolve(each.url()).func, "csrf_exempt", False)}
    assert found == WITHOUT_TOKEN


@each_address
def test_an_address_holds_ids_and_never_a_name(address: Address) -> None:
    """Addresses reach browser histories, proxies and logs."""
    assert address.are_numbers or address.name in BY_LINK


def ask(client: Client, address: Address, **headers: str) -> tuple[int, str]:
    method = client.get if "GET" in address.methods else client.post
    response = method(address.url(), headers=headers)
    return response.status_code, response.headers.get("Location", "")


@each_address
@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_sent_to_log_in(address: Address) -> None:
    if address.name in OPEN_TO_ALL:
        return
    status, location = ask(Client(), address)
    assert status == 302
    assert location.startswith("/login/?next=/")


@each_address
@pytest.mark.django_db
def test_a_script_that_is_not_logged_in_is_told_so(address: Address) -> None:
    if address.rule is not None:
        assert ask(Client(), address, accept="application/json") == (401, "")


@pytest.fixture
def nobody(db: None) -> Client:
    """Nils works here and has no role."""
    office: Office = make_office()
    client = Client()
    with seeing(SETUP):
        client.force_login(get_user_model().objects.get(pk=office.employees["nils"]))
    return client


@each_address
def test_an_employee_without_a_role_is_refused(address: Address, nobody: Client) -> None:
    if address.rule is not None:
        assert ask(nobody, address) == (403, "")


@each_address
def test_a_method_that_a_page_does_not_know_is_refused(address: Address, nobody: Client) -> None:
    if address.rule is not None:
        unknown = {"GET", "POST", "PUT", "PATCH", "DELETE"} - address.methods
        assert {nobody.generic(method, address.url()).status_code for method in unknown} == {405}
