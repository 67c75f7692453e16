//! Reads a blob piece by piece into one buffer that is used again and again: buffers that are thrown away pile up by the
//! hundred megabytes before a browser clears them. Where there is no such way, pieces come in buffers of their own.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::thrown::message;

/// Read at once, in bytes.
const PIECE: u32 = 1024 * 1024;
/// What is smaller, in bytes, is not worth a stream.
const WORTH: f64 = 64.0 * 1024.0;

thread_local! {
    /// The buffer, while nobody reads.
    static BUFFER: RefCell<Option<ArrayBuffer>> = const { RefCell::new(None) };
}

/// A blob being read from its beginning.
pub struct Reading {
    blob: Blob,
    /// How many bytes have been read.
    at: f64,
    /// The stream's reader and the buffer it fills, where the browser has such a thing.
    stream: Option<(JsValue, ArrayBuffer)>,
    /// All of its bytes, where it was made of a text just now (`www/raid-source.js`).
    encoded_text: Option<Uint8Array>,
}

impl Reading {
    /// Nothing is read yet.
    #[must_use]
    pub fn of(blob: &Blob) -> Reading {
        let buffer = || BUFFER.take().unwrap_or_else(|| ArrayBuffer::new(PIECE));
        let encoded_text = take_encoded_text(blob);
        let streams = encoded_text.is_none() && blob.size() >= WORTH;
        let stream = if streams { reader(blob).map(|reader| (reader, buffer())) } else { None };
        Reading { blob: blob.clone(), at: 0.0, stream, encoded_text }
    }

    /// Adds the next piece to these bytes; `false` when there is none.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read.
    pub async fn next(&mut self, bytes: &mut Vec<u8>) -> Result<bool, String> {
        if self.at >= self.blob.size() {
            return Ok(false);
        }
        let piece = match (&self.encoded_text, self.stream.take()) {
            (Some(bytes), _) => Ok(bytes.subarray(self.at as u32, self.at as u32 + PIECE)),
            (None, Some((reader, buffer))) => self.fill(reader, buffer).await,
            (None, None) => self.slice().await,
        };
        let piece = piece.map_err(|error| message(&error))?;
        let length = piece.length() as usize;
        if length == 0 {
            return Err("the file changed while it was read".into());
        }
        bytes.reserve(length);
        piece.copy_to_uninit(&mut bytes.spare_capacity_mut()[..length]);
        // SAFETY: the call above has filled that many bytes behind the end.
        unsafe { bytes.set_len(bytes.len() + length) };
        self.at += length as f64;
        Ok(true)
    }

    /// The piece is the buffer's until the next call.
    async fn fill(&mut self, reader: JsValue, buffer: ArrayBuffer) -> Result<Uint8Array, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"min".into(), &PIECE.into())?;
        let read = JsFuture::from(call(&reader, "read", &[Uint8Array::new(&buffer).into(), options.into()])?).await?;
        let piece: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
        self.stream = Some((reader, piece.buffer()));
        Ok(piece)
    }

    async fn slice(&self) -> Result<Uint8Array, JsValue> {
        let end = f64::min(self.at + f64::from(PIECE), self.blob.size());
        let buffer = JsFuture::from(self.blob.slice_with_f64_and_f64(self.at, end)?.array_buffer()).await?;
        Ok(Uint8Array::new(&buffer))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some((reader, buffer)) = self.stream.take() {
            BUFFER.replace(Some(buffer));
            // What was not read is not wanted. That it ends is all there is to it.
            if let Ok(ended) = call(&reader, "cancel", &[]) {
                crate::web::platform::task::spawn_local(async move { drop(JsFuture::from(ended).await) });
            }
        }
    }
}

/// The bytes that stand beside a blob; they are let go once they are read.
fn take_encoded_text(blob: &Blob) -> Option<Uint8Array> {
    let key = JsValue::from("encodedText");
    let bytes = Reflect::get(blob, &key).ok()?.dyn_into::<Uint8Array>().ok()?;
    Reflect::set(blob, &key, &JsValue::UNDEFINED).ok()?;
    (f64::from(bytes.length()) == blob.size()).then_some(bytes)
}

/// A reader that fills buffers it is given; none where the browser's blobs have none.
fn reader(blob: &Blob) -> Option<JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"byob".into()).ok()?;
    let stream = Reflect::get(blob, &"stream".into()).ok()?.dyn_into::<Function>().ok()?.call0(blob).ok()?;
    let get = Reflect::get(&stream, &"getReader".into()).ok()?.dyn_into::<Function>().ok()?;
    get.call1(&stream, &options).ok()
}

fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<Promise, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    function.apply(object, &arguments.iter().collect())?.dyn_into()
}
