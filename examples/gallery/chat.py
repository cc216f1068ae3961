import streamlit as st


def show():
    messages = st.session_state.setdefault("messages", [])
    for name, text in messages:
        with st.chat_message(name):
            st.write(text)
    with st.container(border=True):
        st.chat_input("Inside a container", key="inside")
        st.chat_input("With files", key="files", accept_file="multiple")
        st.chat_input("High", key="high", height=120)
        st.chat_input("Disabled", key="disabled", disabled=True)
    if st.button("Suggest a message"):
        st.session_state.message = "What can you do?"
    message = st.chat_input("Say something", key="message", max_chars=200, accept_file=True, accept_audio=True)
    if message:
        files = [file.name for file in message.files]
        said = message.text or "(no words)"
        messages.append(("user", f"{said} {', '.join(files)} {'🎤' if message.audio else ''}"))
        messages.append(("assistant", f"I heard: {said}"))
        st.rerun()
