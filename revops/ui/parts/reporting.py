"""What goes into a report, and the files to take away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from revops.assessment import Assessment
from revops.charts.figures import locale_of
from revops.errors import ChoiceError
from revops.report import FORMATS, Detail, Options, PartKey
from revops.ui import reported
from revops.ui.plain import plain
from revops.ui.state import State

_LANGUAGES: Final = ("en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pl-PL", "pt-BR", "ja-JP", "zh-CN")
_DETAIL: Final = {Detail.FULL: "Everything", Detail.SUMMARY: "Two pages"}
_LONGEST: Final = 200
_BOXES: Final = (
    "This machine has no font for some letters of your files: boxes stand in their place until one is installed, such "
    "as Noto Sans CJK."
)


def show(state: State, found: Assessment) -> None:
    """What to put in, then a button for each format; what is chosen is kept with the work."""
    before = state.draft.report or Options(language=_own_language())
    left, right = st.columns(2, gap="large")
    with left:
        chosen = _whose(state, before)
    with right:
        chosen |= _what(before)
    try:
        options = Options(**chosen)
    except ChoiceError as error:
        st.warning(plain(str(error)))
        return
    if (asked := replace(options, template=None)) != before:
        state.change(report=asked)
        # The run has kept the work before the screen was drawn, and the next run may never come.
        state.keep()
    _downloads(state, found, options)


def _begun(key: str, value: Any) -> str:
    """The key of a field, which begins with what was chosen before; Streamlit forgets it when another screen shows."""
    st.session_state.setdefault(key, value)
    return key


def _whose(state: State, before: Options) -> dict[str, Any]:
    """Title, client, colour and logo."""
    st.header("For whom", anchor=False)
    title = st.text_input(
        "Title",
        key=_begun("report_title", before.title),
        max_chars=_LONGEST,
        placeholder="Which operations team to invest in",
    )
    client = st.text_input("Client", key=_begun("report_client", before.client), max_chars=_LONGEST)
    accent = st.color_picker("Colour of headings and charts", key=_begun("report_accent", before.accent))
    given = {"title": title or "", "client": client or "", "accent": accent}
    return {**given, "logo": _logo(state, before), "template": _template(state)}


def _logo(state: State, before: Options) -> bytes | None:
    """A picture that is kept with the work."""
    given = _given(state, "logo", "Logo, a PNG or JPEG", ["png", "jpg", "jpeg"], most=1)
    if given is None and before.logo is not None:
        without = replace(before, logo=None)
        st.button("Leave the logo out", key="report_no_logo", on_click=lambda: state.change(report=without))
    return given or before.logo


def _template(state: State) -> bytes | None:
    """A deck of theirs, which stays while the visit lasts."""
    place = "report_template_kept"
    label = "A deck of theirs, whose masters the deck is written on"
    given = _given(state, "template", label, ["pptx"], most=20)
    if given is not None:
        st.session_state[place] = given
    elif place in st.session_state:
        st.button("Leave the deck out", key="report_no_template", on_click=st.session_state.pop, args=(place,))
    kept = st.session_state.get(place)
    return kept if isinstance(kept, bytes) else None


def _given(state: State, name: str, label: str, kinds: list[str], *, most: int) -> bytes | None:
    # The field is named after the drops, as that for files is, so that deleting everything empties it.
    given = st.file_uploader(label, kinds, max_upload_size=most, key=f"report_{name}_{state.drops}")
    return None if given is None else given.getvalue()


def _what(before: Options) -> dict[str, Any]:
    """Level of detail, parts, names and numbers."""
    st.header("What is in it", anchor=False)
    detail = st.segmented_control(
        "How much",
        tuple(Detail),
        format_func=lambda each: _DETAIL[each],
        key=_begun("report_detail", before.detail),
        required=True,
    )
    parts = st.multiselect(
        "Parts, in the order in which you pick them",
        tuple(PartKey),
        format_func=lambda part: part.label,
        key=_begun("report_parts", list(before.parts or ())),
        placeholder="All that belong to it",
    )
    hidden = st.toggle(
        "Leave out names of customers, reps and deals",
        key=_begun("report_hides_names", before.hides_names),
        help="Each stands under a number, the same one everywhere: Customer 12, Rep 3.",
    )
    language = st.selectbox(
        "Numbers and dates as in",
        _LANGUAGES,
        format_func=lambda tag: plain(locale_of(tag).get_display_name("en") or tag),
        key=_begun("report_language", _near(before.language)),
    )
    return {"detail": detail, "parts": tuple(parts) or None, "hides_names": hidden, "language": language}


def _own_language() -> str:
    return _near(st.context.locale or _LANGUAGES[0])


def _near(tag: str) -> str:
    """The language on offer that is nearest to one."""
    alike = [each for each in _LANGUAGES if each.partition("-")[0] == tag.partition("-")[0]]
    return tag if tag in _LANGUAGES else (alike or _LANGUAGES)[0]


def _downloads(state: State, found: Assessment, options: Options) -> None:
    """Each file is made when it is asked for."""
    st.header("Take it away", anchor=False)
    day = found.window.as_of or date.today()
    letters = reported.letters(state, found, options)
    for ending, kind in FORMATS.items():
        if not kind.is_there():
            st.caption(plain(kind.missing))
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                kind.label,
                lambda ending=ending: reported.report(state, found, ending, options),  # type: ignore[misc]
                file_name=f"report-{day}{ending}",
                mime=kind.mime,
                key=f"report_{ending[1:]}",
                on_click="ignore",
                icon=":material/download:",
            )
            st.caption(plain(kind.says if kind.shows(letters) else f"{kind.says} {_BOXES}"))
