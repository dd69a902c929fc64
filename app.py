"""The application as a server sees it: the script behind the screens, phones, a health check, safe headers.

`streamlit run app.py` and `uvicorn app:app` both start it.
"""

import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from revops.ui.failing import tell
from revops.ui.serving import NamedProxies, SafeHeaders, healthz
from revops.workshop.phones import phone_routes

# Votes are short steps in threads beside a busy loop: with Python's 5 ms each step would wait that long for its turn.
sys.setswitchinterval(0.0005)

app = st.App(
    "revops/ui/main.py",
    routes=[Route("/healthz", healthz), *phone_routes()],
    middleware=[Middleware(SafeHeaders), Middleware(NamedProxies)],
    on_script_error=tell,
)
