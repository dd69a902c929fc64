"""Bytes of a text file to UTF-8: which encoding they are in, and what to clean; runs in the child process."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from revops.errors import ChoiceError, UploadError
from revops.intake.mixed_lines import decode_lines, is_in_other

SAMPLE_BYTES = 1 << 18
_CHUNK = 1 << 24
_STRAY = 0.01
"""Share of bytes up to which zero bytes are dirt; above it they make a binary file."""

ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "Unicode (UTF-8)",
        "utf-16": "Unicode (UTF-16)",
        "cp1252": "Western European",
        "cp1250": "Central European",
        "cp1251": "Cyrillic",
        "cp1253": "Greek",
        "cp1254": "Turkish",
        "cp1255": "Hebrew",
        "cp1256": "Arabic",
        "cp1257": "Baltic",
        "mac_roman": "Western European (Mac)",
        "cp850": "Western European (DOS)",
        "koi8_r": "Cyrillic (KOI8-R)",
        "gb18030": "Chinese, simplified (GBK)",
        "big5": "Chinese, traditional (Big5)",
        "shift_jis": "Japanese (Shift-JIS)",
        "euc_jp": "Japanese (EUC-JP)",
        "euc_kr": "Korean (EUC-KR)",
    }
)
"""Encodings that spreadsheets are saved in: the name to choose them by, and what they write."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")

_COMMON: Mapping[str, str] = {
    "cp1252": "éèàùâêîôûëïüçäöüÄÖÜßñáíóúÉãõåøæÅØšžœ",
    "cp1254": "ğışçöüâîûİĞŞÇÖÜ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžôľĺŕäöüőűîăâșțşţŁŚŻŹĆČŘŠŽŐŰÁÉÍÓÚÖÜÝĄĘ",
    "cp1251": "оеаинтсрвлкмдпубгяызьчйхжюшцщэфёСПКВОНАДМРТБГЗИЛФЦУ",
    "koi8_r": "оеаинтсрвлкмдпубгяызьчйхжюшцщэфёСПКВОНАДМРТБГЗИЛФЦУ",
    "cp1253": "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώϊΑΟΙΕΤΣΝΗΥΡΠΚΜΛΔΓΧΘΦΒΈΆΌΉΊΏΎ",
    "cp1255": "יוהלאתמרשנבדעקפחטצגסזכםןףךץ",
    "cp1256": "ابةتثجحخدذرزسشصضطظعغفقكلمنهويىئءأإآؤپچژگ،؛؟\u200c",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüÕÄÖÜŠŽČĀĒŪ",
    "mac_roman": "éèàâêîôûçäöüÄÖÜßñáíóúÉãõåøæÅØ’“”–—…€",
    "cp850": "éèàâêîôûçäöüÄÖÜßñáíóúÉãõåøæÅØ",
}
"""Letters that texts in an encoding are made of; read in the wrong one, the same bytes give rare ones."""
_COMMON_LEAD: Mapping[str, range] = {
    "euc_kr": range(0xB0, 0xC9),
    "gb18030": range(0xB0, 0xD8),
    "big5": range(0xA4, 0xC7),
    "shift_jis": range(0x88, 0x98),
    "euc_jp": range(0xB0, 0xD0),
}
"""First bytes of the frequent characters of a double-byte encoding."""
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
_NEUTRAL = re.compile(r"[°€£§«»‘’“”„–—…·®©™\u3000-\u3020\uff01-\uff5e\xa0]")
_WESTERN = re.compile(r"[A-Za-zÀ-ÏÑ-ÖØ-Üß-ïñ-öø-üÿŒœŠšŽž€£§°«»‘’“”„‚–—…ºª·¡¿µ©®™\s]")
FEWEST_VALID = 0.2
"""Share of telling lines that are UTF-8 from which it is no accident."""
MOST_OTHERS = 10_000
"""Lines in another encoding that are looked at."""
_READS_WELL = 0.6
_AHEAD = 0.1
"""Score of an encoding that nobody has to confirm, and its lead over the next."""
_MONEY: Mapping[str, str] = {"shift_jis": "¥", "euc_jp": "¥", "euc_kr": "₩"}
"""Encodings that show the byte of a backslash as the sign of their currency."""
_BEFORE_AMOUNT = re.compile(r'(?<![^\s,;|"(-])\\(?=-?\d)')
_WORTH = {"common": 1.0, "neutral": 0.4, "letter": 0.1, "other": -1.0}


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """How bytes become text.

    Attributes:
        codec: Name that Python knows it by.
        says: Name for people.
        is_guess: Whether the bytes alone could not decide it.
        is_doubtful: Whether another encoding would read nearly as well, so that a person has to look.
        others: Encoding of the lines that are not in this one; "" where all are.
    """

    codec: str
    says: str
    is_guess: bool = False
    is_doubtful: bool = False
    others: str = ""


def find_encoding(content: bytes, file: str, wanted: str | None = None) -> Encoding:
    """The encoding of a text: the one chosen, a mark, strict UTF-8, UTF-16 without a mark, else the likeliest.

    Raises:
        UploadError: If the bytes are no text, or not in the encoding chosen.
    """
    if wanted:
        return _chosen(content, file, wanted)
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return Encoding(codec=codec, says=name)
    if b"\0" in content[:SAMPLE_BYTES]:
        return _with_zeros(content, file)
    if is_utf8(content):
        return Encoding(codec="utf-8", says="UTF-8")
    return _guess(content)


def check_encoding(name: str) -> None:
    """Refuses an encoding that is not read.

    Raises:
        ChoiceError: If it is unknown.
    """
    try:
        known = {codecs.lookup(each).name for each in ENCODINGS}
        if codecs.lookup(name).name in known:
            return
    except LookupError:
        pass
    raise ChoiceError(f"There is no encoding “{name}”. There are: {', '.join(ENCODINGS)}.")


def _chosen(content: bytes, file: str, wanted: str) -> Encoding:
    codec = codecs.lookup(wanted).name
    codec = "utf-8-sig" if codec == "utf-8" else codec
    damaged = content[:SAMPLE_BYTES].decode(codec, "replace").count("\ufffd")
    if damaged > _STRAY * min(len(content), SAMPLE_BYTES):
        found = f"The file is not written in {wanted}: {damaged:,} characters at its beginning cannot be read."
        raise UploadError(file, "WRONG_ENCODING", found, "Choose another encoding, or none to have it found.")
    return Encoding(codec=codec, says=f"{wanted} (chosen)")


def is_utf8(content: bytes) -> bool:
    """Whether all bytes are valid UTF-8; in portions, so that a large file is not held twice."""
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _with_zeros(content: bytes, file: str) -> Encoding:
    """UTF-16 without a mark, text with a few zero bytes in it, or no text at all."""
    sample = content[: SAMPLE_BYTES & ~1]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) / 2
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.1 * half and not _CONTROL.search(sample.decode(codec, "replace")):
            return Encoding(codec=codec, says="UTF-16 without a mark")
    rest = content.replace(b"\0", b"")
    if len(content) - len(rest) <= _STRAY * len(content) and not _CONTROL.search(rest.decode("latin-1")):
        return Encoding(codec="utf-8", says="UTF-8") if is_utf8(rest) else _guess(rest)
    raise UploadError.not_a_spreadsheet(file, "a binary file")


def _guess(content: bytes) -> Encoding:
    """The likeliest encoding of bytes that are not UTF-8: Western where that reads well, else by its letters."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    telling = b"\n".join(lines)[:SAMPLE_BYTES]
    if _has_other_lines(lines):
        return Encoding(codec="utf-8", says="UTF-8, some lines in cp1252 (guessed)", is_guess=True, others="cp1252")
    if _is_damaged_utf8(telling):
        return Encoding(codec="utf-8", says="UTF-8 with damaged characters", is_guess=True, is_doubtful=True)
    if _reads_western(telling):
        return Encoding(codec="cp1252", says="cp1252 (guessed)", is_guess=True)
    codec, is_doubtful = _likeliest(telling)
    return Encoding(codec=codec, says=f"{codec} (guessed)", is_guess=True, is_doubtful=is_doubtful)


def _is_damaged_utf8(telling: bytes) -> bool:
    """Whether most letters beyond ASCII are valid UTF-8, as where a long text was cut in the middle of one."""
    text = telling.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return 4 * damaged <= sum(not sign.isascii() for sign in text) - damaged


def _has_other_lines(lines: Sequence[bytes]) -> bool:
    """Whether some lines are UTF-8 and the others Western, as where exports were pasted below each other."""
    others = [line for line in lines if not is_utf8(line)]
    if len(others) > (1 - FEWEST_VALID) * len(lines):
        return False
    looked_at = others[:MOST_OTHERS]
    return 2 * sum(is_in_other(line) and _reads_western(line) for line in looked_at) >= len(looked_at)


def _reads_western(telling: bytes) -> bool:
    """Whether the bytes give Western letters, alone or in pairs; letters of other scripts would stand in rows."""
    try:
        text = telling.decode("cp1252")
    except UnicodeDecodeError:
        return False
    strange = [sign for sign in text if not sign.isascii()]
    in_rows = sum(map(len, re.findall(r"[^\x00-\x7f]{3,}", text)))
    return all(map(_WESTERN.match, strange)) and in_rows <= 0.2 * len(strange)


def _likeliest(telling: bytes) -> tuple[str, bool]:
    """The encoding that reads best, and whether it does so poorly or hardly better than the next."""
    scores = {codec: _score(telling[:20_000], codec) for codec in (*_COMMON, *_COMMON_LEAD)}
    best, second = sorted(scores, key=lambda codec: -scores[codec])[:2]
    is_doubtful = scores[best] < _READS_WELL or scores[best] - scores[second] < _AHEAD
    return (best if scores[best] > 0 else "cp1252"), is_doubtful


def _score(telling: bytes, codec: str) -> float:
    """How much the bytes, read in an encoding, look like what people write in it: up to 1."""
    text = telling.decode(codec, "replace")
    signs = Counter(sign for sign in text if not sign.isascii())
    worth = sum(count * _WORTH[_rank(sign, codec)] for sign, count in signs.items())
    in_odd_case = sum(map(_is_in_odd_case, text, text[1:]))
    return (worth - 2 * in_odd_case) / max(1, signs.total())


def _is_in_odd_case(sign: str, following: str) -> bool:
    """Whether a capital follows a small letter, as in texts read in the wrong encoding."""
    return following.isupper() and not following.isascii() and sign.islower()


def _rank(sign: str, codec: str) -> str:
    if sign == "\ufffd" or _HALF_KANA.match(sign):
        return "other"
    if sign in _COMMON.get(codec, "") or (codec in _COMMON_LEAD and _is_frequent(sign, codec)):
        return "common"
    if _NEUTRAL.match(sign):
        return "neutral"
    return "letter" if sign.isalpha() else "other"


def _is_frequent(sign: str, codec: str) -> bool:
    if _KANA.match(sign):
        return codec in ("shift_jis", "euc_jp")
    return sign.encode(codec, "replace")[0] in _COMMON_LEAD[codec]


def to_utf8(content: bytes, encoding: Encoding) -> tuple[bytes, tuple[str, ...], list[int]]:
    """The text as UTF-8 without marks and zero bytes, what was cleaned, and the lines in another encoding, from 0."""
    plain = content.removeprefix(codecs.BOM_UTF8)
    others: list[int] = []
    if encoding.others:
        plain, others = decode_lines(plain, encoding.others)
    elif encoding.codec not in ("utf-8", "utf-8-sig"):
        plain = _with_money(content.decode(encoding.codec, "replace"), encoding.codec).encode("utf-8", "replace")
    elif encoding.is_guess:
        plain = plain.decode("utf-8", "replace").encode()
    notes = []
    if b"\0" in plain:
        notes.append(f"{plain.count(0):,} zero bytes taken out")
        plain = plain.replace(b'\0"', b'""').replace(b"\0", b"")
    if not plain.isascii() and codecs.BOM_UTF8 in plain:
        notes.append("marks of byte order in the middle of the text taken out")
        plain = plain.replace(codecs.BOM_UTF8, b"")
    return plain, tuple(notes), others


def _with_money(text: str, codec: str) -> str:
    """The text with the sign of its currency where a number begins with the byte that stands for it."""
    return _BEFORE_AMOUNT.sub(_MONEY[codec], text) if codec in _MONEY else text
