"""Answering by a personal link. Nobody acts: there is no actor, and no event in the log."""

import json
from datetime import datetime

from django.db import connection

from skyddsnat.domains.survey.queries.links import open_link
from skyddsnat.domains.survey.rules.answering import cleaned
from skyddsnat.domains.survey.rules.links import digest_of, sealed
from skyddsnat.domains.survey.types.answering import Given, HandedIn, LinkState
from skyddsnat.kernel.stockholm import local_date


def keep_answers(*, token: str, given: Given, at: datetime) -> LinkState:
    """Keep half an answer to go on with, sealed so that the link alone opens it. Returns what the link is worth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_keep_draft(%s, %s, %s)", [digest_of(token), local_date(at), sealed(token, given)])
        ((standing,),) = cursor.fetchall()
    return LinkState(standing)


def hand_in(*, token: str, given: Given, at: datetime) -> HandedIn:
    """Hand an answer in, once. What comes back says whether it was taken, what the link is worth, what is to be mended.

    The link is marked, half an answer is gone and the urn is turned in one statement: all of it or nothing.
    """
    link = open_link(token=token, at=at)
    if link.definition is None:
        return HandedIn(state=link.state)
    response, faults = cleaned(link.definition, given)
    if faults:
        return HandedIn(state=link.state, faults=faults)
    handed = [json.dumps(dict(response.answers)), json.dumps(dict(response.words))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_hand_in(%s, %s, %s::jsonb, %s::jsonb)", [digest_of(token), local_date(at), *handed]
        )
        ((standing,),) = cursor.fetchall()
    return HandedIn(state=LinkState(standing))
