//! What can be wrong with the pages of an app.

use std::fmt;

use super::problem::problems;

/// What a page is made of, as messages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PageName {
    /// A script, by its path.
    Script(String),
    /// A function, by the page's title.
    Function(String),
    /// An address outside of the app.
    Address(String),
}

impl fmt::Display for PageName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Script(path) => write!(formatter, "the script `{path}`"),
            Self::Function(title) => write!(formatter, "the function titled '{title}'"),
            Self::Address(url) => write!(formatter, "the address `{url}`"),
        }
    }
}

problems! {
    /// What can be wrong with pages.
    PageError {
        /// A page whose script is not there.
        NoScript { file: String = "lost.py" }
        StreamlitPageNotFoundError by "st.Page('lost.py')"
        => "The page's script `{file}` is not there. Give its path from the folder of the app's first script.";

        /// A page that the app does not have, where the script lists its pages.
        NotDeclared { page: String = "lost.py" }
        StreamlitPageNotFoundError by "st.switch_page('lost.py')"
        => "The app has no page `{page}`. Name an `st.Page`, or the path of a script, that has been given to `st.navigation`.";

        /// A page that the app does not have, where the folder `pages` lists them.
        NotInFolder {
            page: String = "lost.py",
            folder: String = "app",
        }
        StreamlitPageNotFoundError by "# st.switch_page('lost.py') in an app with a folder `pages`"
        => "The app has no page `{page}`. Name the first script or one in the folder `pages`, by its path from `{folder}`.";

        /// A page without a title.
        UntitledAddress { address: String = "https://example.org" }
        StreamlitMissingRequiredParameterError by "st.Page('https://example.org')"
        => "`title` is missing, and none can be made of the address `{address}`. Give one.";

        /// A page of something without a name.
        UntitledObject { kind: String = "partial" }
        StreamlitMissingRequiredParameterError by "import functools\nst.Page(functools.partial(print))"
        => "`title` is missing, and a `{kind}` has no name to make one of. Give one.";

        /// A title without a letter.
        EmptyTitle { given: String = "' '" }
        StreamlitMissingRequiredParameterError by "st.Page(lambda: None, title=' ')"
        => "`title` is missing: `{given}` shows nothing. Give one with a letter in it.";

        /// A link without a label.
        NoLabel { address: String = "https://example.org" }
        StreamlitMissingRequiredParameterError by "st.page_link('https://example.org')"
        => "`label` is missing, and none can be made of the address `{address}`. Give one.";

        /// An address as the first page.
        DefaultAddress { address: String = "https://example.org" }
        StreamlitIncompatibleParametersError by "st.Page('https://example.org', title='Elsewhere', default=True)"
        => "`default=True` cannot be set for `{address}`, which is not a page of this app. Set it for another page.";

        /// No path.
        EmptyPath {}
        StreamlitMissingRequiredParameterError by "st.Page(print, title='Print', url_path='')"
        => "`url_path` is missing: it is empty, which only the page with `default=True` can have. Give a name, or leave it out.";

        /// A path of several parts.
        NestedPath { path: String = "a/b" }
        StreamlitAPIException by "st.Page(print, url_path='a/b')"
        => "`url_path` is `{path}`, and cannot have a `/` in it. Give one name, such as `a_b`.";

        /// A page that runs by itself.
        NotChosen {}
        StreamlitAPIException by "st.Page(print).run()"
        => "This page cannot run: only what `st.navigation` returns can, and once.";

        /// Two pages that come first.
        TwoDefaults {}
        StreamlitAPIException by "st.navigation([st.Page(print, default=True), st.Page(repr, default=True)])"
        => "Several pages have `default=True`, but one comes first. Leave it at one of them.";

        /// No page of the app's own.
        OnlyAddresses {}
        StreamlitAPIException by "st.navigation([st.Page('https://example.org', title='Elsewhere')])"
        => "All pages are addresses outside of this app, and none can come first. Add one of your own.";

        /// Two pages at one path.
        SamePath {
            path: String = "print",
            first: PageName = PageName::Function("print".to_owned()),
            second: PageName = PageName::Function("print".to_owned()),
        }
        StreamlitAPIException by "st.navigation([st.Page(print), st.Page(print)])"
        => "Two pages have the path `{path}`: {first} and {second}. Give one of them another `url_path`.";

        /// An address to switch to.
        SwitchToAddress { address: String = "https://example.org" }
        StreamlitAPIException by "st.switch_page(st.Page('https://example.org', title='Elsewhere'))"
        => "`st.switch_page` cannot leave the app for `{address}`. Offer a link by `st.page_link`.";
    }
}
