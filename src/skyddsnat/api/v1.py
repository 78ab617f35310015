"""Version 1: everything that the pages do with the chain from a report to a decision, and with compulsory care."""

import json

from ninja import NinjaAPI

from skyddsnat.api import (
    board,
    compulsory,
    decisions,
    documents,
    files,
    intake,
    investigations,
    journal,
    measures,
    papers,
    parties,
    police,
    proposals,
    safeguards,
    work,
)
from skyddsnat.api.answers import Answers
from skyddsnat.api.callers import EmployeeSession, IntegrationToken
from skyddsnat.api.problems import tell_problems

api = NinjaAPI(
    title="Skyddsnät",
    version="1",
    description=(
        "From a report of concern to a decision, and compulsory care, with the same rights, rules and log as the "
        "pages. An integration calls with a token (Authorization: Bearer), and may register reports and read what the "
        "intake of its unit sees; an employee calls with the session of the pages and X-CSRFToken. What is not there "
        "and what is not open to the caller are the same answer: 404. Personal data under protection is masked; a "
        "colleague whose name is protected stands by service code in what an integration reads."
    ),
    urls_namespace="api-1",
    renderer=Answers(),
    auth=[IntegrationToken(), EmployeeSession()],
    docs_url=None,
    openapi_url=None,  # docs/reference/openapi.json: a nobody learns nothing here
)
tell_problems(api)
for name, part in (
    ("reports", intake.router),
    ("investigations", investigations.router),
    ("parties", parties.router),
    ("journal", journal.router),
    ("decisions", proposals.router),
    ("decisions", decisions.router),
    ("files", files.router),
    ("files", documents.router),
    ("files", work.router),
    ("compulsory", compulsory.router),
    ("compulsory", measures.router),
    ("compulsory", papers.router),
    ("compulsory", safeguards.router),
    ("board", board.router),
    ("police", police.router),
):
    api.add_router("", part, tags=[name])


def openapi_page() -> str:
    """The text of docs/reference/openapi.json."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=False) + "\n"
