import streamlit as st

FRUITS = ["Apple", "Banana", "Cherry", "Date", "Elderberry", "Fig", "Grape"]
PLACES = [f"Place {number:05}" for number in range(20_000)]


def show():
    from_a_list()
    from_a_few()
    on_a_scale()
    others()


def from_a_list():
    st.header("From a list")
    left, right = st.columns(2)
    with left:
        st.write(st.selectbox("Fruit", FRUITS, index=None, icon=":material/nutrition:"))
        st.write(st.selectbox("Place", PLACES, filter_mode="contains"))
        st.write(st.selectbox("Drink", ["Tea", "Coffee"], accept_new_options=True))
        st.write(st.selectbox("Fixed", FRUITS, 3, disabled=True))
    with right:
        st.write(st.multiselect("Fruits", FRUITS, ["Cherry", "Fig"], help="Type to find."))
        st.write(st.multiselect("Three places", PLACES, max_selections=3))
        st.write(st.multiselect("Tags", [], accept_new_options=True, placeholder="Write a tag"))
        st.write(st.multiselect("Fixed fruits", FRUITS, ["Date"], disabled=True))


def from_a_few():
    st.header("From a few")
    st.write(st.radio("Size", ["S", "M", "L"], captions=["small", None, "large"], horizontal=True))
    directions = [":material/north: North", ":material/south: South", "🧭"]
    st.write(st.pills("Direction", directions, help="One of them, or none"))
    days = ["Mo", "Tu", "We", "Th", "Fr"]
    st.write(st.pills("Days", days, selection_mode="multi", default=["Mo"]))
    st.write(st.segmented_control("View", ["Day", "Week"], default="Week", required=True))
    marks = ["**B**", "*I*", "`code`"]
    st.write(st.segmented_control("Marks", marks, selection_mode="multi"))
    st.segmented_control("Wide", days, width="stretch")
    st.pills("Fixed days", days, default="We", disabled=True)
    st.segmented_control("Fixed view", days, default="We", disabled=True)


def on_a_scale():
    st.header("On a scale")
    st.write(st.select_slider("Mood", ["low", "fair", "good", "great"], value="good"))
    st.write(st.select_slider("Sizes", ["XS", "S", "M", "L", "XL"], value=("S", "L")))
    st.select_slider("Fixed mood", ["low", "fair", "good"], value="fair", disabled=True)


def others():
    st.header("Pages")
    st.write("Page", st.pagination(20, key="page"))
    st.button("To page 10", on_click=lambda: st.session_state.update(page=10))
    st.pagination(5, disabled=True)

    st.header("Colour")
    color = st.color_picker("Ink", "#c53948", help="The colour of the line below")
    st.markdown(f"The ink is `{color}`.")
    st.color_picker("Disabled", "#808080", disabled=True)

    st.header("Rating")
    for kind in ("thumbs", "faces", "stars"):
        with st.container(horizontal=True):
            choice = st.feedback(kind)
            st.write("Chosen:", choice)
    st.feedback("stars", default=3, key="default")
    st.feedback("stars", default=3, disabled=True, key="disabled")
