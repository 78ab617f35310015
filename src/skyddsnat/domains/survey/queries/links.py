"""What a personal link opens. Nobody looks: whoever holds it is not known here, and is not to be."""

from datetime import datetime

from django.db import connection

from skyddsnat.domains.survey.queries.surveys import stored_definition
from skyddsnat.domains.survey.rules.links import digest_of, opened
from skyddsnat.domains.survey.types.answering import LinkState, LinkView
from skyddsnat.kernel.stockholm import local_date


def open_link(*, token: str, at: datetime) -> LinkView:
    """What the holder of the link meets. One statement, whatever the link is worth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_link(%s, %s)", [digest_of(token), local_date(at)])
        ((standing, definition, sealed),) = cursor.fetchall()
    if definition is None:
        return LinkView(state=LinkState(standing))
    return LinkView(
        state=LinkState(standing),
        definition=stored_definition(definition),
        given={} if sealed is None else opened(token, bytes(sealed)),
    )
