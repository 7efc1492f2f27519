"""Changed files laid over an edition: where each belongs, and what is wrong when it belongs nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from limen.law.library import CALENDARS
from limen.law.reading.packs import SECTIONS

MOST_BYTES = 1_000_000  # of all changed files together
MOST_FILES = 200


def unwrapped(sent: Iterable[UploadedFile[bytes]]) -> dict[str, bytes]:
    """The files that were sent, by name; those inside a zip by their path in it. Raises `ValidationError`."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for file in sent:
        name = str(file.name)
        if (file.size or 0) > MOST_BYTES:
            raise _too_much()
        content = file.read()
        for path, inside in _inside(name, content) if name.endswith(".zip") else ((name, content),):
            left -= len(inside)
            if left < 0 or len(found) == MOST_FILES:
                raise _too_much()
            found[path] = inside
    return found


def _inside(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = [
                one for one in archive.infolist() if not one.is_dir() and one.filename.endswith(".yaml")
            ]
            # Sizes as the zip says them; `read` refuses one that turns out to be larger.
            if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > MOST_BYTES * 4:
                raise _too_much()
            for one in entries:
                yield one.filename, archive.read(one)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError) as wrong:
        raise ValidationError(_("%(name)s is not a zip that can be read.") % {"name": name}) from wrong


def _too_much() -> ValidationError:
    return ValidationError(
        _("This is more than %(files)s files or %(size)s kB. Send only the files that changed.")
        % {"files": MOST_FILES, "size": MOST_BYTES // 1000}
    )


def placed(found: Mapping[str, bytes], pack: str, base: Mapping[str, str]) -> dict[str, str]:
    """Each file at its path, without the unchanged ones. Raises `ValidationError` with every trouble."""
    changed: dict[str, str] = {}
    troubles = []
    for name, content in found.items():
        try:
            path, text = _path(name, pack, base), content.decode("utf-8")
        except UnicodeDecodeError:
            troubles.append(_("%(name)s is not text in UTF-8.") % {"name": name})
            continue
        except ValueError as wrong:
            troubles.append(str(wrong))
            continue
        if base.get(path) != text:
            changed[path] = text
    if troubles:
        raise ValidationError(troubles)
    return changed


def _path(name: str, pack: str, base: Mapping[str, str]) -> str:
    """Where a file belongs. Raises `ValueError` with a sentence."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix != ".yaml" or path.is_absolute() or ".." in path.parts:
        raise ValueError(
            _("%(name)s is not a file of a pack: those are called something.yaml.") % {"name": name}
        )
    if len(path.parts) > 1:
        folders = {known.partition("/")[0] for known in base} | {CALENDARS}
        return str(path) if path.parts[0] in folders else f"{pack}/{path}"
    if f"{pack}/{name}" in base or path.stem in SECTIONS:
        return f"{pack}/{name}"
    same = [known for known in base if known.startswith(f"{pack}/") and PurePosixPath(known).name == name]
    if len(same) == 1:
        return same[0]
    raise ValueError(
        _(
            "%(name)s could belong in more than one place, or is new. Send it in a zip, in its folder, "
            "as in terms/%(name)s."
        )
        % {"name": name}
    )


def written(changed: Mapping[str, str]) -> str:
    """Changed files as a form carries them from looking to proposing."""
    return json.dumps(dict(sorted(changed.items())), ensure_ascii=False)


def carried(text: str, pack: str, base: Mapping[str, str]) -> dict[str, str]:
    """What a form carried. It came from a browser, and so is looked at again. Raises `ValidationError`."""
    try:
        found = json.loads(text or "{}")
        files = {str(path): str(content).encode() for path, content in found.items()}
    except (ValueError, AttributeError, UnicodeEncodeError) as wrong:
        raise ValidationError(_("The files were lost on the way. Choose them again.")) from wrong
    if sum(map(len, files.values())) > MOST_BYTES or len(files) > MOST_FILES:
        raise _too_much()
    return placed(files, pack, base)
