"""An app of many files: modules of its own, packages, data, a note that is kept, and a request."""

import requests
import streamlit as st

from pantry import notes, shelf

st.title("Pantry")

rows = shelf.rows()
st.code(shelf.table(rows), language=None)
st.write(shelf.sentence(rows))

note = st.text_input("Note", notes.read())
if st.button("Keep the note"):
    notes.write(note)
    st.write("The note is kept in this browser.")

address = st.text_input("Address of a price list (JSON)")
if address:
    try:
        prices = requests.get(address, timeout=10).json()
    except requests.exceptions.RequestException as error:
        st.warning(f"No prices: {error}")
    else:
        st.write("Worth", shelf.worth(rows, prices), "coins")
