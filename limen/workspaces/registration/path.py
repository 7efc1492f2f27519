"""The path of a registration: its steps in order, the bar of the family, and what every step does when it is
sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.registration.commands.drafting import keep
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.reading_children import is_child
from limen.domain.registration.names.reading_family import FamilyRead, read_family
from limen.domain.registration.names.troubles import Trouble
from limen.domain.registration.names.typed import FamilyTyped, Fields, family_of
from limen.domain.registration.queries.drafts import DraftSheet, draft_sheet
from limen.web.components import Crumb
from limen.web.components.shapes import Text
from limen.web.requests import Request, acts, today
from limen.workspaces.registration.asking import Answers, Question, differences_in, edit_in, held
from limen.workspaces.registration.frame import address, show

ANYWAY = "anyway"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One step of the path in the bar."""

    label: Text
    url: str
    is_current: bool
    troubles: int = 0


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step that somebody is at: the draft, what it says now, and where the next step is."""

    request: Request
    name: str
    sheet: DraftSheet
    content: Fields
    typed: FamilyTyped
    person_id: UUID | None = None

    @property
    def next_url(self) -> str:
        """Where Enter leads."""
        return url_after(self.sheet.id, self.typed, self.name, self.person_id)

    def read(self) -> FamilyRead:
        """What the fields say."""
        return read_family(
            self.typed,
            registration_id=self.sheet.id,
            language=get_language() or "en",
            on=today(self.request),
        )


def draft_at(request: Request, draft_id: UUID) -> DraftSheet | HttpResponse:
    """The draft of a step; or the way to what came of it, when the family is registered. Raises `Hidden`."""
    sheet = draft_sheet(draft_id, by=request.actor)
    if sheet.case_id is not None:
        return HttpResponseRedirect(address("registered_family", draft_id), status=303)
    return sheet


def step_at(
    request: Request, sheet: DraftSheet, name: str, *, edit: Edit | None = None, person_id: UUID | None = None
) -> Step:
    """Keep what was sent, if anything was, and say where we are. After a conflict nothing is kept and the
    page shows what was sent."""
    content = sheet.content
    if edit is not None and acts(request):
        content = keep(sheet.id, edit, by=request.actor, at=request.at).content
    elif edit is not None:
        content = {**content, **edit.now}
    return Step(
        request=request,
        name=name,
        sheet=sheet,
        content=content,
        typed=family_of(content),
        person_id=person_id,
    )


def sent(request: Request) -> Edit | None:
    """What a form sent, if one did."""
    return edit_in(request) if request.method == "POST" else None


def goes_on(step: Step, troubles: Sequence[Trouble]) -> HttpResponse | None:
    """After a form was kept: on to the next step, or to the one that was asked for; back to the same page
    when something on it cannot be read, unless the clerk wants to mend it later."""
    request = step.request
    if not acts(request):
        return None
    go = request.POST.get("go", "")
    if troubles and go != ANYWAY:
        return None
    target = request.POST.get("to", "")
    known = {stop.url for stop in stops(step)} if target else set()
    return HttpResponseRedirect(target if target in known else step.next_url, status=303)


def answers(step: Step, troubles: Iterable[Trouble], suggested: Mapping[str, Text] | None = None) -> Answers:
    """With what the questions of a step are drawn. What is wrong is said after the clerk has tried to go
    on."""
    return Answers(
        content=step.content,
        troubles=tuple(troubles) if step.request.method == "POST" else (),
        theirs=differences_in(step.request),
        suggested=suggested or {},
    )


def show_step(
    step: Step,
    template: str,
    *,
    title: Text,
    asked: Iterable[Question],
    more: Iterable[str] = (),
    **context: Any,
) -> HttpResponse:
    """The page of a step, under the bar of the family. `more` are fields that no question fills."""
    request = step.request
    # After a conflict the page knows what the other window wrote, so that sending again is a decision.
    hidden = held(request, step.sheet.content if request.conflict else step.content, asked, more)
    return show(
        request,
        template,
        title=title,
        crumbs=(Crumb(label=_called(step.typed)),),
        step=step,
        stops=stops(step),
        people=people(step),
        held=hidden,
        keep_url=address("keep_draft", step.sheet.id),
        saved_at=step.sheet.saved_at,
        is_conflict=request.conflict is not None,
        **context,
    )


def stops(step: Step) -> list[Stop]:
    """The steps of the path as links."""
    found, draft = [], step.sheet.id
    for name, label in _labels():
        is_current = name == step.name
        if name == "register_person":
            if not step.typed.persons:
                continue
            url = address(name, draft, step.person_id or step.typed.persons[0].id)
        else:
            url = address(name, draft)
        found.append(Stop(label=label, url=url, is_current=is_current))
    return found


def people(step: Step) -> list[Stop]:
    """The persons of the family as links to their own page."""
    read = step.read()
    return [
        Stop(
            label=one.name.strip() or _("no name yet"),
            url=address("register_person", step.sheet.id, one.id),
            is_current=one.id == step.person_id,
            troubles=sum(trouble.field.startswith(f"person-{one.id}-") for trouble in read.troubles),
        )
        for one in step.typed.persons
    ]


def url_after(draft_id: UUID, typed: FamilyTyped, name: str, person_id: UUID | None) -> str:
    """The step after a step: through all persons, then what concerns the family."""
    ids = [one.id for one in typed.persons]
    if name in ("register_who", "register_person") and ids:
        place = ids.index(person_id) + 1 if person_id in ids else 0
        if place < len(ids):
            return address("register_person", draft_id, ids[place])
    names = [one for one, _label in _labels()]
    following = names[names.index(name) + 1 :]
    if name == "register_who" and not ids:
        return address("register_who", draft_id)
    after = [one for one in following if one != "register_person" and _concerns(one, typed)]
    return address(after[0], draft_id) if after else address("register_family", draft_id)


def _concerns(name: str, typed: FamilyTyped) -> bool:
    """Whether a step asks anything of this family. Kin of one person is asked when it is a child alone."""
    is_asked = len(typed.persons) > 1 or any(one.guardian or is_child(one) for one in typed.persons)
    return name != "register_kin" or is_asked


def _labels() -> list[tuple[str, Text]]:
    return [
        ("register_who", _("Who is here")),
        ("register_person", _("Persons")),
        ("register_photographs", _("Photographs")),
        ("register_kin", _("Family")),
        ("register_reach", _("How to reach them")),
        ("register_needs", _("Needs")),
        ("register_family", _("Check")),
    ]


def _called(typed: FamilyTyped) -> Text:
    first = typed.persons[0].name.strip() if typed.persons else ""
    return first or _("New registration")
