//! `st.logo`.

use brooklet_protocol::message::{Logo, PageChange};
use brooklet_protocol::{Icon, ToPage};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObject, PyObjectRef};

use crate::argument::{is_emoji, to_string_lossy};
use crate::call::args::{Argument, Deferred, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, MediaError};

arguments! {
    /// The arguments of `st.logo`.
    pub(crate) struct LogoArgs {
        /// The sign: an emoji, `':material/name:'`, or anything that `st.image` shows.
        image: PyObjectRef,
        *,
        /// How high it is: 20, 24 or 32 CSS pixels.
        size: Deferred<LogoSize> = "medium",
        /// The address that a click on it leads to, with `http://` or `https://`.
        link: Deferred<Option<String>> = None,
        /// A smaller sign, which stands there while the sidebar is closed.
        icon_image: Option<PyObjectRef> = None,
    }
}

/// `st.logo`.
pub(crate) const LOGO: Command = Command {
    name: "logo",
    place: Place::Module,
    signature: LogoArgs::SIGNATURE,
    doc: "Show the sign of the app at the top of the page and of the sidebar.",
    run: |call| logo(call, LogoArgs::read(call)?),
};

fn logo(call: &Call, args: LogoArgs) -> PyResult {
    let image = sign(call, "image", &args.image)?;
    let link = link(call, args.link.get(call)?)?;
    let icon_image = match args.icon_image {
        Some(value) if value.clone().try_to_bool(call.vm)? => {
            Some(sign(call, "icon_image", &value)?)
        }
        _ => None,
    };
    let logo = Logo {
        image,
        icon_image,
        link,
        height: args.size.get(call)?.0,
    };
    let change = PageChange {
        logo: Some(logo),
        ..PageChange::default()
    };
    call.runtime.send(ToPage::Page(change));
    Ok(call.vm.ctx.none())
}

fn sign(call: &Call, parameter: &'static str, value: &PyObject) -> PyResult<Icon> {
    call.sign(value)
        .map_err(|_| call.error(MediaError::BadLogo { parameter }))
}

fn link(call: &Call, given: Option<String>) -> PyResult<Option<String>> {
    let Some(link) = given.filter(|link| !link.is_empty()) else {
        return Ok(None);
    };
    let is_one = ["http://", "https://"]
        .iter()
        .any(|start| link.len() > start.len() && link.starts_with(start));
    if is_one {
        return Ok(Some(link));
    }
    Err(call.error(ArgumentError::BadAddress {
        given: link,
        allowed: "`http://` or `https://`",
    }))
}

/// How high the sign is, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogoSize(u32);

impl Argument for LogoSize {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        match word.map(|word| word.to_lowercase()).as_deref() {
            Some("small") => Ok(Self(20)),
            Some("medium") => Ok(Self(24)),
            Some("large") => Ok(Self(32)),
            _ => call.invalid_item(parameter, &value, "'small', 'medium' or 'large'"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'small'", "'medium'", "'large'"]
    }
}

impl Call<'_> {
    /// An emoji, a symbol, or anything that `st.image` shows.
    pub(crate) fn sign(&self, value: &PyObject) -> PyResult<Icon> {
        if let Some(text) = value.downcast_ref::<PyStr>().map(to_string_lossy)
            && (is_emoji(&text) || text.starts_with(":material"))
        {
            return self.icon_of(&text).map(Icon::Text);
        }
        self.picture(value).map(Icon::Picture)
    }
}
