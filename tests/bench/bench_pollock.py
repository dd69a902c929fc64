"""Text files of others: encoding, delimiter, header line and columns, beside three other readers.

The files and their ground truth are read from the folder that REVOPS_FIELD_DATA names. Each reader is asked the same
four things about the same files in the same run:

    encoding    the text equals the bytes decoded as the truth says (which calls two files of UTF-8 something else)
    delimiter   the sign that separates cells
    header      a line of the header, where the file has one; none, where it has none
    columns     cells that its rows have, empty ones included

An empty file is right if it is refused, or said to have no columns.

Encodings are also guessed beside charset-normalizer and chardet: on the same files, and on short exports written here
in nine languages. Right is a guess under which the text is what was written.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import chardet
import charset_normalizer
import clevercsv
import duckdb
import pandas as pd
from clevercsv.encoding import get_encoding

from revops.errors import UploadError
from revops.intake import Upload, open_files
from revops.intake.encoding import find_encoding

SUBJECTS = ("encoding", "delimiter", "header", "columns", "all four")


@dataclass(frozen=True)
class Seen:
    """What a reader says about a file; a header of 0 is none."""

    encoding: str
    delimiter: str
    header: int
    columns: int


NOTHING = Seen("utf-8", "", 0, 0)


@dataclass(frozen=True)
class Truth:
    """What the file is."""

    encoding: str
    delimiter: str
    headers: range
    columns: int

    @classmethod
    def read(cls, path: Path) -> Truth:
        """The ground truth beside a file."""
        plain = json.loads((path.parent.parent / "parameters" / f"{path.name}_parameters.json").read_text("utf-8"))
        above, lines = int(plain["preamble_lines"]), int(plain["header_lines"])
        headers = range(above + 1, above + lines + 1) if lines else range(1)
        columns = len(plain["column_names"]) or int(plain.get("n_columns", 0))
        return cls(plain["encoding"], plain["delimiter"].strip(" ") or plain["delimiter"], headers, columns)


def ours(path: Path, content: bytes) -> Seen:
    """The product, from bytes to blocks."""
    (opened,) = open_files([Upload(path.name, content)])
    if opened.form is None:
        return NOTHING
    header = opened.blocks[0].header_row if opened.blocks else 0
    return Seen(opened.form.encoding, opened.form.delimiter, header, opened.form.columns)


def duckdbs(path: Path, content: bytes) -> Seen:
    """DuckDB's sniffer as it stands."""
    query = "select delimiter, hasheader, skiprows, len(columns) from sniff_csv(?)"
    found = duckdb.execute(query, [str(path)]).fetchone() or ("", False, 0, 0)
    return Seen("utf-8", found[0], found[2] + 1 if found[1] else 0, found[3])


def clevercsvs(path: Path, content: bytes) -> Seen:
    """clevercsv with its own guess of the encoding."""
    encoding = get_encoding(str(path), try_cchardet=False) or "utf-8"
    text = content.decode(encoding, "replace")
    dialect = clevercsv.Sniffer().sniff(text)
    has_header = clevercsv.Sniffer().has_header(text)
    widths = [len(row) for row in clevercsv.reader(io.StringIO(text), dialect)]
    return Seen(encoding, dialect.delimiter, int(has_header), max(set(widths), key=widths.count))


def pandas(path: Path, content: bytes) -> Seen:
    """pandas, told to find the delimiter; a first line of the file is its header."""
    reader = pd.read_csv(path, sep=None, engine="python", iterator=True)
    delimiter = getattr(reader._engine.data, "dialect", None)  # type: ignore[attr-defined]
    frame = reader.read()
    return Seen("utf-8", delimiter.delimiter if delimiter else ",", 1, len(frame.columns))


READERS: dict[str, Callable[[Path, bytes], Seen]] = {
    "ours": ours,
    "DuckDB": duckdbs,
    "clevercsv": clevercsvs,
    "pandas": pandas,
}


def marks(reader: Callable[[Path, bytes], Seen], path: Path) -> list[bool]:
    """What a reader gets right, one mark per subject."""
    content, truth = path.read_bytes(), Truth.read(path)
    try:
        seen = reader(path, content)
    except Exception:  # whatever a reader raises, it has not read the file
        seen = NOTHING if not content else None
    if seen is None:
        return [False] * len(SUBJECTS)
    right = [
        content.decode(seen.encoding, "replace") == content.decode(truth.encoding, "replace"),
        not content or seen.delimiter == truth.delimiter,
        seen.header in truth.headers,
        seen.columns == truth.columns,
    ]
    return [*right, all(right)]


def files() -> Iterator[Path]:
    """The files, in order."""
    folder = Path(os.environ["REVOPS_FIELD_DATA"]) / "messy_csv_pollock"
    for kind in ("polluted", "survey"):
        yield from sorted((folder / kind / "csv").iterdir())


WRITTEN = {
    "cp1252": "Geschäft;Straße;Größe\nMüller;Köln;5\nJürgen;Düsseldorf;7\n",
    "cp1250": "Nazwa;Właściciel\nŁódź;ścieżka\nGdańsk;źródło\n",
    "cp1251": "Клиент;Сумма\nСевер;5\nВосток;7\n",
    "cp1253": "Πελάτης;Ποσό\nΑθήνα ΑΕ;5\nΘεσσαλονίκη;7\n",
    "cp1254": "Müşteri;Aşama\nGıda;Kazanıldı\nİnşaat;Kaybedildi\n",
    "cp1256": "رقم الصفقة,المرحلة\nA1,فوز\nA2,خسارة\n",
    "gb18030": "客户,金额,阶段\n北京科技,5,赢单\n上海贸易,7,输单\n",
    "shift_jis": "商談ID,ステージ,金額\nA1,受注,5\nA2,失注,7\n",
    "utf-8": "Société,Montant\nÉté,5\nGarçon,7\n",
    "utf-8-sig": "Société,Montant\nÉté,5\nGarçon,7\n",
    "utf-16": "Kunde;Betrag\nMüller;5\nKöln;7\n",
    "utf-16-le": "Kunde;Betrag\nMüller;5\nKöln;7\n",
    "utf-16-be": "Kunde;Betrag\nMüller;5\nKöln;7\n",
}
LENGTHS = (1, 20)
"""How often the lines below the headers are repeated: short exports and longer ones."""


def our_guess(content: bytes) -> str | None:
    """The codec that the product takes; None for a file that it refuses."""
    try:
        return find_encoding(content, "f.csv").codec
    except UploadError:
        return None


def normalizers_guess(content: bytes) -> str | None:
    best = charset_normalizer.from_bytes(content).best()
    return best.encoding if best else None


def chardets_guess(content: bytes) -> str | None:
    return chardet.detect(content)["encoding"]


GUESSERS: dict[str, Callable[[bytes], str | None]] = {
    "ours": our_guess,
    "charset-normal.": normalizers_guess,
    "chardet": chardets_guess,
}


def is_right(guess: Callable[[bytes], str | None], content: bytes, text: str) -> bool:
    """Whether the text is what was written, marks of byte order aside."""
    codec = guess(content)
    try:
        return codec is not None and content.decode(codec, "replace").lstrip("\ufeff") == text.lstrip("\ufeff")
    except LookupError:
        return False


def print_guesses(paths: list[Path]) -> None:
    """Prints how many encodings each guesser has right."""
    real = [(path.read_bytes(), Truth.read(path).encoding) for path in paths]
    samples = [(content, content.decode(codec, "replace")) for content, codec in real if content]
    made = []
    for codec, text in WRITTEN.items():
        head, _, rows = text.partition("\n")
        longer = [f"{head}\n{rows * times}" for times in LENGTHS]
        made += [(each.encode(codec), each) for each in longer]
    print(f"\nencodings       {f'{len(samples)} files':>11}{f'{len(made)} written':>13}")
    for name, guess in GUESSERS.items():
        scores = [sum(is_right(guess, *each) for each in group) for group in (samples, made)]
        print(f"{name:16}{scores[0]:11}{scores[1]:13}")


def main() -> None:
    """Prints the scores; the aim is to be ahead of each."""
    if "REVOPS_FIELD_DATA" not in os.environ:
        print("REVOPS_FIELD_DATA names no folder: nothing to read.")
        return
    paths = list(files())
    print(f"{len(paths)} files{'':8}" + "".join(f"{subject:>11}" for subject in SUBJECTS))
    for name, reader in READERS.items():
        found = [marks(reader, path) for path in paths]
        scores = [sum(mark[index] for mark in found) for index in range(len(SUBJECTS))]
        print(f"{name:16}" + "".join(f"{score:11}" for score in scores))
        if name == "ours":
            missed = [path.name for path, mark in zip(paths, found, strict=True) if not mark[-1]]
    print(f"ours misses: {', '.join(missed)}")
    print_guesses(paths)


if __name__ == "__main__":
    main()
