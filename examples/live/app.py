"""A page that moves: what is drawn during a run is seen at once."""

import random
import time

import streamlit as st

st.title("Live")

seed = st.number_input("Seed", min_value=0, value=7)
speed = st.slider("Steps a second", 1.0, 50.0, 20.0)
count = 30

# A change of a widget above, or Stop, ends the loop below at its next step.
if st.button("Start", type="primary"):
    chance = random.Random(seed)
    place = st.empty()
    bar = st.progress(0.0)
    heights = []
    with st.spinner("Drawing numbers …"):
        for step in range(1, count + 1):
            heights.append(chance.randint(1, 30))
            # Each drawing takes the place of the one before.
            place.code("\n".join("█" * height for height in heights[-8:]), language=None)
            bar.progress(step / count, f"{step} of {count}")
            time.sleep(1 / speed)
    bar.empty()
    with place.container():
        st.success(f"The mean of {count} numbers is {sum(heights) / count:.1f}.")
        with st.expander("All of them"):
            st.write(heights)
