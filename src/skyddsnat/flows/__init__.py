"""Journeys that touch two domains or more: one module, one function, one transaction each."""
