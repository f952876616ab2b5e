"""Listens on the accessibility bus as a screen reader does, and writes what it hears. Run by the system's Python."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

KINDS = ("object:announcement", "object:state-changed:focused")


def heard(event):
    """One line of JSON for each event."""
    try:
        source = event.source
        source.clear_cache()
        words = event.any_data if isinstance(event.any_data, str) else ""
        facts = [event.type, source.get_role_name(), source.get_name() or "", source.get_description() or "", words]
    except GLib.Error:
        return
    if event.detail1 or words:
        print(json.dumps(facts), flush=True)


Atspi.init()
listener = Atspi.EventListener.new(heard)
for kind in KINDS:
    listener.register(kind)
print(json.dumps(["ready", "", "", "", ""]), flush=True)
GLib.timeout_add_seconds(int(sys.argv[1]), Atspi.event_quit)
Atspi.event_main()
