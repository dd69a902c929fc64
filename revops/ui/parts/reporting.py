"""What goes into a report, and the files to take away."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from revops.assessment import Assessment
from revops.charts.figures import locale_of
from revops.errors import ChoiceError
from revops.report import Detail, Options, PartKey, formats
from revops.report.options import ACCENT
from revops.ui import reported
from revops.ui.plain import plain
from revops.ui.state import State

_LANGUAGES: Final = ("en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pl-PL", "pt-BR", "ja-JP", "zh-CN")
_DETAIL: Final = {Detail.FULL: "Everything", Detail.SUMMARY: "Two pages"}
_LONGEST: Final = 200


def show(state: State, found: Assessment) -> None:
    """What to put in, then a button for each format."""
    left, right = st.columns(2, gap="large")
    with left:
        chosen = _whose(state)
    with right:
        chosen |= _what()
    try:
        options = Options(**chosen)
    except ChoiceError as error:
        st.warning(plain(str(error)))
        return
    _downloads(state, found, options)


def _whose(state: State) -> dict[str, Any]:
    """Title, client, colour and logo."""
    st.header("For whom", anchor=False)
    title = st.text_input(
        "Title",
        key="report_title",
        max_chars=_LONGEST,
        placeholder="Which operations team to invest in",
        persist_state="session",
    )
    client = st.text_input("Client", key="report_client", max_chars=_LONGEST, persist_state="session")
    accent = st.color_picker("Colour of headings and charts", ACCENT, key="report_accent", persist_state="session")
    return {"title": title or "", "client": client or "", "accent": accent, **_files(state)}


def _files(state: State) -> dict[str, bytes | None]:
    """A logo, and a deck of theirs."""
    logo = _kept(state, "logo", "Logo, a PNG or JPEG", ["png", "jpg", "jpeg"], most=1)
    template = _kept(state, "template", "A deck of theirs, whose masters the deck is written on", ["pptx"], most=20)
    return {"logo": logo, "template": template}


def _kept(state: State, name: str, label: str, kinds: list[str], *, most: int) -> bytes | None:
    """A file that stays when another screen was looked at."""
    place = f"report_{name}_kept"
    # The field is named after the drops, as that for files is, so that deleting everything empties it.
    given = st.file_uploader(label, kinds, max_upload_size=most, key=f"report_{name}_{state.drops}")
    if given is not None:
        st.session_state[place] = given.getvalue()
    elif place in st.session_state:
        st.button("Leave it out again", key=f"report_no_{name}", on_click=st.session_state.pop, args=(place,))
    kept = st.session_state.get(place)
    return kept if isinstance(kept, bytes) else None


def _what() -> dict[str, Any]:
    """Level of detail, parts, names and numbers."""
    st.header("What is in it", anchor=False)
    detail = st.segmented_control(
        "How much",
        tuple(Detail),
        format_func=lambda each: _DETAIL[each],
        key="report_detail",
        default=Detail.FULL,
        required=True,
        persist_state="session",
    )
    parts = st.multiselect(
        "Parts, in the order in which you pick them",
        tuple(PartKey),
        format_func=lambda part: part.label,
        key="report_parts",
        placeholder="All that belong to it",
        persist_state="session",
    )
    hidden = st.toggle(
        "Leave out names of customers, reps and deals",
        key="report_hides_names",
        help="Each stands under a number, the same one everywhere: Customer 12, Rep 3.",
        persist_state="session",
    )
    language = st.selectbox(
        "Numbers and dates as in",
        _LANGUAGES,
        index=_own_language(),
        format_func=lambda tag: plain(locale_of(tag).get_display_name("en") or tag),
        key="report_language",
        persist_state="session",
    )
    return {"detail": detail, "parts": tuple(parts) or None, "hides_names": hidden, "language": language}


def _own_language() -> int:
    tag = st.context.locale or "en-US"
    near = [place for place, each in enumerate(_LANGUAGES) if each == tag or each.partition("-")[0] == tag[:2]]
    exact = [place for place in near if _LANGUAGES[place] == tag]
    return (exact or near or [0])[0]


def _downloads(state: State, found: Assessment, options: Options) -> None:
    """Each file is made when it is asked for."""
    st.header("Take it away", anchor=False)
    day = found.window.as_of or date.today()
    for ending, kind in formats().items():
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
            st.caption(plain(kind.says))
