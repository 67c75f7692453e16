//! The register itself: what it holds, what happened, how it stands, how it travels.
//!
//! # The idea
//!
//! 1. **The log is the truth.** Everything that happens is an [`log::Event`], appended and never edited. How things stand
//!    is a fold over the log.
//! 2. **Strict when writing, total when reading.** [`workflow::decide`] refuses nonsense; [`record::Record::apply`] cannot fail:
//!    what does not fit is kept and told as an [`record::Anomaly`].
//! 3. **Merging two files is the set union of their events**, replayed in one total order.
//! 4. **The core is pure.** No browser, clock, chance, locale or I/O: what it needs from outside is an argument.
//!
//! # Where things are
//!
//! | module | what it holds |
//! |---|---|
//! | [`stamp`] | who, where, when |
//! | [`text`], [`words`] | checked pieces of text, and lists of words that a newer version may have added to |
//! | [`calendar`] | days as the papers write them, and typed due dates |
//! | [`scheme`] | the programme's own vocabulary: scoring matrix, governance groups, lists of words |
//! | [`kind`] | each kind of record, declared in one file: words, references, fields, statuses, columns |
//! | [`record`] | what a record is: values, statuses, links, assessments, a change request's case |
//! | [`log`] | what happened: events, facts, and the log as lines |
//! | [`fold`] | the events of a record make it what it is; conflicts |
//! | [`state`] | how things stand: records, columns, search text, references and numbering |
//! | [`query`] | what is asked of it: filter, sort, search, columns of lists, overview |
//! | [`workflow`] | what may happen: commands and their refusals, the table of transitions and what they ask for |
//! | [`planning`] | what is due and when: days, meetings, agendas, calendar files |
//! | [`history`] | what happened, told over |
//! | [`sorting`], [`vec_map`] | one sort for all lists, and a small map |
//! | [`snapshot`] | the file people exchange: read, write, errors |
//! | [`export`] | what leaves in other forms: spreadsheets, the public snapshot |
//! | [`session`] | one person's desk: carry out, undo, open, merge |

pub mod calendar;
pub mod export;
pub mod fold;
pub mod history;
mod json;
pub mod kind;
pub mod log;
pub mod planning;
pub mod query;
pub mod record;
pub mod scheme;
pub mod session;
pub mod snapshot;
pub mod sorting;
pub mod stamp;
pub mod state;
pub mod text;
mod three_way_merge;
pub mod vec_map;
pub mod words;
pub mod workflow;
