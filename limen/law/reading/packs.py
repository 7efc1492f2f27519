"""Reading one pack out of its files, on top of what it inherits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from limen.law.packs import Pack, Plan, Signature, Source, Status
from limen.law.reading import facts, lists, procedures
from limen.law.reading.analysis import read_analysis
from limen.law.reading.applications import read_application_type
from limen.law.reading.nodes import Fields, Place
from limen.law.reading.terms import Known, read_term, set_nationally
from limen.law.reading.weighing import read_weighing
from limen.law.reading.withdrawals import read_withdrawal
from limen.law.terms import Term

T = TypeVar("T")
_PACK = {
    "id", "says", "jurisdiction", "inherits", "languages", "calendar", "status", "signatures", "as_of",
    "about", "sources",
}  # fmt: skip
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)?")
SECTIONS = (
    "pack", "facts", "counting", "regimes", "procedure", "outcomes", "grounds", "requirements", "lists",
    "holds", "amounts", "entitlements", "applications", "withdrawals", "weighing", "analysis", "words",
)  # fmt: skip
FOLDERS = ("terms", "plans", "examples")


@dataclass(frozen=True, slots=True)
class Files:
    """The composed files of one pack, by their path inside it: `terms/making.yaml`."""

    id: str
    places: Mapping[str, Place]
    missing: Place

    def section(self, name: str) -> dict[str, Place]:
        """The named entries of one file, or of all files of a folder."""
        found: dict[str, Place] = {}
        for path, place in self.places.items():
            if path == f"{name}.yaml" or path.startswith(f"{name}/"):
                for id, one in place.named().items():
                    if not _ID.fullmatch(id):
                        one.trouble(f"“{id}” is not an id.", "Use small letters, digits and _.")
                    if id in found:
                        before = found[id]
                        one.trouble(f"“{id}” is in {before.file}, line {before.line}, too.", "Rename one.")
                    found[id] = one
        return found

    def fields(self) -> Fields:
        """Those of pack.yaml."""
        return self.places.get("pack.yaml", self.missing).fields(_PACK)


@dataclass
class _Shelf:
    """What a pack has of one sort: the parent's, and its own."""

    parent: Mapping[str, Any]
    name: str
    own: dict[str, Any] = field(default_factory=dict)

    def read(self, places: Mapping[str, Place], reader: Callable[[str, Place], T]) -> dict[str, T]:
        """All of it. What the parent has cannot be replaced."""
        for id, place in places.items():
            if id in self.parent:
                place.trouble(
                    f"“{id}” is already in a pack that this one inherits.",
                    "What is inherited cannot be replaced; take another name.",
                )
            self.own[id] = reader(id, place)
        return {**self.parent, **self.own}


def read_pack(files: Files, parent: Pack | None) -> Pack:
    """The pack with all that it inherits. Troubles are noted, not raised."""
    head = files.fields()
    _only_known_files(files)

    def all_of(name: str, reader: Callable[[str, Place], T], *, file: str = "") -> dict[str, T]:
        shelf = _Shelf(getattr(parent, name) if parent else {}, name)
        return shelf.read(files.section(file or name), reader)

    grounds = all_of("grounds", lists.read_catalogue)
    countings = all_of("countings", facts.read_counting, file="counting")
    known = Known(countings=countings, pack=files.id)
    terms = _terms(files, parent, known)
    plans, plan_terms = _plans(files, parent, known)
    words = files.section("words")
    return Pack(
        id=files.id,
        says=head.text("says"),
        jurisdiction=head.text("jurisdiction", "EU"),
        chain=(files.id, *(parent.chain if parent else ())),
        languages=head.words("languages") or (parent.languages if parent else ()),
        calendar=head.text_or("calendar", parent.calendar if parent else ""),
        status=_status(head, parent),
        signatures=tuple(_signature(one) for one in head.items("signatures")),
        as_of=head.day("as_of"),
        about=head.text_or("about"),
        sources=(*(parent.sources if parent else ()), *(_source(one) for one in head.items("sources"))),
        fingerprint=fingerprint(files, parent),
        facts=all_of("facts", lambda id, place: facts.read_fact(id, place, grounds)),
        countings=countings,
        regimes=all_of("regimes", procedures.read_regime),
        terms={**terms, **plan_terms},
        procedures=_procedures(files, parent),
        outcomes=all_of("outcomes", lists.read_outcome),
        grounds=grounds,
        requirements=all_of("requirements", lists.read_catalogue),
        lists=all_of("lists", lists.read_country_list),
        holds=all_of("holds", lists.read_hold),
        amounts=all_of("amounts", lists.read_amount),
        entitlements=all_of("entitlements", lists.read_entitlement),
        plans=plans,
        applications=all_of("applications", read_application_type),
        withdrawals=all_of("withdrawals", read_withdrawal),
        weighing=all_of("weighing", read_weighing),
        analyses=all_of("analyses", read_analysis, file="analysis"),
        words=_words(parent.words if parent else {}, words.get("words")),
        letters=_words(parent.letters if parent else {}, words.get("letters")),
    )


def _plans(files: Files, parent: Pack | None, known: Known) -> tuple[dict[str, Plan], dict[str, Term]]:
    """The plans, and the terms that their steps are."""
    plans = dict(parent.plans) if parent else {}
    terms: dict[str, Term] = {}
    for id, place in files.section("plans").items():
        plans[id], dated = procedures.read_plan(id, place, known)
        terms |= dated
    return plans, terms


def fingerprint(files: Files, parent: Pack | None) -> str:
    """Of what the pack says and inherits; comments, order and worked examples do not change it."""
    content = {
        path: _plain(place.node) for path, place in files.places.items() if not path.startswith("examples/")
    }
    text = json.dumps([parent.fingerprint if parent else "", content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    return " ".join(str(node.value).split())


def _terms(files: Files, parent: Pack | None, known: Known) -> dict[str, Term]:
    terms: dict[str, Term] = dict(parent.terms) if parent else {}
    for id, place in files.section("terms").items():
        if id in terms:
            terms[id] = set_nationally(terms[id], place, parent=terms[id].defined_in, pack=files.id)
        elif "sets" in place.named():
            place.trouble(f"“{id}” sets a term that no inherited pack has.", "Look for its name there.")
        else:
            terms[id] = read_term(id, place, known)
    return terms


def _procedures(files: Files, parent: Pack | None) -> dict[str, Any]:
    place = files.places.get("procedure.yaml")
    found = place.fields({"procedures"}).named("procedures") if place is not None else {}
    return _Shelf(parent.procedures if parent else {}, "procedures").read(found, procedures.read_procedure)


def _words(inherited: Mapping[str, Mapping[str, str]], place: Place | None) -> dict[str, dict[str, str]]:
    done = {name: dict(by_language) for name, by_language in inherited.items()}
    for name, by_language in lists.read_words(place.named() if place else {}).items():
        done.setdefault(name, {}).update(by_language)
    return done


def _status(head: Fields, parent: Pack | None) -> Status:
    status = head.choice("status", Status, Status.DRAFT)
    if status is Status.SIGNED and not head.items("signatures"):
        head.place.trouble(
            "A signed pack has no signatures.", "Name who signed it, in what capacity, and when."
        )
    inherited = parent.status if parent else Status.SIGNED
    return status if inherited is Status.SIGNED else Status.DRAFT


def _signature(place: Place) -> Signature:
    fields = place.fields({"name", "capacity", "on"})
    return Signature(name=fields.text("name"), capacity=fields.text("capacity"), on=fields.day("on"))


def _source(place: Place) -> Source:
    fields = place.fields({"id", "says", "link", "note"})
    return Source(id=fields.text("id"), says=fields.text("says"), link=fields.text_or("link"))


def _only_known_files(files: Files) -> None:
    for path, place in files.places.items():
        folder, _slash, name = path.rpartition("/")
        if not (folder in FOLDERS if folder else name.removesuffix(".yaml") in SECTIONS):
            place.notebook.note(
                place.file,
                1,
                "This file is not part of a pack.",
                f"It has the files {', '.join(SECTIONS)}, and the folders {', '.join(FOLDERS)}.",
            )
