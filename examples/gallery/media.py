"""Pictures, sound, film, and pages within the page."""

import io
import math
import struct
import wave

import streamlit as st

WAVES = """
<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120" viewBox="0 0 240 120">
<rect width="240" height="120" fill="#0b3d4f"/>
<path d="M0 80 Q30 50 60 80 T120 80 T180 80 T240 80 V120 H0 Z" fill="#2a9d8f"/>
<circle cx="190" cy="30" r="14" fill="#f4d35e"/>
</svg>
"""

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F 24 Tf 40 40 Td (Hello) Tj ET    
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def tone(seconds=1, rate=8000):
    """A pure tone as a file of sound."""
    samples = (round(12000 * math.sin(2 * math.pi * 440 * place / rate)) for place in range(seconds * rate))
    with io.BytesIO() as file:
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
        return file.getvalue()


def show():
    st.logo(WAVES, size="large", link="https://example.org", icon_image="🌊")
    st.subheader("Pictures")
    st.image(WAVES, caption="As wide as it **is**", alt="Waves below a sun")
    st.image([WAVES, WAVES], caption=["One", "Two"], width=160)
    st.image(WAVES, width="stretch", link="https://example.org")
    st.subheader("Sound and film")
    st.audio(tone(), start_time=0.2, end_time=0.8, loop=True)
    st.video("https://www.youtube.com/watch?v=jNQXAC9IVRw", start_time="3s", muted=True, width=400)
    st.subheader("Documents")
    st.pdf(PDF, height=240, alt="A document that says hello")
    st.iframe("<p style='font: 16px sans-serif'>A page of its own</p>", height=60)
    st.components.v1.html("<button onclick='this.textContent = ++count'>0</button><script>let count = 0</script>", height=60)
