"""The application as a server sees it: the script behind the screens, phones, a health check, safe headers.

`streamlit run app.py` and `uvicorn app:app` both start it.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from revops.ui.failing import tell
from revops.ui.serving import SafeHeaders, healthz
from revops.workshop.phones import phone_routes

app = st.App(
    "revops/ui/main.py",
    routes=[Route("/healthz", healthz), *phone_routes()],
    middleware=[Middleware(SafeHeaders)],
    on_script_error=tell,
)
