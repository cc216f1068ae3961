//! `st.logo`.

use brooklet_protocol::message::{Logo, PageChange};
use brooklet_protocol::{Sign, ToPage};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObject, PyObjectRef};

use crate::argument::{is_emoji, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, MediaError};

/// `st.logo`.
pub(crate) const LOGO: Command = Command {
    name: "logo",
    place: Place::Module,
    signature: Parameters::undocumented("image, *, size='medium', link=None, icon_image=None"),
    doc: "Show the sign of the app at the top of the page and of the sidebar.",
    run: logo,
};

fn logo(call: &Call) -> PyResult {
    let image = sign(call, "image", &call.value("image"))?;
    let link = link(call)?;
    let icon_image = match call.object("icon_image") {
        Some(value) if value.clone().try_to_bool(call.vm)? => {
            Some(sign(call, "icon_image", &value)?)
        }
        _ => None,
    };
    let logo = Logo {
        image,
        icon_image,
        link,
        height: height(call)?,
    };
    let change = PageChange {
        logo: Some(logo),
        ..PageChange::default()
    };
    call.runtime.send(ToPage::Page(change));
    Ok(call.vm.ctx.none())
}

fn sign(call: &Call, parameter: &'static str, value: &PyObject) -> PyResult<Sign> {
    call.sign(value)
        .map_err(|_| call.error(MediaError::BadLogo { parameter }))
}

fn link(call: &Call) -> PyResult<Option<String>> {
    let Some(link) = call.text("link")?.filter(|link| !link.is_empty()) else {
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

fn height(call: &Call) -> PyResult<u32> {
    let size: PyObjectRef = call.value("size");
    let word = size.downcast_ref::<PyStr>().map(plain);
    match word.map(|word| word.to_lowercase()).as_deref() {
        Some("small") => Ok(20),
        Some("medium") => Ok(24),
        Some("large") => Ok(32),
        _ => call.invalid_value("size", "'small', 'medium' or 'large'"),
    }
}

impl Call<'_> {
    /// An emoji, a symbol, or anything that `st.image` shows.
    pub(crate) fn sign(&self, value: &PyObject) -> PyResult<Sign> {
        if let Some(text) = value.downcast_ref::<PyStr>().map(plain)
            && (is_emoji(&text) || text.starts_with(":material"))
        {
            return self.icon_of(&text).map(Sign::Text);
        }
        self.picture(value).map(Sign::Picture)
    }
}
