"""The safety of the staff: incidents, what follows, warnings, home visits, campaigns."""

from skyddsnat.domains.safety.models.campaigns import Campaign, CampaignLink, FactsPage
from skyddsnat.domains.safety.models.following import Duty, Offer, PoliceAsked, PoliceReport, Seriousness
from skyddsnat.domains.safety.models.register import Attachment, CaseLink, Exposure, Incident
from skyddsnat.domains.safety.models.warnings import Visit, VisitGoer, WarningFile, WarningNote, WarningOrigin

__all__ = [
    "Attachment",
    "Campaign",
    "CampaignLink",
    "CaseLink",
    "Duty",
    "Exposure",
    "FactsPage",
    "Incident",
    "Offer",
    "PoliceAsked",
    "PoliceReport",
    "Seriousness",
    "Visit",
    "VisitGoer",
    "WarningFile",
    "WarningNote",
    "WarningOrigin",
]
