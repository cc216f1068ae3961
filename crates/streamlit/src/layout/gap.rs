//! Space between the children of a block, as a script says it.

use brooklet_protocol::block::Gap;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use crate::argument::{plain, repr_of, whole};
use crate::command::Call;

impl Call<'_> {
    /// The `gap` argument.
    pub(crate) fn gap(&self) -> PyResult<Gap> {
        let Some(value) = self.object("gap") else {
            return Ok(Gap::None);
        };
        if let Some(pixels) = whole(&value, self.vm).filter(|pixels| *pixels >= 0) {
            return Ok(Gap::Px(u32::try_from(pixels).unwrap_or(u32::MAX)));
        }
        match value.downcast_ref::<PyStr>().map(plain).as_deref() {
            Some("xxsmall") => Ok(Gap::XxSmall),
            Some("xsmall") => Ok(Gap::XSmall),
            Some("small") => Ok(Gap::Small),
            Some("medium") => Ok(Gap::Medium),
            Some("large") => Ok(Gap::Large),
            Some("xlarge") => Ok(Gap::XLarge),
            Some("xxlarge") => Ok(Gap::XxLarge),
            _ => {
                let got = repr_of(&value, self.vm)?;
                Err(self.error(
                    "StreamlitValueError",
                    format!("Invalid `gap` value. Supported values: 'xxsmall', 'xsmall', 'small', 'medium', 'large', 'xlarge', 'xxlarge', None, a non-negative integer (pixels). Got {got}."),
                ))
            }
        }
    }

    /// One of some words, with an error text that shows what was given.
    pub(crate) fn choice_shown<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> PyResult<T> {
        let value = self.value(name);
        let word = value.downcast_ref::<PyStr>().map(plain);
        if let Some((_, choice)) = choices
            .iter()
            .find(|(known, _)| word.as_deref() == Some(*known))
        {
            return Ok(*choice);
        }
        let known: Vec<String> = choices
            .iter()
            .map(|(known, _)| format!("'{known}'"))
            .collect();
        let got = repr_of(&value, self.vm)?;
        Err(self.error(
            "StreamlitValueError",
            format!(
                "Invalid `{name}` value. Supported values: {}. Got {got}.",
                known.join(", ")
            ),
        ))
    }
}
