"""Arrays of NumPy: computed with, drawn and shown."""

import numpy as np
import streamlit as st

st.title("Waves")

with st.sidebar:
    count = st.slider("Waves", 1, 8, 3)
    noise = st.slider("Noise", 0.0, 1.0, 0.2)
    seed = st.number_input("Seed", 0, 999, 7)


@st.cache_data
def signal(count, noise, seed, length=256):
    """A sum of sines of random strength, with noise."""
    random = np.random.default_rng(seed)
    time = np.linspace(0, 1, length, endpoint=False)
    pitches = np.arange(1, count + 1) * 4
    strengths = random.uniform(0.3, 1, count)
    waves = strengths[:, None] * np.sin(2 * np.pi * pitches[:, None] * time)
    return pitches, waves.sum(axis=0) + noise * random.standard_normal(length)


pitches, wave = signal(count, noise, seed)
st.line_chart(wave)

spectrum = np.abs(np.fft.rfft(wave)) / len(wave) * 2
found = np.sort(np.argsort(spectrum)[-count:])
left, middle, right = st.columns(3)
left.metric("Loudest", f"{wave.max():.2f}")
middle.metric("Energy", f"{np.mean(wave**2):.2f}")
right.metric("Found", f"{np.isin(found, pitches).sum()} of {count}")

st.subheader("Its spectrum")
st.bar_chart(spectrum[:48])
st.dataframe(np.column_stack([found, spectrum[found]]).round(3))

st.subheader("As a picture")
picture = np.outer(wave[::2], wave[::2])
picture = (picture - picture.min()) / np.ptp(picture)
st.image(picture, width=256)

st.subheader("A system of equations")
matrix = np.array([[3.0, 1.0], [1.0, 2.0]])
st.write("If", matrix, "times x is", np.array([9, 8]), "then x is", np.linalg.solve(matrix, [9, 8]))
