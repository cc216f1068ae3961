"""A note that outlives the tab: files in /persistent do."""

from pathlib import Path

NOTE = Path("/persistent/note.txt")


def read():
    return NOTE.read_text() if NOTE.exists() else ""


def write(text):
    NOTE.write_text(text)
