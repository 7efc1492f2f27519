"""Giving a whole list to somebody: how many cases it holds, who gets them and why, and asked once more."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.cases.names import Part
from limen.domain.worklists import rules
from limen.domain.worklists.commands import assigning
from limen.domain.worklists.events import AllAssigned
from limen.domain.worklists.queries.lists import count_of
from limen.web.casefile.frame import Act, show, show_act
from limen.web.choosing import filled, offer_people
from limen.web.components import Crumb
from limen.web.requests import Request, acts
from limen.web.work.allocating import everybody
from limen.web.work.asking import Asked
from limen.web.work.units import unit_named, worklist_url


class AssignAllForm(forms.Form):
    """Who gets the cases, what they do in them, and why; then whether it is meant."""

    member_id = forms.ChoiceField(label=gettext_lazy("Person"), widget=forms.RadioSelect)
    part = forms.ChoiceField(
        label=gettext_lazy("Part in the cases"), choices=Part.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("Why this person"),
        help_text=gettext_lazy("Kept in the journal of each case: language, experience, workload."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_sure = forms.BooleanField(required=False)

    def __init__(self, given: QueryDict | None, *, count: int) -> None:
        """`given` is what was sent; asked for the second time it holds how many cases were told before."""
        super().__init__({**given.dict(), "expected": given.get("expected") or str(count)} if given else None)
        if given:
            self.fields["is_sure"].label = _("Yes, give all %(count)s cases") % {
                "count": number_format(count)
            }
        else:
            del self.fields["is_sure"]


def assign_all(request: Request, unit_id: UUID) -> HttpResponse:
    """Give every case of the filtered list of a unit to one person, having been asked twice."""
    name = unit_named(request, unit_id)
    asked = Asked.read(request.GET)
    question = asked.question(request, unit_id)
    count = count_of(question, by=request.actor, at=request.at, up_to=rules.ASSIGNED_AT_MOST)
    form = filled(lambda given: AssignAllForm(given, count=count.found), request, "member_id")
    offer_people(request, form, "member_id", everybody(request))
    back = f"{worklist_url(request, unit_id)}?{asked.address()}"
    if acts(request) and form.is_valid() and form.cleaned_data["is_sure"]:
        given = form.cleaned_data
        event = assigning.assign_all(
            question,
            asked=asked.address(),
            member_id=UUID(given["member_id"]),
            part=Part(given["part"]),
            why=given["why"],
            expected=given["expected"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, back)
    act = Act(
        title=_("Assign all %(count)s cases of a list") % {"count": number_format(count.found)},
        button=_("Assign"),
        back_url=back,
        lead=[
            _("The list is that of %(unit)s, as it is filtered now.") % {"unit": name},
            _(
                "They are given in one act, with a line in each case."
                " What cannot be given is left out and said."
            ),
        ],
        warning=_("This changes many cases at once. Please say once more that it is meant.")
        if form.is_bound and form.is_valid()
        else "",
        refused=rules.obstacles_to_assigning_all(count=count, expected=None, why="-"),
    )
    return show_act(request, act, form)


def _done(request: Request, event: AllAssigned, back: str) -> HttpResponse:
    title = _("%(given)s of %(all)s cases were assigned") % {
        "given": number_format(event.count),
        "all": number_format(event.count + event.left_out),
    }
    reasons = (
        (event.assigned, _("held by this person already: %(count)s")),
        (event.walled, _("kept away by a conflict: %(count)s")),
        (event.closed, _("closed: %(count)s")),
        (event.away, _("changed by somebody else meanwhile, or not yours to allocate: %(count)s")),
    )
    left = " · ".join(says % {"count": number_format(count)} for count, says in reasons if count)
    return show(
        request,
        "web/work/assigned.html",
        title=title,
        crumbs=(Crumb(label=title),),
        said=_("Left out: %(reasons)s") % {"reasons": left} if left else _("None was left out."),
        back_url=back,
    )
