"""Where phones reach this app: the address that goes into a room's code, or why there is none."""

from __future__ import annotations

import io
import os
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import segno

VARIABLE: Final = "REVOPS_PUBLIC_URL"
EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104
"""What a server listens on that answers on every network it is in."""
_ELSEWHERE: Final = ("10.254.254.254", "192.168.254.254", "172.30.254.254")
COMMAND: Final = "streamlit run app.py --server.address 0.0.0.0 --browser.serverAddress localhost"
"""What `make room` does."""
_ALONE: Final = (
    "Phones cannot reach this app: it was started for this computer alone. On the network that the phones are in, "
    "start it with “make room”, or with the command below. The room stays as it is."
)
_NO_NETWORK: Final = (
    "Phones cannot reach this app: this computer is in no network. Join the one that the phones are in, or open a "
    "hotspot on a phone and join that, then reload this page."
)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How phones come here.

    Attributes:
        base: Address of the app, without a slash at its end.
        obstacle: Why phones cannot reach it and what to do, in sentences; empty where nothing is known to stop them.
        command: What to type so that they can; empty where that is not the remedy.
    """

    base: str
    obstacle: str = ""
    command: str = ""

    def join(self, code: str) -> str:
        """The link that a phone opens to join a room."""
        return f"{self.base}/join/{code}"

    @property
    def is_near(self) -> bool:
        """Whether only phones in the same network come there."""
        host = urlsplit(self.base).hostname or ""
        try:
            return ip_address(host).is_private
        except ValueError:
            return "." not in host or host.endswith(".local")


def reach(seen_at: str | None, listens_on: str | None, port: int) -> Reach:
    """The address for phones: what `REVOPS_PUBLIC_URL` names, else what is found without asking any network.

    Args:
        seen_at: The address that the facilitator's browser shows; None where it is not known.
        listens_on: The address the server listens on.
        port: The port it listens on.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return _named(named)
    seen = urlsplit(seen_at or "")
    if seen.hostname and not is_alone(seen.hostname):
        return Reach(base=f"{seen.scheme}://{seen.netloc}")
    here = f"http://127.0.0.1:{port}"
    if listens_on is not None and is_alone(listens_on):
        return Reach(base=here, obstacle=_ALONE, command=COMMAND)
    found = own_address() if (listens_on or "") in EVERYWHERE else listens_on
    return Reach(base=f"http://{found}:{port}") if found else Reach(base=here, obstacle=_NO_NETWORK)


def _named(address: str) -> Reach:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname:
        return Reach(base=address.rstrip("/"))
    wrong = f"{VARIABLE} is “{address}”, which no phone can open; write it like http://192.168.1.20:8501."
    return Reach(base=address, obstacle=wrong)


def is_alone(host: str) -> bool:
    """Whether only this computer reaches the host."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def own_address() -> str | None:
    """This computer's address in its network; None where it is in none."""
    return next((found for other in _ELSEWHERE if (found := _toward(other))), None)


def _toward(other: str) -> str | None:
    """The address from which another would be reached; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((other, 1))
        except OSError:
            return None
        found = ip_address(probe.getsockname()[0])
    return None if found.is_loopback or found.is_link_local or found.is_unspecified else str(found)


def qr_code(link: str) -> str:
    """The link as a picture that phones read, an SVG document: black on white in a light and a dark theme."""
    sink = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        sink, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return sink.getvalue().decode()
