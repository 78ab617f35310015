"""What every test gets: a database of its own, no network, and, when asked for, a server and a browser.

The database starts empty of people and is rolled back after each test; the code under test runs as the role
`skyddsnat_app`, bound by row-level security like the real thing.
"""

import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from tests import databases
from tests.browser import Visitor, accessibility_faults, chromium, chromium_path

# Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Hypothesis tries the same examples in each run, so that a change is judged by what it is and not by the draw; whoever
# looks for new ones says `--hypothesis-profile=new`. It measures no time: a busy machine is no counterexample.
_WHATEVER_THE_LOAD = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("new", _WHATEVER_THE_LOAD)
settings.register_profile("same", _WHATEVER_THE_LOAD, derandomize=True)
settings.load_profile("same")

_RUN = pytest.StashKey[Path]()


# --- The run ----------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails the run")
    parser.addoption("--pictures", action="store_true", help="make the pictures of the documentation anew")


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", None)
    config.stash[_RUN] = Path(given["run"]) if given else databases.new_run()
    if config.getoption("--no-skips") and not given:
        config.pluginmanager.register(SkipCounter())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["run"] = str(node.config.stash[_RUN])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and _RUN in config.stash:
        databases.end_run(config.stash[_RUN])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if chromium_path() or config.getoption("--no-skips"):
        return
    reason = "no Chromium on this machine: `sudo apt install chromium` on Debian"
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


class SkipCounter:
    """Turns skipped tests into a failed run. A plugin of the first process, where every report arrives."""

    def __init__(self) -> None:
        self.skipped: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.add(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.skipped:
            terminalreporter.section("skipped, which --no-skips forbids", red=True)
            for name in sorted(self.skipped):
                terminalreporter.line(name)


# --- The database -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, django_db_blocker: Any) -> databases.Server:
    """The database server of this run, its template migrated."""
    with django_db_blocker.unblock():
        return databases.ready_server(request.config.stash[_RUN])


@pytest.fixture(scope="session")
def renew_database(request: pytest.FixtureRequest, server: databases.Server, worker_id: str) -> Callable[[], None]:
    """A function that throws this process's database away and copies the template anew."""
    return functools.partial(databases.fresh_copy, request.config.stash[_RUN], server, worker_id)


@pytest.fixture(scope="session")
def filled_database(
    request: pytest.FixtureRequest, server: databases.Server, worker_id: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """A function that gives this process a copy of a database that is filled once in the run."""
    return functools.partial(databases.filled_copy, request.config.stash[_RUN], server, worker_id)


@pytest.fixture(scope="session")
def restore_database(request: pytest.FixtureRequest, server: databases.Server, worker_id: str) -> Callable[[str], None]:
    """A function that gives this process a database that holds what a dump, plain SQL, says."""
    return functools.partial(databases.restored, request.config.stash[_RUN], server, worker_id)


@pytest.fixture(scope="session")
def django_db_setup(renew_database: Callable[[], None], django_db_blocker: Any) -> Iterator[None]:
    """Takes the place of pytest-django's own: copies the template instead of migrating, and after a test that
    committed copies it again, because the role that runs the tests may not empty a table.
    """
    emptying = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lambda self: renew_database()  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        renew_database()
    yield
    TransactionTestCase._fixture_teardown = emptying  # type: ignore[attr-defined]


@pytest.fixture
def superuser_url(server: databases.Server, worker_id: str) -> str:
    """The address of this process's database as a superuser, who can tamper with anything."""
    return server.address(server.copy(worker_id))


# --- The browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all browser tests of this process."""
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser window of its own on the live server: `visit(language="en", width=320, dark=True, script=False)`.

    The live server runs the real application as the application's role on committed data; the database is renewed
    after the test. A script error or anything that the Content-Security-Policy blocks fails the test.
    """
    visitors: list[Visitor] = []

    def open_window(
        *,
        language: str = "sv",
        width: int = 1360,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        **options: Any,
    ) -> Visitor:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            **options,
        )
        context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
        visitors.append(Visitor(context))
        return visitors[-1]

    yield open_window
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []


@pytest.fixture
def live_page(visit: Callable[..., Visitor]) -> Any:
    """A wide, light, Swedish page on the live server."""
    return visit().page


@pytest.fixture
def assert_accessible() -> Callable[[Any], None]:
    """A function that fails with what axe finds wrong on a page (WCAG 2.2 AA and good practice)."""

    def check(page: Any) -> None:
        faults = accessibility_faults(page)
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
