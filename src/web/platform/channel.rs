//! Messages from tab to tab: events that another tab has kept, and that another register was opened.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one tab tells the others that show the same register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelMessage {
    /// Events, one per line, that follow the checkpoint of that generation.
    Events {
        /// The generation.
        generation: String,
        /// The lines.
        lines: String,
    },
    /// More events than a message holds were kept, of the register of that generation.
    Added {
        /// The generation.
        generation: String,
    },
    /// Another register is kept under the name now.
    Replaced,
}

/// The channel of one register; it closes when it is dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens the channel; none where the browser has no such thing or denies it.
    #[must_use]
    pub fn open(register: &str, heard: impl Fn(ChannelMessage) + 'static) -> Option<Channel> {
        let channel = BroadcastChannel::new(&format!("raid-register-1:{register}")).ok()?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(message) = read(&message.data()) {
                heard(message);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Channel { channel, _heard: heard })
    }

    /// Tells the other tabs. That none is there is no error.
    pub fn tell(&self, message: &ChannelMessage) {
        let object = js_sys::Object::new();
        let set = |key: &str, value: &str| drop(Reflect::set(&object, &key.into(), &value.into()));
        match message {
            ChannelMessage::Events { generation, lines } => {
                set("generation", generation);
                set("lines", lines);
            }
            ChannelMessage::Added { generation } => {
                set("generation", generation);
                set("added", "yes");
                // A tab with an older version of the page reads everything again.
                set("replaced", "yes");
            }
            ChannelMessage::Replaced => set("replaced", "yes"),
        }
        let _ = self.channel.post_message(&object);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

fn read(message: &JsValue) -> Option<ChannelMessage> {
    let text = |key: &str| Reflect::get(message, &key.into()).ok()?.as_string();
    if text("added").is_some() {
        return Some(ChannelMessage::Added { generation: text("generation")? });
    }
    if text("replaced").is_some() {
        return Some(ChannelMessage::Replaced);
    }
    Some(ChannelMessage::Events { generation: text("generation")?, lines: text("lines")? })
}
