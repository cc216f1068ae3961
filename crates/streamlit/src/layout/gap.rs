//! Space between the children of a block, as a script says it.

use brooklet_protocol::block::Gap;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObject, PyResult};

use crate::argument::{plain, repr_of, whole};
use crate::command::Call;

impl Call<'_> {
    /// The `gap` argument.
    pub(crate) fn gap(&self) -> PyResult<Gap> {
        let value = self.value("gap");
        let got = repr_of(&value, self.vm)?;
        self.gap_of(&value, &format!("Got {got}."))
    }

    /// A gap; `detail` ends the error text of a value that is none.
    pub(crate) fn gap_of(&self, value: &PyObject, detail: &str) -> PyResult<Gap> {
        if self.vm.is_none(value) {
            return Ok(Gap::None);
        }
        let pixels =
            whole(value, self.vm).filter(|_| !value.fast_isinstance(self.vm.ctx.types.bool_type));
        if let Some(pixels) = pixels.filter(|pixels| *pixels >= 0) {
            return Ok(Gap::Px(u32::try_from(pixels).unwrap_or(u32::MAX)));
        }
        let word = value.downcast_ref::<PyStr>().map(plain);
        match word.map(|word| word.to_lowercase()).as_deref() {
            Some("xxsmall") => Ok(Gap::XxSmall),
            Some("xsmall") => Ok(Gap::XSmall),
            Some("small") => Ok(Gap::Small),
            Some("medium") => Ok(Gap::Medium),
            Some("large") => Ok(Gap::Large),
            Some("xlarge") => Ok(Gap::XLarge),
            Some("xxlarge") => Ok(Gap::XxLarge),
            _ => Err(self.error(
                "StreamlitValueError",
                format!("Invalid `gap` value. Supported values: 'xxsmall', 'xsmall', 'small', 'medium', 'large', 'xlarge', 'xxlarge', None, a non-negative integer (pixels). {detail}"),
            )),
        }
    }

    /// The `wrap` argument of texts, columns and grids.
    pub(crate) fn wrap(&self) -> PyResult<bool> {
        let value = self.value("wrap");
        if !value.fast_isinstance(self.vm.ctx.types.bool_type) {
            return self.invalid_value("wrap", "True, False");
        }
        value.is_true(self.vm)
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
