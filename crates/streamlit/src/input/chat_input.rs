//! `st.chat_input`.

use std::rc::Rc;

use brooklet_protocol::element::ChatInput;
use brooklet_protocol::element::chat_input::SubmitMode;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::layout::Extent;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{Element, Root, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::file_uploader::Files;
use super::uploaded_file::PYTHON;
use crate::argument::{Words, plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, either};
use crate::runtime::Runtime;
use crate::target::Target;
use crate::widget::Deserializer;

/// `st.chat_input`.
pub(crate) const CHAT_INPUT: Command = Command {
    name: "chat_input",
    place: Place::Container("ChatMixin"),
    signature: Parameters::undocumented(
        "placeholder='Your message', *, key=None, max_chars=None, max_upload_size=None, accept_file=False, file_type=None, accept_audio=False, audio_sample_rate=16000, disabled=False, submit_mode='submit', on_submit=None, args=None, kwargs=None, width='stretch', height='content'",
    ),
    doc: "Draw a field for messages, by itself at the lower edge of the page. It returns what the reader sends in the run that this starts, and None otherwise.",
    run: chat_input,
};

const MODES: &[(&str, SubmitMode)] = &[
    ("submit", SubmitMode::Submit),
    ("disable", SubmitMode::Disable),
    ("stop", SubmitMode::Stop),
];

/// The height of the frame around the text, in pixels.
const FRAME: u32 = 40;

/// What defines the field even where it has a key.
const DEFINING: &[&str] = &["accept_file", "file_type", "max_chars", "max_upload_size"];

fn chat_input(call: &Call) -> PyResult {
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_submit", &[])?;
    let files = amount(call)?;
    let mode = call.choice("submit_mode", MODES)?;
    let max_megabytes = call.max_upload_size()?;
    let others = [
        "placeholder",
        "accept_audio",
        "audio_sample_rate",
        "submit_mode",
        "width",
        "height",
    ];
    let id = call
        .defined_by(call.identity(key), DEFINING, &others)?
        .finish();
    let sample_rate = call.sample_rate("audio_sample_rate")?;
    if call.form_id().is_some() {
        return Err(call.error(LayoutError::NotInForm {
            command: call.entry.command.name,
        }));
    }
    let mut element = ChatInput {
        id: id.clone(),
        placeholder: text_of(&call.value("placeholder"), vm)?,
        max_chars: max_chars(call),
        files,
        types: call.file_types("file_type")?,
        max_megabytes,
        speech: call.flag("accept_audio")?.then_some(sample_rate),
        disabled: call.flag("disabled")?,
        mode,
        set_value: None,
    };
    let mut layout = call.widget_layout(Words::Stretch, key)?;
    layout.height = match call.height(Words::StretchContent)? {
        // What is given is the height of the text; the frame is around it.
        Extent::Px(pixels) => Extent::Px(pixels.saturating_add(FRAME)),
        height => height,
    };
    let message = Message {
        runtime: call.runtime.clone(),
        with_files: files.is_some(),
        with_speech: element.speech.is_some(),
        max_chars: element.max_chars.filter(|most| *most > 0),
    };
    let registered = call.register(&id, key, message, reaction.callback, || vm.ctx.none())?;
    if registered.set_by_script {
        // The text goes into the field; it is a message when the reader sends it.
        element.set_value = registered.value.downcast_ref::<PyStr>().map(plain);
        call.replace_value(&id, key, vm.ctx.none());
    } else {
        for name in file_names(&registered.value, vm)? {
            call.check_file_name(&name, &element.types)?;
        }
    }
    let path = call.runtime.path_of(call.target);
    // A place of the main column that is to be filled is no container.
    let is_slot = matches!(call.runtime.resolve(call.target), Target::Slot(_));
    let is_in_main = path.root == Root::Main && path.indices.len() == usize::from(is_slot);
    let target = if is_in_main {
        &Target::Bottom
    } else {
        call.target
    };
    call.runtime
        .draw(target, Element::ChatInput(element), layout);
    if registered.set_by_script {
        return Ok(vm.ctx.none());
    }
    Ok(registered.value)
}

fn amount(call: &Call) -> PyResult<Option<Amount>> {
    let given = call.value("accept_file");
    let word = given.downcast_ref::<PyStr>().map(plain);
    match word.as_deref() {
        Some("multiple") => return Ok(Some(Amount::Many)),
        Some("directory") => return Ok(Some(Amount::Folder)),
        _ => {}
    }
    if given.is(&call.vm.ctx.true_value) {
        return Ok(Some(Amount::One));
    }
    if given.is(&call.vm.ctx.false_value) {
        return Ok(None);
    }
    call.invalid_value("accept_file", "True, False, 'multiple' or 'directory'")
}

fn max_chars(call: &Call) -> Option<u32> {
    let given = call.object("max_chars")?;
    whole(&given, call.vm).and_then(|most| u32::try_from(most).ok())
}

/// The names of the files of a message.
fn file_names(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let Ok(files) = value.get_attr("files", vm) else {
        return Ok(Vec::new());
    };
    super::file_uploader::names(&files, vm)
}

const RATES: [i64; 8] = [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000];

impl Call<'_> {
    /// Samples of sound a second; 0 leaves that to the browser.
    pub(super) fn sample_rate(&self, parameter: &str) -> PyResult<u32> {
        let Some(given) = self.object(parameter) else {
            return Ok(0);
        };
        match whole(&given, self.vm).filter(|rate| RATES.contains(rate)) {
            Some(rate) => Ok(rate as u32),
            None => {
                let mut rates: Vec<String> = RATES.iter().map(ToString::to_string).collect();
                rates.push("None".to_owned());
                self.invalid_value(parameter, &either(&rates))
            }
        }
    }
}

/// What the reader has sent, in the run of the sending.
#[derive(Debug)]
struct Message {
    runtime: Rc<Runtime>,
    with_files: bool,
    with_speech: bool,
    max_chars: Option<u32>,
}

impl Message {
    fn value(
        &self,
        text: &str,
        files: &[FileRecord],
        speech: Option<&FileRecord>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let most = self.max_chars.map_or(usize::MAX, |most| most as usize);
        let text: String = text.chars().take(most).collect();
        let text: PyObjectRef = vm.ctx.new_str(text).into();
        if !self.with_files && !self.with_speech {
            return Ok(text);
        }
        let of = |is_list| Files {
            runtime: self.runtime.clone(),
            is_list,
        };
        let files = of(true).of(files, vm);
        let speech = match speech {
            Some(record) => of(false).of(std::slice::from_ref(record), vm),
            None => vm.ctx.none(),
        };
        let class = self
            .runtime
            .namespace(PYTHON, vm)?
            .get_item("ChatInputValue", vm)?;
        class.call((text, files, speech, self.with_files, self.with_speech), vm)
    }
}

impl Deserializer for Message {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let message = match value {
            WidgetValue::Fired(value) => match &**value {
                WidgetValue::Message {
                    text,
                    files,
                    speech,
                } => Some(self.value(text, files, speech.as_deref(), vm)?),
                _ => None,
            },
            _ => None,
        };
        Ok(message.unwrap_or_else(|| vm.ctx.none()))
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.none())
    }

    fn is_settable(&self, _vm: &VirtualMachine) -> bool {
        true
    }
}
