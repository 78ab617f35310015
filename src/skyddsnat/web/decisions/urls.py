"""Addresses of this journey: the proposal, the decision, and what follows it."""

from django.urls import path

from skyddsnat.web.decisions.views import appeals, deciding, decisions, proposals

app_name = "decisions"
urlpatterns = [
    path("waiting/", deciding.waiting, name="waiting"),
    # The proposal.
    path("investigation/<int:investigation_id>/propose/", proposals.propose, name="propose"),
    path("proposal/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposal/<int:proposal_id>/letters/", proposals.letters, name="letters"),
    path("proposal/<int:proposal_id>/consent/<int:person_id>/", proposals.consent, name="consent"),
    path("proposal/<int:proposal_id>/return/", deciding.give_back, name="return"),
    path("proposal/<int:proposal_id>/decide/", deciding.decide, name="decide"),
    # The decision.
    path("<int:decision_id>/", decisions.decision, name="decision"),
    path("<int:decision_id>/start/", decisions.start, name="start"),
    path("<int:decision_id>/deliver/<int:person_id>/", decisions.deliver, name="deliver"),
    path("<int:decision_id>/appeal/", appeals.other_appeal, name="other-appeal"),
    path("appeal/<int:appeal_id>/settle/", appeals.settle_other, name="settle-other"),
    path("delivery/<int:delivery_id>/serve/", decisions.serve, name="serve"),
    path("delivery/<int:delivery_id>/appeal/", appeals.appeal, name="appeal"),
    path("delivery/<int:delivery_id>/appeal/settle/", appeals.settle, name="settle"),
]
