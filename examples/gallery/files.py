import streamlit as st


def show():
    file = st.file_uploader("One file", help="Any kind of file")
    if file:
        st.write(file.name, file.type, file.size, "bytes")
        st.code(file.read(200).decode(errors="replace"), language=None)
    tables = st.file_uploader("Tables", type=["csv", "tsv"], accept_multiple_files=True, max_upload_size=5)
    for table in tables:
        st.write(table.name, "has", sum(1 for _ in table), "lines")
    folder = st.file_uploader("A folder of pictures", type="image", accept_multiple_files="directory")
    st.write(len(folder), "pictures")
    st.file_uploader("Disabled", disabled=True)
    st.file_uploader("Without a label", label_visibility="collapsed", width=220)
    with st.form("form", clear_on_submit=True):
        file = st.file_uploader("In a form")
        if st.form_submit_button("Send"):
            st.write("Sent:", file.name if file else "nothing")
