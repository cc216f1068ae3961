//! `st.chat_message` on the page.

use brooklet_protocol::Block;
use brooklet_protocol::block::{Avatar, ChatMessage};
use web_sys::HtmlElement;

use super::{BlockView, vertical, wrapper};
use crate::dom::{append, clear, make_with, set, set_optional};
use crate::media::MediaExt;
use crate::text::icon;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("chat_message.css");

struct MessageView {
    frame: HtmlElement,
    node: HtmlElement,
    avatar: HtmlElement,
    content: HtmlElement,
    body: HtmlElement,
    shown: Option<ChatMessage>,
    context: Context,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let make = |class, test_id| make_with(&context.document, "div", class, test_id);
    let frame = wrapper(context);
    let node = make("stChatMessage bk-message", "stChatMessage");
    let avatar = make("bk-avatar", "");
    set(&avatar, "aria-hidden", "true");
    let content = make("bk-message-content", "stChatMessageContent");
    set(&content, "role", "group");
    let body = vertical(context);
    append(&content, &body);
    append(&node, &avatar);
    append(&node, &content);
    append(&frame, &node);
    Box::new(MessageView {
        frame,
        node,
        avatar,
        content,
        body,
        shown: None,
        context: context.clone(),
    })
}

impl MessageView {
    fn paint(&self, message: &ChatMessage) {
        let document = &self.context.document;
        let is_user = matches!(message.name.to_lowercase().as_str(), "user" | "human");
        set_optional(&self.node, "data-user", is_user.then_some(""));
        let name = format!("Chat message from {}", message.name);
        set(&self.content, "aria-label", &name);
        clear(&self.avatar);
        let (look, test_id) = match &message.avatar {
            Avatar::User => ("user", "stChatMessageAvatarUser"),
            Avatar::Assistant => ("assistant", "stChatMessageAvatarAssistant"),
            Avatar::Image(_) => ("image", "stChatMessageAvatarImage"),
            Avatar::Icon(_) => ("custom", "stChatMessageAvatarCustom"),
            Avatar::Letter => ("custom", ""),
        };
        set(&self.avatar, "data-look", look);
        let test_id = Some(test_id).filter(|id| !id.is_empty());
        set_optional(&self.avatar, "data-testid", test_id);
        match &message.avatar {
            Avatar::User => append(&self.avatar, &icon::icon(document, ":material/face:")),
            Avatar::Assistant => {
                append(&self.avatar, &icon::icon(document, ":material/smart_toy:"));
            }
            Avatar::Icon(sign) => append(&self.avatar, &icon::icon(document, sign)),
            Avatar::Image(source) => {
                let image = make_with(document, "img", "", "");
                let address = self.context.media.address(source).unwrap_or_default();
                set(&image, "src", &address);
                set(&image, "alt", &format!("{} avatar", message.name));
                append(&self.avatar, &image);
            }
            Avatar::Letter => {
                let letter = message.name.chars().next().map(char::to_uppercase);
                let letter: String = letter.into_iter().flatten().collect();
                self.avatar.set_text_content(Some(&letter));
            }
        }
    }
}

impl BlockView for MessageView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::ChatMessage(message) = block else {
            return false;
        };
        if self.shown.as_ref() != Some(message) {
            self.paint(message);
            self.shown = Some(message.clone());
        }
        true
    }
}
