//! `st.expander`.

use brooklet_protocol::Block;

use crate::argument::Words;
use crate::command::{Command, Place};

/// `st.expander`.
pub(crate) const EXPANDER: Command = Command {
    name: "expander",
    place: Place::Container("LayoutsMixin"),
    signature: "label, expanded=False, *, key=None, icon=None, type='default', width='stretch', on_change='ignore', args=None, kwargs=None, bind=None",
    doc: "Insert a multi-element container that can be expanded/collapsed.",
    run: |call| {
        call.refuse_given(&["type", "on_change", "bind"])?;
        if call.object("label").is_none() {
            let text = "The `label` parameter is required.";
            return Err(call.error("StreamlitMissingRequiredParameterError", text));
        }
        let key = call.key()?;
        if let Some(key) = &key {
            call.claim_key(key)?;
        }
        let block = Block::Expander {
            label: call.label()?,
            expanded: call.flag("expanded")?,
            icon: call.icon()?,
        };
        let layout = call.widget_layout(Words::Stretch, key.as_deref())?;
        Ok(call.container(call.runtime.open(call.target, block, layout)))
    },
};
