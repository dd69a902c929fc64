"""Pages for phones: plain HTML without script, in the language of whoever holds the phone."""

from revops.workshop.phones.routes import Phones, phone_routes

__all__ = ["Phones", "phone_routes"]
