"""Proposing an edition: choose it, look at what it would change, then propose exactly what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.policy.commands import propose as propose_edition
from limen.domain.policy.queries import Law, laws_in_force
from limen.web.components import Crumb
from limen.web.components.shapes import Text
from limen.web.page import page, told
from limen.web.requests import Request, acts
from limen.workspaces.policy.differing import Differing, differing
from limen.workspaces.policy.distributed import distributed
from limen.workspaces.policy.forms import AS_DISTRIBUTED, CHANGED, LookForm, ProposeForm
from limen.workspaces.policy.frame import address, show
from limen.workspaces.policy.overlay import carried, placed, unwrapped, written
from limen.workspaces.policy.trying import Tried, seal_of, tried, with_examples


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one would propose: its files, how it fared, and how it differs from what is in force."""

    pack: str
    of: str
    files: Mapping[str, str]
    changed: Mapping[str, str]
    tried: Tried
    before: Law | None

    @property
    def difference(self) -> Differing | None:
        """In words; None when the files could not be read."""
        if self.tried.library is None:
            return None
        return differing(self.before.pack if self.before else None, self.tried.library.pack(self.pack))

    @property
    def says(self) -> str:
        """What the pack calls itself."""
        return self.tried.library.pack(self.pack).says if self.tried.library else self.pack

    @property
    def examples(self) -> str:
        """How the worked examples fared, in a sentence."""
        return examples_words(self.tried)


def examples_words(found: Tried) -> str:
    """How worked examples fared."""
    if not found.examples:
        return _("It has no worked example.")
    if found.failing:
        return ngettext(
            "%(count)s result is not as its example expects.",
            "%(count)s results are not as their examples expect.",
            len(found.failing),
        ) % {"count": len(found.failing)}  # fmt: skip
    said = ngettext("%(count)s worked example holds.", "All %(count)s worked examples hold.", found.examples)
    return said % {"count": found.examples}


@page("policy", permission="policy.propose")
def propose(request: Request) -> HttpResponse:
    """First the choice, then the look, then the act: the same address, a page each."""
    if request.method == "POST" and request.POST.get("step") == "propose":
        return _propose(request)
    given = {"initial": {"pack": request.GET.get("pack", ""), "of": request.GET.get("of", AS_DISTRIBUTED)}}
    form = LookForm(packs_to_choose(request), request.POST or None, request.FILES or None, **given)
    look = None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            look = look_at(request, words["pack"], words["of"], sent=words["sent"])
        except ValidationError as wrong:
            form.add_error("sent", wrong)
    if look is None or look.tried.library is None:
        return _show_choice(request, form, look.tried.troubles if look else ())
    return _showlook_at(request, look, ProposeForm(initial=_carrying(look, form.cleaned_data["why"])))


def _propose(request: Request) -> HttpResponse:
    form = ProposeForm(request.POST)
    try:
        look = look_at(
            request, request.POST.get("pack", ""), request.POST.get("of", ""), written_down=request.POST
        )
    except ValidationError as wrong:
        return _show_choice(
            request, LookForm(packs_to_choose(request), initial=request.POST.dict()), tuple(wrong.messages)
        )
    is_same = seal_of(look.files) == request.POST.get("seal")
    if is_same and acts(request) and form.is_valid():
        event = propose_edition(
            look.pack, files=look.files, why=form.cleaned_data["why"], by=request.actor, at=request.at
        )
        return told(event, "policy:proposal", event.adoption_id)
    if is_same:
        return _showlook_at(request, look, form)
    moved = _("The law changed since you looked at it. Look again at what is below before you propose it.")
    again = ProposeForm(initial=_carrying(look, request.POST.get("why", "")))
    return _showlook_at(request, look, again, moved=moved)


def look_at(
    request: Request,
    pack: str,
    of: str,
    *,
    sent: object = None,
    written_down: Mapping[str, str] | None = None,
) -> Look:
    """Read what was chosen, sent or carried. Raises `ValidationError`."""
    if pack not in dict(packs_to_choose(request)):
        raise ValidationError(_("Choose a pack from the list."))
    before = next((law for law in laws_in_force(request.actor) if law.pack.id == pack), None)
    shelf = distributed()
    if of != CHANGED:
        library = shelf.libraries.get(pack)
        found = with_examples(pack, library) if library else tried(pack, shelf.files)
        files = library.bundle(pack) if library else shelf.files
        return Look(pack=pack, of=AS_DISTRIBUTED, files=files, changed={}, tried=found, before=before)
    base = before.library.bundle(pack) if before else shelf.files
    if written_down is not None:
        changed = carried(written_down.get("changed", ""), pack, base)
    else:
        changed = placed(unwrapped(sent if isinstance(sent, list) else ()), pack, base)
    files = {**base, **changed}
    return Look(pack=pack, of=CHANGED, files=files, changed=changed, tried=tried(pack, files), before=before)


def packs_to_choose(request: Request) -> list[tuple[str, Text]]:
    """Every pack that is in force or lies in the folder, by name."""
    shelf = distributed()
    found: dict[str, Text] = {id: id for id in shelf.troubles if id}
    found |= {id: pack.says for id, pack in shelf.packs.items()}
    found |= {law.pack.id: law.pack.says for law in laws_in_force(request.actor)}
    return sorted(found.items())


def _carrying(look: Look, why: str) -> dict[str, str]:
    return {
        "pack": look.pack,
        "of": look.of,
        "changed": written(look.changed),
        "seal": seal_of(look.files),
        "why": why,
    }


def _show_choice(request: Request, form: LookForm, troubles: tuple[str, ...]) -> HttpResponse:
    title = _("Propose an edition")
    return show(
        request, "choose", title=title, crumbs=(Crumb(label=title),), form=form, troubles=troubles,
        back_url=address("home"),
    )  # fmt: skip


def _showlook_at(request: Request, look: Look, form: ProposeForm, *, moved: Text = "") -> HttpResponse:
    title = _("What it would change")
    crumbs = (Crumb(label=_("Propose an edition"), url=address("propose")), Crumb(label=title))
    return show(
        request,
        "look",
        title=title,
        crumbs=crumbs,
        form=form,
        moved=moved,
        says=look.says,
        changed=sorted(look.changed),
        is_changed=look.of == CHANGED,
        difference=look.difference,
        tried=look.tried,
        examples=look.examples,
        back_url=address("propose"),
    )
