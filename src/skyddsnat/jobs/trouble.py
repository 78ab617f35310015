"""What a command says when it cannot go on."""


class Trouble(Exception):
    """Something the reader can cure. Its text is one sentence: what is wrong, and what to do about it."""
