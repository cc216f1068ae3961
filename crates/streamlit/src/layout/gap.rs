//! Space between the children of a block, as a script says it.

use brooklet_protocol::block::Gap;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult};

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::Argument;
use crate::command::Call;

impl Argument for Gap {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        call.gap_of(&value, parameter)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "str", "None"]
    }

    const DOC: &'static str = "The space between the elements: `'xxsmall'`, `'xsmall'`, `'small'`, `'medium'`, `'large'`, `'xlarge'`, `'xxlarge'`, CSS pixels, or `None` for none.";
}

impl Call<'_> {
    /// A gap, which an error calls `name`.
    pub(crate) fn gap_of(&self, value: &PyObject, name: &str) -> PyResult<Gap> {
        if self.vm.is_none(value) {
            return Ok(Gap::None);
        }
        let pixels =
            as_i64(value, self.vm).filter(|_| !value.fast_isinstance(self.vm.ctx.types.bool_type));
        if let Some(pixels) = pixels.filter(|pixels| *pixels >= 0) {
            return Ok(Gap::Px(u32::try_from(pixels).unwrap_or(u32::MAX)));
        }
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
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
}
