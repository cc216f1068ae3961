//! The frame around the content: header, menu, sidebar, skeleton, notices.

mod about;
mod edge;
pub mod embed;
mod header;
mod logo;
mod menu;
mod navigation;
mod notice;
mod sidebar;
mod skeleton;
mod stored_files;

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_client::Notice;
use brooklet_protocol::Block;
use brooklet_protocol::block::{Dialog, DialogPosition, DialogWidth};
use brooklet_protocol::message::{Logo, MenuItems, SidebarState, StoredFile, StoredFilesRequest};
use brooklet_protocol::navigation::Navigation;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent};

use crate::block::{self, BlockView};
use crate::dom::{FocusExt, Listener, NodeExt, append, listen, make_with, set};
use crate::style::Theme;
use crate::surface::Roots;
use crate::text::code;
use crate::view::Context;

/// The styles of the chrome.
pub const STYLES: &[&str] = &[
    include_str!("chrome.css"),
    about::STYLE,
    embed::STYLE,
    header::STYLE,
    logo::STYLE,
    menu::STYLE,
    navigation::STYLE,
    notice::STYLE,
    sidebar::STYLE,
    skeleton::STYLE,
    stored_files::STYLE,
];

/// What the reader asks for in the chrome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Run the script again.
    Rerun,
    /// End the run under way.
    Stop,
    /// From now on, go on with the session at a reload, or do so no more.
    ToggleKeeping,
    /// Forget what the caches hold.
    ClearCaches,
    /// Do something with the files that the script has written.
    StoredFiles(StoredFilesRequest),
}

/// The frame around the content.
pub struct Shell {
    /// The element that holds the app and says what its script is doing.
    pub app: HtmlElement,
    main: HtmlElement,
    event: HtmlElement,
    /// Above the main column.
    failure: HtmlElement,
    /// Sidebar and main column.
    view: HtmlElement,
    bottom: HtmlElement,
    /// The lower edge. It stands in the page while it has content.
    edge: HtmlElement,
    column: HtmlElement,
    container: HtmlElement,
    header: header::Header,
    sidebar: sidebar::Sidebar,
    logo: logo::LogoPlaces,
    navigation: Rc<navigation::Menu>,
    skeleton: RefCell<Option<skeleton::Skeleton>>,
    notice: notice::NoticeBar,
    stored_files: stored_files::StoredFiles,
    error: RefCell<Option<Box<dyn BlockView>>>,
    /// Closes the dialog of the error.
    closing: RefCell<Option<Listener>>,
    context: Context,
    listeners: RefCell<Vec<Listener>>,
}

/// The main column and what stands in it.
struct MainColumn {
    column: HtmlElement,
    container: HtmlElement,
    failure: HtmlElement,
    main: HtmlElement,
}

impl MainColumn {
    /// `first` stands above what the script draws.
    fn new(document: &Document, first: &[&HtmlElement]) -> Self {
        let make = |tag, class: &str, test_id: &str| make_with(document, tag, class, test_id);
        let column = make("main", "stMain bk-main", "stMain");
        set(&column, "tabindex", "-1");
        let container = make(
            "div",
            "stMainBlockContainer block-container",
            "stMainBlockContainer",
        );
        let failure = make("div", "bk-failure bk-vertical", "");
        let main = make("div", "stVerticalBlock bk-vertical", "stVerticalBlock");
        for child in first.iter().copied().chain([&failure, &main]) {
            append(&container, child);
        }
        append(&column, &container);
        Self {
            column,
            container,
            failure,
            main,
        }
    }
}

/// The element that holds the app.
fn app_node(document: &Document) -> HtmlElement {
    let app = make_with(document, "div", "stApp st-emotion-cache bk-app", "stApp");
    set(&app, "data-test-script-state", "initial");
    set(&app, "data-test-connection-state", "CONNECTED");
    embed::apply(&app);
    app
}

/// The link that leads past the menu.
fn skip_link(document: &Document) -> HtmlElement {
    let skip = make_with(document, "a", "bk-skip", "stSkipToContent");
    set(&skip, "href", "#");
    skip.set_text_content(Some("Skip to main content"));
    skip
}

/// The lower edge, and what is for its content.
fn lower_edge(document: &Document) -> (HtmlElement, HtmlElement) {
    let make = |class: &str, test_id: &str| make_with(document, "div", class, test_id);
    let edge = make("stBottom bk-bottom", "stBottom");
    let strip = make("bk-bottom-strip", "stBottomBlockContainer");
    let bottom = make("stVerticalBlock bk-vertical", "stVerticalBlock");
    append(&edge, &strip);
    append(&strip, &bottom);
    (edge, bottom)
}

impl Shell {
    /// Paints the frame and the skeleton.
    pub fn new(context: &Context, act: Rc<dyn Fn(Action)>, theme: &Rc<Theme>) -> Self {
        let document = &context.document;
        let make = |tag, class: &str, test_id: &str| make_with(document, tag, class, test_id);
        let app = app_node(document);
        let view = make("div", "stAppViewContainer bk-view", "stAppViewContainer");
        let sidebar = sidebar::Sidebar::new(context);
        let skip = skip_link(document);
        let header = header::Header::new(context, &act, theme);
        let notice = notice::NoticeBar::new(context, &act);
        let event = make("div", "stEvent bk-event", "stEvent");
        let (edge, bottom) = lower_edge(document);
        let skeleton = skeleton::Skeleton::new(context);
        let MainColumn {
            column,
            container,
            failure,
            main,
        } = MainColumn::new(document, &[&notice.node, &skeleton.node]);
        append(&view, &column);
        set(&view, "data-layout", layout(false));
        sidebar.stand_in(&view);
        let corner = make("div", "bk-corner", "");
        let logo = logo::LogoPlaces::new(context, &sidebar.top, &corner);
        append(&corner, &sidebar.expand);
        for part in [&skip, &header.node, &corner, &view, &event] {
            append(&app, part);
        }
        append(&context.root, &app);
        let navigation = Rc::new(navigation::Menu::new(context));
        sidebar.lead_with(&navigation.side);
        column.add_before(&navigation.top, column.first_child().as_ref());
        let stored_files = stored_files::StoredFiles::new(context, &act, &app);
        let keys = keyboard(context, act);
        Self {
            app,
            main,
            event,
            failure,
            view,
            bottom,
            edge,
            column: column.clone(),
            container,
            header,
            sidebar,
            logo,
            navigation: navigation.clone(),
            skeleton: RefCell::new(Some(skeleton)),
            notice,
            stored_files,
            error: RefCell::default(),
            closing: RefCell::default(),
            context: context.clone(),
            listeners: RefCell::new(vec![
                keys,
                navigation.fold_at_click(),
                skips(&skip, &column),
                code::copies(&context.root),
            ]),
        }
    }

    /// The elements that hold the parts of the page.
    pub fn roots(&self) -> Roots {
        Roots {
            main: self.main.clone(),
            sidebar: self.sidebar.body.clone(),
            event: self.event.clone(),
            bottom: self.bottom.clone(),
            failure: self.failure.clone(),
        }
    }

    /// Shows how far the download is.
    pub fn progress(&self, loaded: f64, total: f64) {
        if let Some(skeleton) = &*self.skeleton.borrow() {
            skeleton.progress(loaded, total);
        }
    }

    /// Makes way for the content.
    pub fn remove_skeleton(&self) {
        if let Some(skeleton) = self.skeleton.take() {
            skeleton.node.remove();
        }
    }

    /// Shows that a run is under way, or that it has ended.
    pub fn set_running(&self, running: bool) {
        self.header.set_running(running);
    }

    /// Shows the sidebar while it has content.
    pub fn show_sidebar(&self, shown: bool) {
        self.sidebar.show(shown || self.navigation.is_in_sidebar());
    }

    /// Shows the lower edge while it has content.
    pub fn show_bottom(&self, shown: bool) {
        match (shown, self.edge.parent_node()) {
            (true, None) => append(&self.column, &self.edge),
            (false, Some(_)) => self.edge.remove(),
            _ => {}
        }
    }

    /// Shows the menu of the pages.
    pub fn navigate(&self, navigation: &Navigation) {
        self.navigation.show(navigation);
    }

    /// Makes the main column as wide as the window.
    pub fn set_wide(&self, wide: bool) {
        let _ = self
            .container
            .class_list()
            .toggle_with_force("bk-wide", wide);
        set(&self.view, "data-layout", layout(wide));
    }

    /// Says something in words above the content, or takes it away.
    pub fn notice(&self, notice: Option<&Notice>) {
        self.notice.show(notice);
    }

    /// Shows why the script does not compile.
    pub fn compile_error(&self, text: Option<&str>) {
        if let Some(mut before) = self.error.take() {
            before.dispose();
            before.frame().remove();
        }
        let Some(text) = text else { return };
        let dialog = Block::Dialog(Dialog {
            id: None,
            opened_in: 0,
            title: "Script execution error".to_owned(),
            icon: None,
            width: DialogWidth::Medium,
            position: DialogPosition::Center,
            dismissible: true,
        });
        let view = block::build(&dialog, &self.context);
        let document = &self.context.document;
        let code_block = make_with(document, "div", "bk-error-code", "stErrorCodeBlock");
        let pre = make_with(document, "pre", "", "");
        let code = make_with(document, "code", "", "");
        code.set_text_content(Some(text));
        set(&pre, "role", "alert");
        set(&pre, "tabindex", "0");
        append(&pre, &code);
        append(&code_block, &pre);
        append(view.body(), &code_block);
        let foot = make_with(document, "div", "bk-error-foot", "");
        let close = make_with(document, "button", "bk-button", "stBaseButton-secondary");
        set(&close, "type", "button");
        set(&close, "data-kind", "secondary");
        close.set_text_content(Some("Close"));
        append(&foot, &close);
        append(view.body(), &foot);
        let frame = view.frame().clone();
        self.closing.replace(Some(listen(&close, "click", move |_| {
            let cross = frame.query_selector(".bk-dialog-close").ok().flatten();
            if let Some(cross) = cross.and_then(|cross| cross.dyn_into::<HtmlElement>().ok()) {
                cross.click();
            }
        })));
        append(&self.app, view.frame());
        self.error.replace(Some(view));
    }

    /// Shows a logo.
    pub fn show_logo(&self, logo: Logo) {
        self.logo.show(logo);
    }

    /// A run of the whole script begins.
    pub fn run_started(&self) {
        self.logo.run_started();
    }

    /// A run has come to its end.
    pub fn run_ended(&self) {
        self.logo.run_ended();
    }

    /// Takes over how the script wants the sidebar to begin.
    pub fn begin_sidebar(&self, state: Option<SidebarState>, width: Option<u32>) {
        self.sidebar.begin(state, width);
    }

    /// Takes over what the main menu offers besides.
    pub fn set_menu_items(&self, items: &MenuItems) {
        self.header.set_menu_items(items);
    }

    /// Shows whether the reader has chosen that a reload goes on with the session; `None` where
    /// there is no choice.
    pub fn show_keeping(&self, choice: Option<bool>) {
        self.header.show_keeping(choice);
    }

    /// Shows which files the app has stored.
    pub fn show_stored_files(&self, files: &[StoredFile]) {
        self.stored_files.show(files);
    }

    /// Lets go of what lies outside of the app's element.
    pub fn dispose(&self) {
        self.listeners.borrow_mut().clear();
    }
}

/// The name of a layout.
fn layout(wide: bool) -> &'static str {
    if wide { "wide" } else { "narrow" }
}

/// Leads a reader with a keyboard past the header and the sidebar.
fn skips(link: &HtmlElement, main: &HtmlElement) -> Listener {
    let main = main.clone();
    listen(link, "click", move |event| {
        // The address of the page stays as it is.
        event.prevent_default();
        main.take_focus();
    })
}

/// R runs the script again, C clears the caches, while no field has the focus: the focus is in this
/// app, or nowhere.
fn keyboard(context: &Context, act: Rc<dyn Fn(Action)>) -> Listener {
    let root = context.root.clone();
    listen(&context.document, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        let tag = target.tag_name();
        let is_nowhere = matches!(tag.as_str(), "BODY" | "HTML");
        let is_field =
            target.is_content_editable() || matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        let is_modified = key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key();
        if is_field || is_modified || key.repeat() || event.default_prevented() {
            return;
        }
        if !is_nowhere && !root.contains(Some(&target)) {
            return;
        }
        match key.key().as_str() {
            "r" | "R" => act(Action::Rerun),
            "c" | "C" => act(Action::ClearCaches),
            _ => {}
        }
    })
}
