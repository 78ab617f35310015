"""Production refuses to start on a guess."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "skyddsnat.config.settings.production",
    "SECRET_KEY": "Kq3" * 30 + "!x7",
    "ALLOWED_HOSTS": "skyddsnat.example",
    "DATABASE_URL": "postgresql://skyddsnat_app:word@127.0.0.1:1/skyddsnat",
}
NEEDED = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"]


def started(*arguments: str, without: tuple[str, ...] = (), **changed: str) -> "subprocess.CompletedProcess[str]":
    given = {name: value for name, value in {**COMPLETE, **changed}.items() if name not in without}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, *arguments]
    # Were it not to refuse, it would serve for ever.
    return subprocess.run(command, capture_output=True, text=True, env={**kept, **given}, check=False, timeout=300)


def serve(**options: object) -> "subprocess.CompletedProcess[str]":
    code = "import sys; from skyddsnat.jobs.command import main; sys.exit(main(['serve', '--port', '1024']))"
    return started("-c", code, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", NEEDED)
def test_one_sentence_names_what_is_missing(missing: str) -> None:
    done = serve(without=(missing,))
    assert done.returncode == 1
    assert done.stderr.startswith(f"skyddsnat: Set {missing} in the environment: production does not start without it")
    assert done.stderr.count("\n") == 1


def test_everything_that_is_missing_is_named_at_once() -> None:
    done = serve(without=tuple(NEEDED))
    assert "Set SECRET_KEY and ALLOWED_HOSTS and DATABASE_URL" in done.stderr


@pytest.mark.parametrize("url", ["sqlite:///data.db", "mysql://a:b@c/d", "postgresql://host"])
def test_another_database_than_postgresql_is_refused_without_showing_the_address(url: str) -> None:
    done = serve(DATABASE_URL=url)
    assert done.returncode == 1
    assert "Skyddsnät runs on PostgreSQL alone" in done.stderr
    assert url not in done.stderr


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    done = serve(STATIC_ROOT="/nowhere")
    assert done.returncode == 1
    assert done.stderr == (
        "skyddsnat: The database does not answer: see that PostgreSQL runs and that DATABASE_URL is right.\n"
    )


def test_djangos_own_check_for_deployment_finds_nothing() -> None:
    done = started("-m", "django", "check", "--deploy", "--fail-level", "WARNING", EMAIL_HOST="mail.example")
    assert done.returncode == 0, done.stderr


def test_an_installation_whose_alarms_reach_nobody_is_told_so() -> None:
    done = started("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert done.stderr.count("config.W") == 1
    assert "EMAIL_HOST is not set" in done.stderr


@pytest.mark.parametrize(
    ("hosts", "address"),
    [
        ("skyddsnat.example", "https://skyddsnat.example"),
        ("*", ""),
        (".example.org,skyddsnat.example", "https://skyddsnat.example"),
    ],
)
def test_the_extract_tells_its_openings_to_one_host_and_to_no_pattern_of_hosts(hosts: str, address: str) -> None:
    code = "from django.conf import settings as s; print(s.ONCALL_ADDRESS)"
    assert started("-c", code, ALLOWED_HOSTS=hosts).stdout == f"{address}\n"


def test_it_is_no_demo() -> None:
    code = "from django.conf import settings as s; print(s.IS_DEMO, s.DEBUG, 'demo' in ' '.join(s.INSTALLED_APPS))"
    assert started("-c", code).stdout == "False False False\n"
