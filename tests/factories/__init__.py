"""People of the tests, by name: the same few everywhere, so that a test reads like a story."""
