//! `st.chat_input`.

use std::rc::Rc;

use brooklet_protocol::element::ChatInput;
use brooklet_protocol::element::chat_input::SubmitMode;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::layout::Size;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{Element, Layout, Root, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::capture::SampleRate;
use super::file_types::{FileTypes, MaxMegabytes};
use super::file_uploader::Files;
use super::uploaded_file::PYTHON;
use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{
    Argument, Disabled, Key, Stretch, StretchContentHeight, Text, arguments, words,
};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;
use crate::runtime::Runtime;
use crate::target::Target;
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, ClickHandler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.chat_input`.
    pub(crate) struct ChatArgs {
        /// What the field says while it is empty.
        placeholder: Text = "Your message",
        *,
        key: Key = None,
        max_chars: Option<CharLimit> = None,
        max_upload_size: MaxMegabytes = None,
        /// Whether files can be sent along: one, several, or all of a folder.
        accept_file: AcceptFile = False,
        file_type: FileTypes = None,
        /// Whether the reader can speak into the microphone; the recording is sent as a WAV file.
        accept_audio: bool = False,
        audio_sample_rate: SampleRate = 16000,
        disabled: Disabled = False,
        submit_mode: SubmitMode = "submit",
        /// A function that is called when the reader has sent something, before the script runs again.
        on_submit: ClickHandler = None,
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        width: Stretch = "stretch",
        height: StretchContentHeight = "content",
    }
    identity {
        always: accept_file, file_type, max_chars, max_upload_size;
        unless_keyed: placeholder, accept_audio, audio_sample_rate, submit_mode, width, height;
    }
}

/// `st.chat_input`.
pub(crate) const CHAT_INPUT: Command = Command {
    name: "chat_input",
    place: Place::Container("ChatMixin"),
    signature: ChatArgs::SIGNATURE,
    doc: "Draw a field for messages, by itself at the lower edge of the page. It returns what the reader sends in the run that this starts, and None otherwise.",
    run: |call| chat_input(call, ChatArgs::read(call)?),
};

words! {
    SubmitMode ["What the button does while the script runs: it sends, it waits, or it stops the run."] {
        "submit" => SubmitMode::Submit,
        "disable" => SubmitMode::Disable,
        "stop" => SubmitMode::Stop,
    }
}

objects! {
    /// How many characters the field takes; what is no such number sets no limit.
    CharLimit ["How many characters a message may have; `None` sets no limit."]: "int";
}

/// The height of the frame around the text, in pixels.
const FRAME: u32 = 40;

fn chat_input(call: &Call, args: ChatArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_submit = args.on_submit.resolve(call)?;
    if call.form_id().is_some() {
        return Err(call.error(LayoutError::NotInForm {
            command: call.entry.command.name,
        }));
    }
    let mut element = ChatInput {
        id: id.clone(),
        placeholder: args.placeholder.0,
        max_chars: max_chars(args.max_chars, vm),
        files: args.accept_file.0,
        types: args.file_type.0,
        max_megabytes: args.max_upload_size.0,
        speech: args.accept_audio.then_some(args.audio_sample_rate.0),
        disabled: args.disabled.0,
        mode: args.submit_mode,
        set_value: None,
    };
    let layout = Layout {
        height: match args.height.0 {
            // What is given is the height of the text; the frame is around it.
            Size::Px(pixels) => Size::Px(pixels.saturating_add(FRAME)),
            height => height,
        },
        ..args.width.layout_of(key)
    };
    let message = Message {
        runtime: call.runtime.clone(),
        with_files: element.files.is_some(),
        with_speech: element.speech.is_some(),
        max_chars: element.max_chars.filter(|most| *most > 0),
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_submit.callback,
        disabled: element.disabled,
    };
    let registered = call.register_widget(spec, message, || vm.ctx.none())?;
    if registered.set_by_script {
        // The text goes into the field; it is a message when the reader sends it.
        element.set_value = registered
            .value
            .downcast_ref::<PyStr>()
            .map(to_string_lossy);
        call.replace_value(&id, key, vm.ctx.none());
    } else {
        for name in file_names(&registered.value, vm)? {
            call.check_file_name(&name, &element.types)?;
        }
    }
    call.runtime
        .draw(&target(call), Element::ChatInput(element), layout);
    if registered.set_by_script {
        return Ok(vm.ctx.none());
    }
    Ok(registered.value)
}

/// Where the field stands: in the main column by itself at the lower edge of the page.
fn target(call: &Call) -> Target {
    let path = call.runtime.path_of(call.target);
    // A place of the main column that is to be filled is no container.
    let is_slot = matches!(call.runtime.resolve(call.target), Target::Slot(_));
    let is_in_main = path.root == Root::Main && path.indices.len() == usize::from(is_slot);
    if is_in_main {
        Target::Bottom
    } else {
        call.target.clone()
    }
}

/// How many files can be sent along.
#[derive(Debug)]
pub(crate) struct AcceptFile(Option<Amount>);

impl Argument for AcceptFile {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        Ok(Self(match word.as_deref() {
            Some("multiple") => Some(Amount::Many),
            Some("directory") => Some(Amount::Folder),
            _ if value.is(&call.vm.ctx.true_value) => Some(Amount::One),
            _ if value.is(&call.vm.ctx.false_value) => None,
            _ => {
                let allowed = "True, False, 'multiple' or 'directory'";
                return call.invalid_item(parameter, &value, allowed);
            }
        }))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "'multiple'", "'directory'"]
    }
}

fn max_chars(given: Option<CharLimit>, vm: &VirtualMachine) -> Option<u32> {
    let most = as_i64(&given?.0, vm)?;
    u32::try_from(most).ok()
}

/// The names of the files of a message.
fn file_names(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let Ok(files) = value.get_attr("files", vm) else {
        return Ok(Vec::new());
    };
    super::file_uploader::names(&files, vm)
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
            WidgetValue::TriggerValue(value) => match &**value {
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
