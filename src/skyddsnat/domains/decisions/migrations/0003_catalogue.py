"""A first catalogue of services. The municipality changes it to what it has."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# code, section, is a placement, Swedish, English, to the child in Swedish, to the child in English
_SERVICES = (
    (
        "family_treatment_home", "SoL 11:1", False, "Familjebehandling i hemmet, intensiv", "Intensive family treatment at home",
        "Någon kommer hem till er flera gånger i veckan och hjälper din familj.",
        "Somebody comes to your home several times a week and helps your family.",
    ),
    (
        "family_treatment", "SoL 11:1", False, "Familjebehandling på mottagning", "Family treatment at a clinic",
        "Du och din familj träffar någon som hjälper er att prata och göra på nya sätt.",
        "You and your family meet somebody who helps you talk and do things in new ways.",
    ),
    (
        "parent_support", "SoL 11:1", False, "Föräldrastöd", "Parental support",
        "Dina föräldrar får hjälp med hur de kan ta hand om dig.",
        "Your parents get help with how they can take care of you.",
    ),
    (
        "child_talks", "SoL 11:1", False, "Samtalsstöd för barn", "Counselling for children",
        "Du får träffa en vuxen som lyssnar och som du kan prata med.",
        "You get to meet an adult who listens and whom you can talk with.",
    ),
    (
        "violence_support", "SoL 11:1", False, "Stöd efter våld", "Support after violence",
        "Du får prata med någon som vet hur det känns när någon har slagit eller hotat.",
        "You get to talk with somebody who knows how it feels when somebody has hit or threatened.",
    ),
    (
        "day_programme", "SoL 11:1", False, "Dagprogram för unga", "Day programme for the young",
        "Du får hjälp på dagarna på en plats där det finns vuxna och andra unga.",
        "You get help in the daytime in a place with adults and other young people.",
    ),
    (
        "contact_person", "SoL 13:7", False, "Kontaktperson", "Contact person",
        "En vuxen träffar dig då och då och gör saker med dig.",
        "An adult meets you now and then and does things with you.",
    ),
    (
        "contact_family", "SoL 13:7", False, "Kontaktfamilj, varannan helg", "Contact family, every other week-end",
        "Du får vara hos en annan familj varannan helg.",
        "You get to stay with another family every other week-end.",
    ),
    (
        "qualified_contact_person", "SoL 13:7", False, "Särskilt kvalificerad kontaktperson", "Specially qualified contact person",
        "En vuxen som kan mycket om unga träffar dig ofta och hjälper dig.",
        "An adult who knows much about young people meets you often and helps you.",
    ),
    (
        "family_home", "SoL 22:2", True, "Familjehem", "Family home",
        "Du får bo hos en annan familj.", "You get to live with another family.",
    ),
    (
        "emergency_home", "SoL 22:4", True, "Jourhem", "Emergency home",
        "Du får bo hos en annan familj en kort tid.", "You get to live with another family for a short time.",
    ),
    (
        "supported_housing", "SoL 9:1", True, "Stödboende", "Supported housing",
        "Du får bo i en egen lägenhet eller ett eget rum, med vuxna som hjälper dig.",
        "You get to live in a flat or room of your own, with adults who help you.",
    ),
    (
        "residential_care", "SoL 9:1", True, "Hem för vård eller boende", "Residential care",
        "Du får bo i ett hem där det finns vuxna som arbetar.", "You get to live in a home where adults work.",
    ),
)  # fmt: skip


def _add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    service = apps.get_model("decisions", "ServiceType")
    service.objects.using(schema_editor.connection.alias).bulk_create(
        service(
            code=code, section=section, is_placement=is_placement,
            title_sv=title_sv, title_en=title_en, child_sv=child_sv, child_en=child_en,
        )
        for code, section, is_placement, title_sv, title_en, child_sv, child_en in _SERVICES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_guard")]

    operations = [migrations.RunPython(_add, migrations.RunPython.noop)]
