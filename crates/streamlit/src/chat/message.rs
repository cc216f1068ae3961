//! `st.chat_message`.

use brooklet_protocol::block::{Avatar, ChatMessage};
use brooklet_protocol::{Block, MediaSource};
use brooklet_python::vm::builtins::{PyBytes, PyStr};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{is_emoji, to_string_lossy};
use crate::call::args::{Deferred, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

arguments! {
    /// The arguments of `st.chat_message`.
    pub(crate) struct MessageArgs {
        /// Who speaks: `'user'`, `'assistant'`, or another name or emoji, whose first letter stands for it.
        name: Option<String>,
        *,
        /// The picture: `'user'`, `'assistant'`, an emoji, `':material/name:'`, an address, the path of a
        /// file of the app, or bytes. `None` goes by the name.
        avatar: Option<PyObjectRef> = None,
        width: Deferred<StretchContent> = "stretch",
    }
}

/// `st.chat_message`.
pub(crate) const CHAT_MESSAGE: Command = Command {
    name: "chat_message",
    place: Place::Container("ChatMixin"),
    signature: MessageArgs::SIGNATURE,
    doc: "Open a message of a conversation, with a picture beside it. What is written into the container is the message.",
    run: |call| chat_message(call, MessageArgs::read(call)?),
};

fn chat_message(call: &Call, args: MessageArgs) -> PyResult {
    let Some(name) = args.name else {
        return Err(call.missing("name", "a text such as 'user' or 'assistant'"));
    };
    let avatar = avatar(call, &name, args.avatar)?;
    let layout = args.width.get(call)?.layout();
    let block = Block::ChatMessage(ChatMessage { name, avatar });
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}

fn avatar(call: &Call, name: &str, given: Option<PyObjectRef>) -> PyResult<Avatar> {
    let Some(avatar) = given else {
        let name = name.to_lowercase();
        return Ok(named(&name)
            .or_else(|| is_emoji(&name).then_some(Avatar::Icon(name)))
            .unwrap_or(Avatar::Letter));
    };
    if let Some(text) = avatar.downcast_ref::<PyStr>().map(to_string_lossy) {
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
    image(call, avatar)
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
fn image(call: &Call, avatar: PyObjectRef) -> PyResult<MediaSource> {
    let vm = call.vm;
    let bytes = match avatar.downcast::<PyBytes>() {
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
    let id = call.runtime.give_media(mime, &[bytes.as_bytes()]);
    Ok(MediaSource::Bytes(id))
}
