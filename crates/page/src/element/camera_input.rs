//! `st.camera_input` on the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::CameraInput;
use brooklet_protocol::widget::{FileRecord, Widget};
use brooklet_protocol::{Element, WidgetValue};
use js_sys::Object;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, Url,
};

use super::recorder;
use crate::dom::{
    Listener, append, clear, listen, make, make_with, put, revoke, set, set_optional,
};
use crate::text::label::Label;
use crate::uploads;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("camera_input.css");

const PLEASE: &str =
    "This app would like to use your camera. Allow it in the settings of your browser.";

struct CameraInputView {
    node: HtmlElement,
    parts: Rc<RefCell<Parts>>,
}

struct Parts {
    this: Weak<RefCell<Parts>>,
    context: Context,
    shown: Widget<CameraInput>,
    label: Label,
    inside: HtmlElement,
    video: HtmlVideoElement,
    stream: Option<MediaStream>,
    /// The address of the photograph that is shown, and its file.
    photo: Option<(String, FileRecord)>,
    listener: Option<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<CameraInput>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stCameraInput", "stCameraInput");
    let label = Label::new(&element.label, context);
    let inside = make_with(document, "div", "bk-camera", "stCameraInputWebcamComponent");
    append(&node, &label.node);
    append(&node, &inside);
    let video: HtmlVideoElement = make(document, "video").unchecked_into();
    for name in ["autoplay", "playsinline", "muted"] {
        set(&video, name, "");
    }
    let parts = Rc::new_cyclic(|this| {
        RefCell::new(Parts {
            this: this.clone(),
            context: context.clone(),
            shown: element.clone(),
            label,
            inside,
            video,
            stream: None,
            photo: None,
            listener: None,
        })
    });
    parts.borrow_mut().take();
    Box::new(CameraInputView { node, parts })
}

impl Parts {
    /// The photograph that the app knows.
    fn present(&self) -> Option<FileRecord> {
        match self.context.widgets.get(&self.shown.id) {
            Some(WidgetValue::Files(files)) => files.into_iter().next(),
            _ => None,
        }
    }

    fn take(&mut self) {
        self.label.update(&self.shown.label);
        if let Some(node) = self.inside.parent_element() {
            set_optional(
                &node,
                "data-disabled",
                self.shown.disabled.then_some("true"),
            );
        }
        let present = self.present();
        let shows = self.photo.as_ref().map(|(_, file)| file);
        if shows != present.as_ref() {
            self.forget_photo();
            self.photo = present.and_then(|file| {
                let blob = self.context.uploads.get(&file.id)?;
                let address = Url::create_object_url_with_blob(&blob).ok()?;
                Some((address, file))
            });
        }
        self.paint();
    }

    fn forget_photo(&mut self) {
        if let Some((address, _)) = self.photo.take() {
            revoke(&address);
        }
    }

    fn paint(&mut self) {
        let document = self.context.document.clone();
        clear(&self.inside);
        let frame = make_with(
            &document,
            "div",
            "bk-camera-picture",
            "stCameraInputWebcamStyledBox",
        );
        let button = make_with(
            &document,
            "button",
            "bk-camera-button",
            "stCameraInputButton",
        );
        set(&button, "type", "button");
        set_optional(&button, "disabled", self.shown.disabled.then_some(""));
        append(&self.inside, &frame);
        append(&self.inside, &button);
        let this = self.this.clone();
        if let Some((address, _)) = &self.photo {
            let image = make(&document, "img");
            set(&image, "src", address);
            set(&image, "alt", "Snapshot");
            append(&frame, &image);
            button.set_text_content(Some("Clear photo"));
            self.listener = Some(listen(&button, "click", move |_| report(&this, None)));
            self.release();
            return;
        }
        append(&frame, &self.video);
        button.set_text_content(Some("Take Photo"));
        self.listener = Some(listen(&button, "click", move |_| shoot(&this)));
        if self.stream.is_none() && !self.shown.disabled {
            self.begin();
        }
    }

    /// Asks for the camera.
    fn begin(&self) {
        let (this, constraints) = (self.this.clone(), self.constraints());
        spawn_local(async move {
            let stream = recorder::device(&constraints).await;
            let Some(parts) = this.upgrade() else {
                if let Ok(stream) = stream {
                    recorder::release(&stream);
                }
                return;
            };
            let mut parts = parts.borrow_mut();
            match stream {
                Ok(stream) => {
                    parts.video.set_src_object(Some(&stream));
                    parts.stream = Some(stream);
                }
                Err(_) => {
                    let words = make_with(&parts.context.document, "p", "bk-camera-please", "");
                    words.set_text_content(Some(PLEASE));
                    if let Some(frame) = parts.inside.first_element_child() {
                        append(&frame, &words);
                    }
                }
            }
        });
    }

    fn constraints(&self) -> MediaStreamConstraints {
        let video = Object::new();
        let ask = |name: &str, value: JsValue| {
            put(&video, name, &value);
        };
        ask("facingMode", "user".into());
        if let Some((width, height)) = self.shown.resolution {
            for (name, size) in [("width", width), ("height", height)] {
                let constraints = Object::new();
                put(&constraints, "ideal", &size.into());
                ask(name, constraints.into());
            }
        }
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&video);
        constraints
    }

    fn release(&mut self) {
        if let Some(stream) = self.stream.take() {
            recorder::release(&stream);
            self.video.set_src_object(None);
        }
    }
}

/// Takes the picture that the camera shows now.
fn shoot(this: &Weak<RefCell<Parts>>) {
    let Some(parts) = this.upgrade() else { return };
    let parts = parts.borrow();
    let video = &parts.video;
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 {
        return;
    }
    let canvas: HtmlCanvasElement = make(&parts.context.document, "canvas").unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let brush = canvas.get_context("2d").ok().flatten();
    let Some(brush) = brush.and_then(|brush| brush.dyn_into::<CanvasRenderingContext2d>().ok())
    else {
        return;
    };
    // What cannot be drawn or made a picture of is reported as none.
    let _ = brush.draw_image_with_html_video_element(video, 0.0, 0.0);
    let this = this.clone();
    let done = Closure::once_into_js(move |blob: Option<Blob>| report(&this, blob.as_ref()));
    // As above.
    let _ = canvas.to_blob_with_type(done.unchecked_ref(), "image/jpeg");
}

/// Reports a photograph, or that there is none.
fn report(this: &Weak<RefCell<Parts>>, photo: Option<&Blob>) {
    let Some(parts) = this.upgrade() else { return };
    let (context, shown) = {
        let parts = parts.borrow();
        (parts.context.clone(), parts.shown.clone())
    };
    let time = String::from(js_sys::Date::new_0().to_iso_string()).replace(':', "_");
    let name = format!("camera-input-{time}.jpg");
    let files = photo
        .iter()
        .map(|photo| uploads::add(&context.uploads, photo, &name, "image/jpeg"))
        .collect();
    let value = WidgetValue::Files(files);
    context.widgets.commit(&shown.id, value, shown.reruns);
    parts.borrow_mut().take();
}

impl View for CameraInputView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::CameraInput(element) = element else {
            return false;
        };
        let mut parts = self.parts.borrow_mut();
        if parts.shown.id != element.id {
            return false;
        }
        let shows = parts.photo.as_ref().map(|(_, file)| file.clone());
        if parts.shown != *element || shows != parts.present() {
            parts.shown = element.clone();
            parts.take();
        }
        true
    }

    fn dispose(&mut self) {
        let mut parts = self.parts.borrow_mut();
        parts.release();
        parts.forget_photo();
    }
}
