//! Texts: what their parameters take and refuse. Expected texts were taken from Streamlit 1.67.

use brooklet_protocol::Element;
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st\n{script}\n"))
}

fn page(script: &str) -> String {
    app(script).outline()
}

#[test]
fn a_text_on_one_line_holds_no_html() {
    let page_of = page("st.markdown('a', unsafe_allow_html=True, wrap=False)");
    tells(
        &page_of,
        "StreamlitIncompatibleParametersError | `wrap=False` | `unsafe_allow_html`",
    );
    for command in ["markdown", "caption", "title", "text"] {
        let page_of = page(&format!("st.{command}('a', wrap=None)"));
        tells(
            &page_of,
            "StreamlitValueError | `wrap` | `None` | True or False",
        );
    }
    let element = app("st.markdown('# a', wrap=False, anchors=False)").element(|element| {
        let Element::Markdown(text) = element else {
            return None;
        };
        Some((text.one_line, text.hide_anchors))
    });
    assert_eq!(element, Some((true, true)));
}

#[test]
fn a_formula_of_sympy_says_itself_in_latex() {
    let script = "import sys, types\n\
        sympy = types.ModuleType('sympy')\n\
        class Expr: pass\n\
        Expr.__module__ = 'sympy.core.expr'\n\
        sympy.Expr = Expr\n\
        sympy.latex = lambda value: r'\\alpha'\n\
        sys.modules['sympy'] = sympy\n\
        st.latex(Expr())\n\
        st.latex(1)";
    assert_eq!(
        page(script),
        "markdown: $$\n\\alpha\n$$\nmarkdown: $$\n1\n$$\n"
    );
}

#[test]
fn one_place_takes_one_text() {
    for place in ["st.empty()", "st.container().empty()"] {
        let shown = page(&format!("{place}.write('a', 'b')"));
        tells(&shown, "StreamlitAPIException | `st.container()`");
    }
}
