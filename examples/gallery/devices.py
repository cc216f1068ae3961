import streamlit as st


def show():
    sound = st.audio_input("Say something", sample_rate=16000)
    if sound:
        st.write(sound.name, sound.size, "bytes")
        st.download_button("Download the recording", sound, sound.name, "audio/wav")
    st.audio_input("Disabled", disabled=True)
    if st.toggle("Use the camera"):
        photo = st.camera_input("Smile", resolution="720p")
        if photo:
            st.write(photo.name, photo.size, "bytes")
    st.camera_input("Disabled camera", disabled=True)
