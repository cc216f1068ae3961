//! `st.chat_message`.

use brooklet_protocol::block::{Avatar, ChatMessage};
use brooklet_protocol::{Block, MediaSource};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::{PyBytes, PyStr};

use crate::argument::{Words, is_emoji, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

/// `st.chat_message`.
pub(crate) const CHAT_MESSAGE: Command = Command {
    name: "chat_message",
    place: Place::Container("ChatMixin"),
    signature: Parameters::undocumented("name, *, avatar=None, width='stretch'"),
    doc: "Open a message of a conversation, with a picture beside it. What is written into the container is the message.",
    run: chat_message,
};

fn chat_message(call: &Call) -> PyResult {
    if call.object("name").is_none() {
        return Err(call.missing("name", "a text such as 'user' or 'assistant'"));
    }
    let name = call.text("name")?.unwrap_or_default();
    let avatar = avatar(call, &name)?;
    let layout = call.layout(Words::StretchContent)?;
    let block = Block::ChatMessage(ChatMessage { name, avatar });
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}

fn avatar(call: &Call, name: &str) -> PyResult<Avatar> {
    let Some(avatar) = call.object("avatar") else {
        let name = name.to_lowercase();
        return Ok(named(&name)
            .or_else(|| is_emoji(&name).then_some(Avatar::Icon(name)))
            .unwrap_or(Avatar::Letter));
    };
    if let Some(text) = avatar.downcast_ref::<PyStr>().map(plain) {
        if let Some(avatar) = named(&text) {
            return Ok(avatar);
        }
        if is_emoji(&text) || text.starts_with(":material") {
            return Ok(Avatar::Icon(call.icon_of(&text)?));
        }
        if ["http://", "https://", "data:"]
            .iter()
            .any(|start| text.starts_with(start))
        {
            return Ok(Avatar::Image(MediaSource::Address(text)));
        }
    }
    image(call)
        .map(Avatar::Image)
        .map_err(|_| call.error(MediaError::BadAvatar {}))
}

/// The pictures that have a name.
fn named(name: &str) -> Option<Avatar> {
    match name {
        "user" | "human" => Some(Avatar::User),
        "assistant" | "ai" => Some(Avatar::Assistant),
        _ => None,
    }
}

/// The bytes of an image: given as such, or those of a file.
fn image(call: &Call) -> PyResult<MediaSource> {
    let (vm, avatar) = (call.vm, call.value("avatar"));
    let bytes = match avatar.clone().downcast::<PyBytes>() {
        Ok(bytes) => bytes,
        Err(avatar) => {
            let path = vm.import("pathlib", 0)?.get_attr("Path", vm)?;
            let path = path.call((avatar,), vm)?;
            let bytes = vm.call_method(&path, "read_bytes", ())?;
            bytes
                .downcast::<PyBytes>()
                .map_err(|_| call.error(MediaError::BadAvatar {}))?
        }
    };
    let mime = match bytes.as_bytes() {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        [b'G', b'I', b'F', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', ..] => "image/webp",
        [b'<', ..] => "image/svg+xml",
        _ => return Err(call.error(MediaError::BadAvatar {})),
    };
    let id = call.runtime.give_media(mime, bytes.as_bytes());
    Ok(MediaSource::Bytes(id))
}
