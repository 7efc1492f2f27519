"""The page of components: `/design/`, with `?direction=rtl` for Arabic and `?theme=dark` for the night.

It reads nothing but its own samples, so that it looks the same on every machine.
"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from limen.web.components import (
    Column,
    DayField,
    MenuItem,
    Paging,
    Row,
    Sorted,
    Table,
    TwoTexts,
    day_mark,
    isolated,
    tag_mark,
)
from limen.web.design.samples import ARABIC, AT, ENGLISH, Sample
from limen.web.shell import Direction, Shell, Theme, WorkspaceLink

FILLED = {"reference": "L-2026-0048", "born_on_day": "31", "born_on_month": "2"}


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    reference = forms.CharField(
        label="Reference", help_text="As it stands on the letter, such as L-2026-004821."
    )
    born_on = DayField(label="Date of birth", help_text="For example, 27 3 1986.")
    language = forms.ChoiceField(
        label="Language of the interview",
        choices=[("", ""), ("ti", "Tigrinya"), ("ar", "Arabic"), ("so", "Somali")],
    )
    asked = forms.ChoiceField(
        label="Were they asked about family abroad?",
        choices=[
            ("yes", "Yes"),
            ("no", "Not asked"),
            ("refused", "Refused to answer"),
            ("unknown", "Unknown"),
        ],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="What they need to take part",
        help_text="Choose all that apply.",
        choices=[
            ("step", "A step-free room"),
            ("sign", "A sign-language interpreter"),
            ("pause", "Longer pauses"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Note", help_text="Only your unit reads this.", widget=forms.Textarea)
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "off"}))
    agreed = forms.BooleanField(label="I have read this back to the applicant")


def design(request: HttpRequest) -> HttpResponse:
    """Every component, in the direction and the colours asked for."""
    is_rtl = request.GET.get("direction") == "rtl"
    sample = ARABIC if is_rtl else ENGLISH
    theme = request.GET.get("theme", "auto")
    with translation.override(sample.language):
        return render(
            request,
            "web/design.html",
            {
                "shell": _shell(sample, Theme(theme) if theme in {*Theme} else Theme.AUTO),
                "sample": sample,
                "form": _worded(SampleForm(FILLED), sample),
                "fresh": _worded(SampleForm(auto_id="fresh_%s"), sample),
                "table": _table(sample, request.GET.get("rows")),
                "nothing": Table(caption=sample.title, columns=(), rows=(), empty=sample.empty),
                "items": tuple(MenuItem(label=fact.term, url="#") for fact in sample.facts),
                "choices": [(tone.value, label) for _n, _l, _c, label, tone in sample.people],
                "conflict": _conflict(sample),
            },
        )


def _worded(form: SampleForm, sample: Sample) -> SampleForm:
    """The form in the words of the sample, where it has any."""
    for field, label, hint in zip(form.fields.values(), sample.labels, sample.hints, strict=False):
        field.label, field.help_text = label, hint
    return form


def _shell(sample: Sample, theme: Theme) -> Shell:
    return Shell(
        at=AT,
        time_zone="Europe/Brussels",
        language=sample.language,
        direction=Direction.RTL if sample.language == "ar" else Direction.LTR,
        theme=theme,
        person=sample.person,
        organisation=sample.organisation,
        workspaces=tuple(
            WorkspaceLink(label=label, url=f"#{key}", key=key, is_current=key == "c")
            for label, key in sample.workspaces
        ),
        demo=True,
        told=sample.told,
        told_undo_url="#",
    )


def _table(sample: Sample, wanted: str | None) -> Table:
    count = min(int(wanted), 500) if wanted and wanted.isdigit() else 12
    name, reference, country, stage, due, opened = sample.columns
    return Table(
        caption=sample.tabs[0].label,
        columns=(
            Column(header=name, sort_url="?sort=name"),
            Column(header=reference, is_nowrap=True),
            Column(header=country),
            Column(header=stage),
            Column(header=due, sort_url="?sort=due", sorted=Sorted.UP, is_nowrap=True),
            Column(header=opened, is_number=True),
        ),
        rows=tuple(_row(sample, number) for number in range(count)),
        choice_name="case",
        empty=sample.empty,
        paging=Paging(next_url="?after=12", previous_url="?before=1", said=f"1–{count}"),
    )


def _row(sample: Sample, number: int) -> Row:
    name, language, country, stage, tone = sample.people[number % len(sample.people)]
    due = sample.clocks[number % len(sample.clocks)].due_on
    opened = sample.entries[-1].on
    return Row(
        key=str(number),
        url=f"#case-{number}",
        label=name,
        cells=(
            isolated(name, language),
            f"L-2026-{4821 + 37 * number:06d}",
            country,
            tag_mark(stage, tone),
            day_mark(due),
            day_mark(opened),
        ),
    )


def _conflict(sample: Sample) -> TwoTexts:
    return TwoTexts(
        name="text",
        label=sample.account_summary,
        version="7",
        theirs=sample.account,
        theirs_by=sample.person,
        theirs_at=AT,
        yours=sample.account_warning,
        base=sample.account.split("\n")[0],
        action_url="#",
        leave_url="#",
    )
