"""Headings, Markdown, formulas, code, and what says how things are."""

import streamlit as st

MARKDOWN = """
**Bold**, *italic*, ~~struck~~, `code`, [a link](https://example.org "With a title"), https://example.org,
:red[red] :orange[orange] :yellow[yellow] :green[green] :blue[blue] :violet[violet] :gray[gray] :rainbow[rainbow]
:primary[primary], :red-background[paper] :blue-background[paper] :rainbow-background[paper], :small[small],
:green-badge[:material/check: Done] :orange-badge[Late], :material/home: :rocket: :man_technologist:,
a -> b <- c <-> d -- e >= f <= g ~= h, $\\sqrt{a^2 + b^2}$ and a note[^1].

1. One
2. Two
   - Two and a half

- [x] Done
- [ ] To do

> Said by somebody

| Left | Middle | Right |
|:-----|:------:|------:|
| :red[a] | $x^2$ | 1 |
| `b` | **y** | 22 |

$$
\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt\\pi}{2}
$$

```js
const sum = (a, b) => a + b; // adds
```

---

[^1]: The note.
"""

RUST = """
/// Adds two numbers.
fn add(a: u32, b: u32) -> u32 {
    a + b
}
"""


def show():
    headings, markdown, plain, code, said = st.tabs(["Headings", "Markdown", "Plain", "Code", "Said"])
    with headings:
        show_headings()
    with markdown:
        st.markdown(MARKDOWN, help="Help for **all** of it")
        st.markdown("#### Without an anchor", anchors=False)
        st.markdown("In the middle", text_alignment="center")
        st.markdown("Both edges of this text are flush. " * 6, text_alignment="justify", width=300)
        st.markdown("One line that is cut off where the room ends. " * 6, wrap=False)
        st.markdown("HTML: <mark>marked</mark> <kbd>Ctrl</kbd>", unsafe_allow_html=True)
    with plain:
        st.text("Plain *text*\n  keeps its blanks", help="Help")
        st.caption("A caption with :blue[colour]", help="Help", text_alignment="right")
        st.latex(r"a + ar + a r^2 + \sum_{k=0}^{n-1} ar^k = a \left(\frac{1-r^{n}}{1-r}\right)", help="A sum")
        st.badge("New", icon=":material/star:", color="orange", help="Since today")
        st.divider()
        st.html("<p style='color: teal'>HTML of the app</p>", width="content")
    with code:
        st.code(RUST, "rust", line_numbers=True)
        st.code("module Main where\nmain = putStrLn \"hello\" -- in a rare language", "haskell")
        st.code("words = 'a long line that goes on and on and on and on and on and on and on'", wrap_lines=True)
        st.code("\n".join(f"line {number}" for number in range(30)), None, height=120, width=240)
        with st.echo():
            st.write("Shown with its code")
    with said:
        show_said()


def show_headings():
    st.title("Title", anchor="top", help="Help")
    st.header("Header", divider="rainbow", icon="🌊")
    st.subheader("Subheader", divider=True, icon=":material/home:")
    for alignment in ["left", "center", "right"]:
        st.subheader(f"On the {alignment}", text_alignment=alignment, divider="red", anchor=False)
    st.header("A heading that is longer than its line and is cut off at the end", width=300, wrap=False)
    st.markdown("#### Fourth\n##### Fifth\n###### Sixth")


def show_said():
    st.write("Text", 1, [1, {"a": None}], {"b": (1, 2)}, ValueError("An error"))
    st.json({"name": "Ada", "parts": list(range(120)), "deep": {"er": {"est": True}}}, expanded=2)
    st.metric("Warmth", 21.5, 1.5, border=True, chart_data=[18, 20, 19, 21.5], help="Help")
    st.table({"Name": ["**Ada**", ":red[Bob]"], "Age": [36, 41]})
    st.help(st.badge)
    st.error("Error", icon=":material/error:")
    st.warning("Warning")
    st.info("Info")
    st.success("Success")
    try:
        1 / 0
    except ZeroDivisionError as error:
        st.exception(error)
