//! Columns of dicts: as JSON, where all entries are of one type each.

use brooklet_frame::{Column, TextBuilder};
use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use super::{Columns, Kind};
use crate::argument::{text_of, to_string_lossy};

impl Columns<'_> {
    /// Finds out whether the entries of dicts are of one type each, as a struct has them.
    pub(super) fn try_entries(&self, values: &[PyObjectRef], depth: usize) -> PyResult<()> {
        let mut entries: Vec<(String, Vec<PyObjectRef>)> = Vec::new();
        for dict in values
            .iter()
            .filter_map(|value| value.downcast_ref::<PyDict>())
        {
            for (name, value) in dict {
                let Some(name) = name.downcast_ref::<PyStr>().map(to_string_lossy) else {
                    self.has_printed.set(true);
                    return Ok(());
                };
                match entries.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => known.push(value),
                    None => entries.push((name, vec![value])),
                }
            }
        }
        for (_, values) in entries {
            if !self.has_printed() {
                self.nested(&values, depth + 1)?;
            }
        }
        Ok(())
    }

    /// Dicts as JSON.
    pub(super) fn json(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        let vm = self.vm;
        let json = vm.import("json", 0)?;
        let dumps = json.get_attr("dumps", vm)?;
        let options = |value: PyObjectRef| {
            let separators = vm
                .ctx
                .new_tuple(vec![vm.ctx.new_str(",").into(), vm.ctx.new_str(":").into()]);
            let named = [
                ("default", vm.ctx.types.str_type.as_object().to_owned()),
                ("ensure_ascii", vm.ctx.new_bool(false).into()),
                ("separators", separators.into()),
            ];
            let named = named.map(|(name, value)| (name.to_owned(), value));
            brooklet_python::vm::function::FuncArgs::new(
                vec![value],
                named
                    .into_iter()
                    .collect::<brooklet_python::vm::function::KwArgs>(),
            )
        };
        let mut builder = TextBuilder::default();
        for value in values {
            if self.kind(value) != Kind::Dict {
                builder.push(None);
                continue;
            }
            let text = match dumps.call(options(value.clone()), vm) {
                Ok(text) => text_of(&text, vm)?,
                Err(_) => serde_json::Value::from(text_of(value, vm)?).to_string(),
            };
            builder.push(Some(&text));
        }
        Ok(builder.finish_json())
    }
}
