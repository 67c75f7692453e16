//! What a file says of its register: title, identity, and how much of it is there.

use serde::de;
use serde_json::{Map, Value as Json};

use super::super::fault::Fault;
use super::Reader;
use crate::stamp::BadEventId;

impl Reader {
    pub(super) fn take_about<E: de::Error>(&mut self, mut about: Map<String, Json>) -> Result<(), E> {
        let mut text = |key: &str| match about.remove(key) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(words)) => Ok(Some(words)),
            Some(other) => {
                Err((key.to_owned(), format!("it should be a text, not {}", crate::text::excerpt(&other.to_string()))))
            }
        };
        let read = (|| {
            self.filtered = text("scope")?.is_some_and(|scope| scope != "full");
            self.register.title = text("title")?.unwrap_or_default();
            crate::text::check(&self.register.title).map_err(|why| ("title".to_owned(), why.to_string()))?;
            let id = text("id")?.map(|id| id.parse().map_err(|why: BadEventId| ("id".to_owned(), why.to_string())));
            self.register.id = id.transpose()?;
            Ok(())
        })();
        if let Err((key, what)) = read {
            return self.stop(Fault::Invalid { path: format!("register.{key}"), line: 1, what });
        }
        self.register.seen = about.remove("lastTick").and_then(|tick| tick.as_u64()).unwrap_or(0);
        self.register.extra = about;
        Ok(())
    }
}
