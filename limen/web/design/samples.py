"""Invented content for the page of components, in English and in Arabic. Nobody in it exists."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from limen.web.components import Clock, Crumb, Empty, Entry, Fact, NumberDoor, Tab, Tone

AT = datetime(2026, 5, 4, 12, 3, tzinfo=UTC)
TODAY = date(2026, 5, 4)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The words of one rendering."""

    language: str
    title: str
    under: str
    person: str
    organisation: str
    workspaces: tuple[tuple[str, str], ...]
    told: str
    obstacles: tuple[str, ...]
    columns: tuple[str, ...]
    people: tuple[tuple[str, str, str, str, Tone], ...]
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    facts: tuple[Fact, ...]
    clocks: tuple[Clock, ...]
    entries: tuple[Entry, ...]
    doors: tuple[NumberDoor, ...]
    empty: Empty
    account: str
    account_summary: str
    account_warning: str
    labels: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def _clocks(labels: tuple[str, str, str, str], because: str, paused: str) -> tuple[Clock, ...]:
    interview, decision, reply, vulnerable = labels
    return (
        Clock(
            label=interview,
            due_on=date(2026, 6, 12),
            today=TODAY,
            started_on=date(2026, 3, 12),
            because=because,
            tone=Tone.ACTION,
        ),
        Clock(
            label=decision,
            due_on=date(2026, 5, 11),
            today=TODAY,
            started_on=date(2026, 2, 11),
            because=because,
            tone=Tone.ATTENTION,
        ),
        Clock(
            label=vulnerable,
            due_on=date(2026, 5, 2),
            today=TODAY,
            started_on=date(2026, 4, 2),
            because=because,
            tone=Tone.DANGER,
        ),
        Clock(label=reply, due_on=date(2026, 7, 1), today=TODAY, because=because, stopped=paused),
    )


ENGLISH = Sample(
    language="en",
    title="Components",
    under="Every part of a Limen page with invented content, to look at and to test.",
    person="Ruth Okello",
    organisation="Office for Protection, north section",
    workspaces=(("My day", "d"), ("Cases", "c"), ("Casework", "w"), ("Administration", "a")),
    told="The interview of 12 May was moved to 14 May. The interpreter has been told.",
    obstacles=(
        "The interview has not been signed off by the applicant.",
        "A second reader has not answered yet: Teun Visser, asked on 29 April 2026.",
    ),
    columns=("Applicant", "Reference", "Country", "Stage", "Due", "Opened"),
    people=(
        ("Amina Warsame", "en", "Somalia", "Interview booked", Tone.ACTION),
        ("أمينة الحسيني", "ar", "Syria", "Waiting for documents", Tone.ATTENTION),
        ("ኣማኑኤል ተስፋይ", "ti", "Eritrea", "Vulnerability check late", Tone.DANGER),
        ("Олександра Шевченко-Вишневська", "uk", "Ukraine", "Registered", Tone.QUIET),
        ("Juan Ángel Ñáñez", "es", "Venezuela", "Decision served", Tone.DONE),
    ),
    crumbs=(
        Crumb(label="Cases", url="#"),
        Crumb(label="L-2026-004821", url="#"),
        Crumb(label="Interviews"),
    ),
    tabs=(
        Tab(label="Overview", url="#", is_current=True),
        Tab(label="People", url="#", count=4),
        Tab(label="Application", url="#"),
        Tab(label="Interviews", url="#", count=2),
        Tab(label="Documents", url="#", count=17),
        Tab(label="Notes", url="#", count=9),
        Tab(label="Who read it", url="#"),
    ),
    facts=(
        Fact(term="Application", value="International protection, made at the border"),
        Fact(term="Language of the interview", value="Tigrinya (Asmara)", change_url="#"),
        Fact(term="Preferred interviewer", value="A woman, and a woman as interpreter", change_url="#"),
        Fact(term="Lives at", value="Not asked"),
    ),
    clocks=_clocks(
        (
            "Personal interview",
            "Decision at first instance",
            "Reply from the other State",
            "Assessment of needs",
        ),
        "Ninety days from the day the application was lodged, 12 March 2026. Asylum Procedures Act, s. 14.",
        "Stopped since 20 April",
    ),
    entries=(
        Entry(
            what="Interview moved to 14 May",
            on=datetime(2026, 5, 4, 12, 1, tzinfo=UTC),
            who="Ruth Okello",
            tone=Tone.ACTION,
        ),
        Entry(
            what="Medical report received",
            on=datetime(2026, 5, 3, 7, 40, tzinfo=UTC),
            who="Post room",
            detail="Four pages, in French. Not yet translated.",
        ),
        Entry(what="Assessment of needs became late", on=date(2026, 5, 2), tone=Tone.DANGER, url="#"),
        Entry(what="Application lodged", on=date(2026, 3, 12), who="Registration, hall 2"),
    ),
    doors=(
        NumberDoor(number=12, label="wait for me", url="#"),
        NumberDoor(number=3, label="due this week", url="#"),
        NumberDoor(number=1, label="late", url="#"),
    ),
    empty=Empty(
        sentence="No case is waiting for you.",
        advice="New cases appear here when a supervisor assigns them.",
        url="#",
        url_label="See the cases of your unit",
    ),
    account="They came at night, in two cars. My brother opened the door before I could tell him not to.\n\n"
    "I recognised one of them from the checkpoint.",
    account_summary="Account of violence, recorded 3 May",
    account_warning="This passage describes an attack in the home. You may read it later.",
)

ARABIC = Sample(
    language="ar",
    title="عناصر الواجهة",
    under="كل جزء من صفحات ليمن بمحتوى مُختلَق، للنظر والاختبار.",
    person="ليلى منصور",
    organisation="مكتب الحماية، القسم الشمالي",
    workspaces=(("يومي", "d"), ("القضايا", "c"), ("الدعم", "w"), ("الإدارة", "a")),
    told="نُقلت المقابلة من 12 أيار إلى 14 أيار، وأُبلغ المترجم الشفوي.",
    obstacles=(
        "لم يوقّع مقدّم الطلب على محضر المقابلة بعد.",
        "لم يُجب القارئ الثاني بعد: Teun Visser، طُلب منه ذلك في 29 نيسان 2026.",
    ),
    columns=("مقدّم الطلب", "الرقم المرجعي", "البلد", "المرحلة", "الموعد", "تاريخ الفتح"),
    people=(
        ("أمينة الحسيني", "ar", "سوريا", "حُدّد موعد المقابلة", Tone.ACTION),
        ("Amina Warsame", "en", "الصومال", "بانتظار الوثائق", Tone.ATTENTION),
        ("ኣማኑኤል ተስፋይ", "ti", "إريتريا", "تأخّر تقييم الاحتياجات", Tone.DANGER),
        ("Олександра Шевченко", "uk", "أوكرانيا", "مسجَّل", Tone.QUIET),
        ("Juan Ángel Ñáñez", "es", "فنزويلا", "بُلِّغ القرار", Tone.DONE),
    ),
    crumbs=(Crumb(label="القضايا", url="#"), Crumb(label="L-2026-004821", url="#"), Crumb(label="المقابلات")),
    tabs=(
        Tab(label="نظرة عامة", url="#", is_current=True),
        Tab(label="الأشخاص", url="#", count=4),
        Tab(label="الطلب", url="#"),
        Tab(label="المقابلات", url="#", count=2),
        Tab(label="الوثائق", url="#", count=17),
        Tab(label="الملاحظات", url="#", count=9),
        Tab(label="من قرأها", url="#"),
    ),
    facts=(
        Fact(term="الطلب", value="حماية دولية، قُدّم عند الحدود"),
        Fact(term="لغة المقابلة", value="العربية (لهجة حلب)", change_url="#", change_label="تغيير"),
        Fact(term="من يُجري المقابلة", value="امرأة، ومترجمة شفوية", change_url="#", change_label="تغيير"),
        Fact(term="مكان السكن", value="لم يُسأل عنه"),
    ),
    clocks=_clocks(
        ("المقابلة الشخصية", "القرار الابتدائي", "ردّ الدولة الأخرى", "تقييم الاحتياجات"),
        "تسعون يوماً من تاريخ تقديم الطلب في 12 آذار 2026. قانون إجراءات اللجوء، المادة 14 (2).",
        "موقوف منذ 20 نيسان",
    ),
    entries=(
        Entry(
            what="نُقلت المقابلة إلى 14 أيار",
            on=datetime(2026, 5, 4, 12, 1, tzinfo=UTC),
            who="ليلى منصور",
            tone=Tone.ACTION,
        ),
        Entry(
            what="وصل تقرير طبي",
            on=datetime(2026, 5, 3, 7, 40, tzinfo=UTC),
            who="غرفة البريد",
            detail="أربع صفحات بالفرنسية، لم تُترجم بعد.",
        ),
        Entry(what="تأخّر تقييم الاحتياجات", on=date(2026, 5, 2), tone=Tone.DANGER, url="#"),
        Entry(what="قُدّم الطلب", on=date(2026, 3, 12), who="التسجيل، القاعة 2"),
    ),
    doors=(
        NumberDoor(number=12, label="بانتظارك", url="#"),
        NumberDoor(number=3, label="تستحق هذا الأسبوع", url="#"),
        NumberDoor(number=1, label="متأخرة", url="#"),
    ),
    empty=Empty(
        sentence="لا توجد قضية بانتظارك.",
        advice="تظهر القضايا الجديدة هنا عندما يسندها المشرف إليك.",
        url="#",
        url_label="اطّلع على قضايا وحدتك",
    ),
    account="جاؤوا ليلاً في سيارتين. فتح أخي الباب قبل أن أتمكن من تنبيهه.\n\nعرفتُ أحدهم من الحاجز.",
    account_summary="رواية عن عنف، سُجّلت في 3 أيار",
    account_warning="يصف هذا المقطع اعتداءً داخل المنزل. يمكنك قراءته لاحقاً.",
    labels=(
        "الرقم المرجعي",
        "تاريخ الميلاد",
        "لغة المقابلة",
        "هل سُئل عن أفراد الأسرة في الخارج؟",
        "ما يلزم للمشاركة",
        "ملاحظة",
        "كلمة السر",
        "قُرئ هذا على مقدّم الطلب",
    ),
    hints=(
        "كما ورد في الرسالة، مثل L-2026-004821.",
        "مثال: 27 3 1986.",
        "",
        "",
        "اختر كل ما ينطبق.",
        "لا يقرأها إلا قسمك.",
        "",
        "",
    ),
)
