"""A first framework of areas, in neutral words. The municipality changes words, order and what is in use."""

from django.db import migrations

# group, code, Swedish title, English title, Swedish question, English question
AREAS = (
    ("child", "body", "Kroppen och hälsan", "Body and health",
     "Hur mår barnet i kroppen? Sömn, mat, tänder, sjukdom, skador.",
     "How is the child's body? Sleep, food, teeth, illness, injuries."),
    ("child", "feelings", "Hur barnet mår och visar det", "How the child feels and shows it",
     "Vad gör barnet glatt, ledset, rädd eller argt? Hur märks det?",
     "What makes the child happy, sad, afraid or angry? How does it show?"),
    ("child", "learning", "Skola, förskola och lärande", "School, preschool and learning",
     "Är barnet där, trivs det och lär det sig?",
     "Is the child there, content and learning?"),
    ("child", "friends", "Vänner och fritid", "Friends and free time",
     "Vem är barnet med, och vad gör det när ingen bestämmer?",
     "Whom is the child with, and what does it do when nobody decides?"),
    ("child", "lived_through", "Det barnet har varit med om", "What the child has been through",
     "Vad har hänt barnet, och vem har barnet fått prata med om det?",
     "What has happened to the child, and whom has it been able to talk with about it?"),
    ("adults", "everyday", "Vardagen hemma", "Everyday life at home",
     "Hur ser en vanlig dag ut, från morgon till natt? Vem gör vad?",
     "What is an ordinary day like, from morning to night? Who does what?"),
    ("adults", "safe", "Fri från fara", "Safe from harm",
     "Vad kan skada barnet hemma, ute eller på nätet, och vem hindrar det?",
     "What can harm the child at home, outside or online, and who prevents it?"),
    ("adults", "closeness", "Närhet och gränser", "Closeness and limits",
     "Vem tröstar, lyssnar, uppmuntrar och säger nej?",
     "Who comforts, listens, encourages and says no?"),
    ("around", "household", "De som bor tillsammans", "Those who live together",
     "Vilka bor i barnets hem eller hem, och hur har de det?",
     "Who lives in the child's home or homes, and how are they?"),
    ("around", "means", "Bostad, pengar och arbete", "Housing, money and work",
     "Räcker det till? Vad tar kraft från barnet?",
     "Is there enough? What takes strength from the child?"),
    ("around", "helpers", "De som hjälper", "Those who help",
     "Släkt, grannar, lärare och andra: vem finns för barnet, och vem kan göra mer?",
     "Relatives, neighbours, teachers and others: who is there for the child, and who can do more?"),
)  # fmt: skip


def add(apps, schema_editor):
    area = apps.get_model("investigations", "Area")
    area.objects.using(schema_editor.connection.alias).bulk_create(
        area(group=group, code=code, place=place, title_sv=title_sv, title_en=title_en, ask_sv=ask_sv, ask_en=ask_en)
        for place, (group, code, title_sv, title_en, ask_sv, ask_en) in enumerate(AREAS, start=1)
    )


def remove(apps, schema_editor):
    codes = [code for _, code, *_ in AREAS]
    apps.get_model("investigations", "Area").objects.using(schema_editor.connection.alias).filter(
        code__in=codes
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("investigations", "0002_guard")]

    operations = [migrations.RunPython(add, remove)]
