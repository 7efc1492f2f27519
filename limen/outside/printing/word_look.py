"""The look at a Word template that somebody brought: a process of its own opens it, fills it on trial and
ends. It answers in JSON: the names that the template asks for, and what is wrong with it.

Started as the press for Word files is; nothing of the file is kept, and nothing that it says is done.
"""

import base64
import io
import json
import re
import resource
import sys
import zipfile
from importlib import import_module
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

DocxTemplate = import_module("docxtpl").DocxTemplate  # says no types of its own
etree = import_module("lxml.etree")
_MEMORY = 1_500_000_000
_PARTS = 1000
_OLD = b"\xd0\xcf\x11\xe0"
_MAIN = "word/document.xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHES = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|DATABASE|LINK|IMPORT)\b", re.IGNORECASE)
_RUNS = ("vbaProject", "vbaData", "activeX", "word/embeddings/", "oleObject")


def main() -> None:
    """Look at the template that was sent."""
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = base64.b64decode(asked["template"])
    names: list[str] = []
    faults = _of_file(content, asked["most"])
    if not faults:
        names, faults = _of_words(content, asked)
    told = {"names": names, "faults": [[code, detail[:200]] for code, detail in faults]}
    sys.stdout.write(json.dumps(told))


def _of_file(content: bytes, most: int) -> list[tuple[str, str]]:
    """What is wrong with the file, before any of its words is read."""
    if content.startswith(_OLD):
        return [("old_format", "")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = _unpacked(packed, most)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        return [("not_word", "")]
    if parts is None:
        return [("too_big", "")]
    if _MAIN not in parts or "[Content_Types].xml" not in parts:
        return [("not_word", "")]
    found = [("runs", name) for name in parts if any(one in name for one in _RUNS)]
    kinds = parts["[Content_Types].xml"].decode("utf-8", "replace")
    if "macroEnabled" in kinds and not found:
        found.append(("runs", "macroEnabled"))
    if not found and _DOCUMENT not in kinds:
        found.append(("not_document", ""))
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            found += _of_part(name, part)
    return list(dict.fromkeys(found))


def _unpacked(packed: zipfile.ZipFile, most: int) -> dict[str, bytes] | None:
    """Every part, by what comes out of it and not by what the file says; None when that is too much."""
    listed = packed.infolist()
    if len(listed) > _PARTS:
        return None
    parts, left = {}, most
    for one in listed:
        with packed.open(one) as opened:
            part = opened.read(left + 1)
        left -= len(part)
        if left < 0:
            return None
        parts[one.filename] = part
    return parts


def _of_part(name: str, part: bytes) -> list[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return [("broken", name)]
    if root.getroottree().docinfo.doctype:
        return [("broken", name)]
    found = []
    for one in root.iter():
        if one.get("TargetMode") == "External":
            target = one.get("Target", "")
            is_link = one.get("Type", "").endswith("/hyperlink")
            if not (is_link and target.startswith(("https://", "mailto:"))):
                found.append(("outside", target))
        if one.tag == f"{_WORD}altChunk":
            found.append(("outside", "altChunk"))
    asked = "".join(one.text or "" for one in root.iter(f"{_WORD}instrText"))
    asked += " ".join(one.get(f"{_WORD}instr", "") for one in root.iter(f"{_WORD}fldSimple"))
    found += [("outside", one) for one in _FETCHES.findall(asked)]
    return found


def _of_words(content: bytes, asked: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
    """The names that it asks for, and what is wrong when it is filled on trial, once full and once empty."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals = {}
    names: list[str] = []
    try:
        names = sorted(DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(sandbox))
        unknown = [("unknown", one) for one in names if one not in asked["full"]]
        if unknown:
            return names, unknown
        said = _filled(content, asked["full"], sandbox)
        _filled(content, asked["empty"], sandbox)
    except TemplateSyntaxError as error:
        return [], [("syntax", error.message or "")]
    except UndefinedError as error:
        return names, [("unknown_inside", error.message or "")]
    except (SecurityError, TemplateError, TypeError, ValueError, KeyError) as error:
        return [], [("unfillable", type(error).__name__)]
    return names, [("missing", one) for one, mark in asked["marks"].items() if mark not in said]


def _filled(content: bytes, told: dict[str, Any], sandbox: ImmutableSandboxedEnvironment) -> str:
    """The words of the filled template: its text, headers and footers."""
    template = DocxTemplate(io.BytesIO(content))
    template.render(told, jinja_env=sandbox, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    said = ""
    with zipfile.ZipFile(out) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                root = etree.fromstring(packed.read(name))
                said += " ".join("".join(one.itertext(f"{_WORD}t")) for one in root.iter(f"{_WORD}p"))
    return said


main()
