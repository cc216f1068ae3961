//! Space between the children of a block, as a script says it.

use brooklet_protocol::block::Gap;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObject, PyResult};

use crate::argument::{plain, whole};
use crate::command::Call;

impl Call<'_> {
    /// The `gap` argument.
    pub(crate) fn gap(&self) -> PyResult<Gap> {
        let value = self.value("gap");
        self.gap_of(&value, "gap")
    }

    /// A gap, which an error calls `name`.
    pub(crate) fn gap_of(&self, value: &PyObject, name: &str) -> PyResult<Gap> {
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
            _ => self.invalid_item(
                name,
                value,
                "a number of pixels from 0 on, None, or a word from 'xxsmall' over 'medium' to 'xxlarge'",
            ),
        }
    }

    /// The `wrap` argument of texts, columns and grids.
    pub(crate) fn wrap(&self) -> PyResult<bool> {
        let value = self.value("wrap");
        if !value.fast_isinstance(self.vm.ctx.types.bool_type) {
            return self.invalid_value("wrap", "True or False");
        }
        value.is_true(self.vm)
    }
}
