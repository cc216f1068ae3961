"""Status, progress and what comes bit by bit."""

import time

import streamlit as st


def show():
    with st.container(horizontal=True):
        work = st.button("Work", type="primary")
        if st.button("Toast"):
            st.toast("The toast is **ready**.", icon="🍞")
        if st.button("Balloons"):
            st.balloons()
        if st.button("Snow"):
            st.snow()

    if work:
        with st.status("Working …", expanded=True) as status:
            bar = st.progress(0, "Beginning")
            for step in range(1, 11):
                time.sleep(0.1)
                bar.progress(step * 10, f"Step {step} of 10")
            status.update(label="Worked", expanded=False)
        with st.spinner("Counting …", show_time=True):
            time.sleep(1)

    for state in ["complete", "error"]:
        with st.status(f"A step that is {state}", type="step", state=state):
            st.write("What it did.")

    def words():
        for word in "A stream of words is written as it comes, like the answer of a model.".split():
            yield word + " "
            time.sleep(0.05)

    if st.button("Stream"):
        st.write_stream(words, cursor="▌")

    st.subheader("While something loads")
    st.skeleton(60)
