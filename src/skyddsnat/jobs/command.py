"""`skyddsnat`: one command with a word for each thing it does.

A word is a module with `add_arguments(parser)` and `run(args) -> int`, imported only when its word is used: `law` needs
neither Django nor a database, and answers at once.
"""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError, OperationalError

from skyddsnat.jobs.trouble import Trouble

PRODUCTION = "skyddsnat.config.settings.production"


@dataclass(frozen=True, slots=True)
class Word:
    """What a word does, the module that does it, and whether it needs the settings and with them the database."""

    summary: str
    module: str
    needs_settings: bool = True


WORDS = {
    "demo": Word("a fictional municipality on this machine", "skyddsnat.jobs.demo_command", needs_settings=False),
    "serve": Word("serve the pages", "skyddsnat.jobs.serve_command"),
    "migrate": Word("bring the tables up to the code", "skyddsnat.jobs.migrate_command"),
    "static": Word("collect static files for production", "skyddsnat.jobs.static_command"),
    "law": Word("the rules of the law and what they make due", "skyddsnat.jobs.law_command", needs_settings=False),
    "import": Word("take in reports from a file", "skyddsnat.jobs.import_command"),
    "integration": Word("the systems that may call the API", "skyddsnat.jobs.integration_command"),
    "channels": Word("test the ways that reports come in by", "skyddsnat.jobs.channels_command"),
    "alarms": Word("mail to those whose time runs out", "skyddsnat.jobs.alarms_command"),
    "oncall": Word("the extract for when the system is down", "skyddsnat.jobs.oncall_command"),
    "survey": Word("mail surveys, tabulate answers", "skyddsnat.jobs.survey_command", needs_settings=False),
    "insight": Word("figures from the records, made every night", "skyddsnat.jobs.insight_command"),
    "audit": Word("verify the log", "skyddsnat.jobs.audit_command"),
    "check-data": Word("is what was saved still there, and whole", "skyddsnat.jobs.check_data_command"),
    "translations": Word("extract, check and compile", "skyddsnat.jobs.translations", needs_settings=False),
    "docs": Word("write or check the generated pages of docs/reference", "skyddsnat.jobs.docs_command"),
    "bench": Word("measure pages against their SQL", "skyddsnat.jobs.bench_command", needs_settings=False),
    "django": Word("Django's own commands", "skyddsnat.jobs.django_command"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one word. Returns the exit code: 1 for trouble, whose one sentence goes to standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help"):
        print(overview())
        return 0
    word = WORDS.get(given[0])
    if word is None:
        print(f"skyddsnat: there is no {given[0]!r}; `skyddsnat` lists what there is.", file=sys.stderr)
        return 2
    # A service manager stops us with SIGTERM; it then ends as Ctrl-C does, in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(given[0], word, given[1:])
    except (Trouble, ImproperlyConfigured) as trouble:
        print(f"skyddsnat: {trouble}", file=sys.stderr)
        return 1
    except DatabaseError as error:
        if not lost_database(error):
            raise
        print(f"skyddsnat: {lost_database(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def lost_database(error: DatabaseError) -> str | None:
    """One sentence with the cure when it was the database server that failed, None when it was we."""
    if "No space left on device" in str(error):
        return "The disk of the database is full: free some space and run the command again."
    if isinstance(error, OperationalError):
        return "The database does not answer: see that PostgreSQL runs and that DATABASE_URL is right."
    return None


def overview() -> str:
    """The words, one a line."""
    return "\n".join(["skyddsnat WORD …", "", *(f"  {name:<14}{word.summary}" for name, word in WORDS.items())])


def _run(name: str, word: Word, arguments: Sequence[str]) -> int:
    if not word.needs_settings:
        return _call(name, word, arguments)
    with settings_in_place():
        return _call(name, word, arguments)


def _call(name: str, word: Word, arguments: Sequence[str]) -> int:
    module = importlib.import_module(word.module)
    parser = argparse.ArgumentParser(prog=f"skyddsnat {name}", description=module.__doc__)
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(arguments)))


@contextmanager
def settings_in_place() -> Iterator[None]:
    """Settings for this process: those of the environment, else the demo's if there is one, else production's.

    Production's then refuse, in one sentence, what is not set.
    """
    # Imported here: `skyddsnat law` must answer without loading Django or a driver.
    import django  # noqa: PLC0415 - slow, and not needed by every word

    from skyddsnat.jobs.demo_place import DemoPlace, default_folder, opened  # noqa: PLC0415 - loads a driver

    place = DemoPlace(default_folder())
    if "DJANGO_SETTINGS_MODULE" in os.environ or "DATABASE_URL" in os.environ or not place.is_filled:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", PRODUCTION)
        django.setup()
        yield
        return
    print(f"Works on the demo in {place.folder}.", file=sys.stderr)
    with opened(place):
        django.setup()
        yield
