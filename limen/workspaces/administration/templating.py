"""The Word template of the authority's decisions: which is in force, a new one, the way back, the files."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.decisions.commands import templates
from limen.domain.decisions.queries.templates import (
    TemplateCard,
    template_file,
    template_in_force,
    templates_of_house,
)
from limen.domain.decisions.rules.templates import PLACEHOLDERS, obstacles_to_ending_template
from limen.outside.printing import default_template
from limen.web.casefile.frame import Act
from limen.web.components import Column, Crumb, Empty, Row, Table, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.administration.frame import address, show, show_act

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateForm(forms.Form):
    """The file."""

    sent = forms.FileField(
        label=gettext_lazy("Word file (.docx)"),
        help_text=gettext_lazy("At most 5 MB, without macros and without anything fetched from elsewhere."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


@page("administration", permission="decisions.keep_template")
def paper_templates(request: Request) -> HttpResponse:
    """What decisions are written with, every version, and the names that a template can hold."""
    now, cards = template_in_force(by=request.actor), templates_of_house(by=request.actor)
    return show(
        request,
        "templates",
        title=_("Word template"),
        tab="paper_templates",
        in_force=_called(now.called, now.number),
        keep_url=address("keep_template"),
        end_url=address("end_template"),
        end_refused=obstacles_to_ending_template(is_there=now.number > 0),
        default_url=address("default_template"),
        versions=_versions(request, cards),
        names=_names(),
    )


@page("administration", permission="decisions.keep_template")
def keep_template(request: Request) -> HttpResponse:
    """A file is looked at; nothing is kept of one that something stands against."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if acts(request) and form.is_valid():
        sent = form.cleaned_data["sent"]
        event = templates.keep_template(sent.name or "", sent.read(), by=request.actor, at=request.at)
        return told(event, "administration:paper_templates")
    return show(
        request,
        "keep_template",
        title=_("Put a Word template in force"),
        crumbs=_crumbs(_("Put a Word template in force")),
        form=form,
        names=_names(),
        default_url=address("default_template"),
        back_url=address("paper_templates"),
    )


@page("administration", permission="decisions.end_template")
def end_template(request: Request) -> HttpResponse:
    """Back to the template of the house."""
    if acts(request):
        event = templates.end_template(by=request.actor, at=request.at)
        return told(event, "administration:paper_templates")
    now = template_in_force(by=request.actor)
    act = Act(
        title=_("Go back to the template of the house"),
        button=_("Go back to it"),
        back_url=address("paper_templates"),
        lead=[_("Yours stays here with its number. Decisions that were signed with it stay as they are.")],
        refused=obstacles_to_ending_template(is_there=now.number > 0),
    )
    return show_act(request, act, None, crumbs=_crumbs())


@page("administration", permission="decisions.keep_template")
def paper_template(request: Request, template_id: UUID) -> HttpResponse:
    """A version as it was brought, to look at or to go on from."""
    return _file(template_file(template_id, by=request.actor), f"template-{template_id}.docx")


@page("administration", permission="decisions.keep_template")
def default_file(request: Request) -> HttpResponse:
    """The template of the house, to begin from."""
    return _file(default_template(), "decision.docx")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _crumbs(*last: str) -> tuple[Crumb, ...]:
    first = Crumb(label=_("Word template"), url=address("paper_templates"))
    return (first, *(Crumb(label=one) for one in last))


def _called(called: str, number: int) -> Text:
    if number == 0:
        return _("The template of the house. Nobody here has brought another.")
    return format_html(_("{called}, version {number}"), called=isolated(called), number=number)


def _versions(request: Request, cards: list[TemplateCard]) -> Table:
    zone = request.person.time_zone
    headers = (_("Version"), _("File"), _("Brought by"), _("When"), _("State"), _("Digest"))
    rows = []
    for one in cards:
        state = tag_mark(_("In force"), Tone.ACTION)
        if one.ended_at is not None:
            state = format_html(
                _("ended {moment}"), moment=moment_mark(one.ended_at, now=request.at, time_zone=zone)
            )
        link = format_html(
            '<a class="lm-link" href="{}">{}</a>', address("paper_template", one.id), isolated(one.called)
        )
        when = moment_mark(one.kept_at, now=request.at, time_zone=zone)
        rows.append(Row(cells=(str(one.number), link, isolated(one.by_name), when, state, one.digest[:12])))
    empty = Empty(
        sentence=_("Nobody has brought a template."),
        advice=_("Take the one of the house, edit it in Word or LibreOffice, and bring it here."),
    )
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=_("Versions"), columns=columns, rows=tuple(rows), empty=empty)


def _names() -> Table:
    rows = tuple(
        Row(cells=(format_html("<code>{}</code>", name), str(says))) for name, says in PLACEHOLDERS.items()
    )
    columns = (Column(header=_("Name")), Column(header=_("What stands there")))
    return Table(
        caption=_("What a template can ask for"), columns=columns, rows=rows, empty=Empty(sentence="")
    )
