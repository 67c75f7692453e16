//! What a file says of its register: title, identity, and how much of it is there.

use serde_json::{Map, Value as Json};

use super::super::open_error::OpenError;
use super::reader::Reader;
use crate::json;
use crate::stamp::BadEventId;

impl Reader<'_> {
    pub(super) fn take_about(&mut self, mut about: Map<String, Json>, at: usize) -> Result<(), OpenError> {
        let read = self.read_about(&mut about);
        self.contents.register.extra = about;
        read.map_err(|(key, what)| self.invalid(&format!("register.{key}"), json::member_at(self.text, at, key), &what))
    }

    fn read_about(&mut self, about: &mut Map<String, Json>) -> Result<(), BadMember> {
        self.contents.filtered = text(about, "scope")?.is_some_and(|scope| scope != "full");
        self.contents.register.title = text(about, "title")?.unwrap_or_default();
        crate::text::check(&self.contents.register.title).map_err(|why| ("title", why.to_string()))?;
        let id = text(about, "id")?.map(|id| id.parse().map_err(|why: BadEventId| ("id", why.to_string())));
        self.contents.register.id = id.transpose()?;
        self.contents.register.seen = match take(about, "lastTick") {
            None => 0,
            Some(tick) => tick.as_u64().ok_or_else(|| ("lastTick", not_a("whole number", &tick)))?,
        };
        Ok(())
    }
}

/// A member, and what is wrong with it.
type BadMember = (&'static str, String);

fn text(about: &mut Map<String, Json>, key: &'static str) -> Result<Option<String>, BadMember> {
    match take(about, key) {
        None => Ok(None),
        Some(Json::String(words)) => Ok(Some(words)),
        Some(other) => Err((key, not_a("text", &other))),
    }
}

fn take(about: &mut Map<String, Json>, key: &str) -> Option<Json> {
    about.remove(key).filter(|value| !value.is_null())
}

#[cold]
fn not_a(wanted: &str, found: &Json) -> String {
    format!("it should be a {wanted}, not {}", crate::text::excerpt(&found.to_string()))
}
