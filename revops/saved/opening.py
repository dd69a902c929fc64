"""The bytes of an assessment file to what was saved: unpacked in a child process, checked part by part."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from revops.diagnostic.outdated import kept_answers
from revops.errors import ContentError, UploadError
from revops.intake.opening import check_upload, too_much
from revops.intake.pool import NoAnswerError, Reader
from revops.intake.upload import Limits, Upload
from revops.metrics import METRICS
from revops.profile_file import profile_from_toml
from revops.saved.assessed import Saved, View
from revops.saved.packing import ANSWERS, FORMAT, KIND, MANIFEST, PROFILE
from revops.saved.parts import ASSESSMENT, HISTORY, beside_from, dataset_from, history_from, report_from
from revops.saved.plain import PartError

Texts = dict[str, str]
Step = Callable[[Texts], Texts]
"""Takes the text parts of one format to those of the next."""
STEPS: Final[Mapping[int, Step]] = MappingProxyType({})
"""How files of older formats become those of the next; the format of this version is the first."""
MOST_MANIFEST: Final = 1_000_000


def open_saved(upload: Upload) -> Saved:
    """The assessment in a file.

    Args:
        upload: Name and bytes; nothing about them is trusted.

    Raises:
        UploadError: If it is no saved assessment, is damaged, was changed, comes from a newer version, or asks for more
            than an upload may; the message says which, and what to do.
    """
    limits = Limits.from_environment()
    check_upload(upload, limits)
    with tempfile.TemporaryDirectory(prefix="revops-") as folder, Reader(limits) as reader:
        asking = _Asking(upload, Path(folder) / "saved", reader, limits)
        try:
            return _opened(asking)
        except (PartError, ContentError) as error:
            raise UploadError.not_as_saved(upload.name, f"a part of it is wrong ({error})") from None


class _Asking:
    """The child process, asked about one file."""

    def __init__(self, upload: Upload, path: Path, reader: Reader, limits: Limits) -> None:
        self.upload, self._place, self._reader, self._limits = upload, str(path), reader, limits

    def ask(self, task: str, content: bytes = b"", **more: Any) -> dict[str, Any]:
        """The child's answer.

        Raises:
            UploadError: If it refuses the file, or dies over it.
        """
        request = {"task": task, "place": self._place, "file": self.upload.name, **more}
        try:
            answer = self._reader.ask(request, content)
        except NoAnswerError:
            raise too_much(self.upload.name, self._limits) from None
        for refusal in answer.get("refusals", ()):
            raise UploadError(self.upload.name, refusal["code"], refusal["reason"], "")
        return answer


def _opened(asking: _Asking) -> Saved:
    name = asking.upload.name
    parts: dict[str, dict[str, str]] = asking.ask("unpack", asking.upload.content)["parts"]
    version = _checked(parts, name)
    texts = {part: _text(found["path"], name) for part, found in parts.items() if not _is_table(part)}
    texts = migrated({part: text for part, text in texts.items() if part != MANIFEST}, version)
    for part in (ANSWERS, PROFILE, ASSESSMENT, HISTORY):
        if part not in texts:
            raise UploadError.not_as_saved(name, f"the part {part} is missing")
    tables = [part for part in parts if _is_table(part)]
    read = asking.ask("tables", paths=[parts[part]["path"] for part in tables])["tables"]
    beside = beside_from(texts[ASSESSMENT])
    view, gone = _of_this_version(beside.view)
    answers, recounted = kept_answers(texts[ANSWERS], ANSWERS)
    fingerprint = f"saved {sha256(asking.upload.content).hexdigest()}"
    return Saved(
        dataset=dataset_from(beside, dict(zip(tables, map(_arrow, read), strict=True)), fingerprint),
        view=view,
        answers=answers,
        choices=beside.choices,
        profile=profile_from_toml(texts[PROFILE], PROFILE),
        history=history_from(texts[HISTORY]),
        report=report_from(beside),
        gone=gone,
        recounted=recounted,
    )


def _of_this_version(view: View) -> tuple[View, tuple[str, ...]]:
    """The view without the metrics that are no longer there, and these; all of the model where none is left."""
    gone = tuple(key[:80] for key in view.keys or () if key not in METRICS)
    if not gone:
        return view, ()
    return replace(view, keys=tuple(key for key in view.keys or () if key in METRICS) or None), gone


def migrated(texts: Texts, version: int, steps: Mapping[int, Step] = STEPS) -> Texts:
    """The text parts as the format of this version has them.

    Args:
        texts: By name.
        version: Their format.
        steps: From each format to the next.
    """
    while version in steps:
        texts, version = steps[version](texts), version + 1
    return texts


def _checked(parts: Mapping[str, Mapping[str, str]], file: str) -> int:
    """The format of a file whose parts are those that its manifest names.

    Raises:
        UploadError: If it has no manifest of ours, is newer than this program, or a part is another than was saved.
    """
    if MANIFEST not in parts:
        raise UploadError.not_as_saved(file, "it has no manifest, so it is none that was saved here")
    manifest = _manifest(parts[MANIFEST]["path"], file)
    version = manifest["format"]
    if version > FORMAT:
        raise UploadError.newer(file, str(manifest.get("app", ""))[:20])
    named = manifest["parts"]
    others = {name: part["sha256"] for name, part in parts.items() if name != MANIFEST}
    missing = sorted(named.keys() - others.keys())
    if missing:
        raise UploadError.not_as_saved(file, f"the part {str(missing[0])[:80]} is missing")
    changed = sorted(name for name, found in others.items() if named.get(name) != found)
    if changed:
        raise UploadError.changed(file, changed[0][:80])
    return int(version)


def _manifest(path: str, file: str) -> dict[str, Any]:
    text = _text(path, file)
    try:
        found = json.loads(text) if len(text) <= MOST_MANIFEST else None
    except (ValueError, RecursionError):
        found = None
    is_ours = isinstance(found, dict) and found.get("kind") == KIND and isinstance(found.get("parts"), dict)
    if not isinstance(found, dict) or not is_ours or type(found.get("format")) is not int or found["format"] < 1:
        raise UploadError.not_as_saved(file, "its manifest is none of a saved assessment")
    return found


def _text(path: str, file: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UploadError.not_as_saved(file, "a part of it is no text") from None


def _is_table(part: str) -> bool:
    return part.endswith(".parquet")


def _arrow(path: str) -> pa.Table:
    with pa.OSFile(path, "rb") as source:
        return pa.ipc.open_file(source).read_all()
