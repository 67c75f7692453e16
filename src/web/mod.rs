//! Everything that knows a browser.
//!
//! # How it works
//!
//! 1. **The stand-alone page is just the first host.** It uses the same `<raid-register>` element as any portal; behind each
//!    element stands one [`embed::RegisterHandle`].
//! 2. **State lives in the store**, outside what is drawn, in [handles](store) with one job each. What happens is told to its
//!    [listeners](store::Listeners): the page draws anew, the register is kept, the host hears of it.
//! 3. **Views are functions of props.** A part is given the handle that it needs; what it asks for is a
//!    [`Command`](crate::workflow::Command), or a place to go to.
//! 4. **One door to each service of the browser**, in [`platform`]: small, and none of them decides anything.
//!
//! # Where things are
//!
//! From the top down; nothing uses what stands above it, and no two files use each other.
//!
//! | module | what it holds |
//! |---|---|
//! | [`embed`] | what a host's JavaScript sees: the element's handle, its methods and events, the page's address |
//! | [`app`] | the page around the views: navigation, keyboard, dialogs about the register, messages |
//! | [`views`] | what is drawn of the register: overview, lists, one record, board, calendar, agenda, and their small pieces |
//! | [`persistence`] | keeps the register in this browser or at the host's, brings it back, hears other tabs; one state of saving |
//! | [`files`] | files that come in: preview, comparing, merging, earlier registers; a whole or part register that goes out |
//! | [`store`] | the register that is open: session, detached log, consistency check, merger, route, preferences, notices, drafts, export, save status |
//! | [`reading`] | reads a file of any size; the log of a large one stays in it |
//! | [`event_lines`] | events as lines |
//! | [`route`] | every place of the page, and its address |
//! | [`second_part`] | what a first view does without: where it is, waiting for it |
//! | [`subscribers`] | who is told of something |
//! | [`platform`] | clock, random numbers, storage, channel, files, frames: the browser's services |
//! | [`styles`] | the style sheets, joined when the page is built |
//!
//! # Where to add what
//!
//! | what | where |
//! |---|---|
//! | a part of a record's page | a folder of [`views::record`], and a line in `views/record/page/record_page.rs` |
//! | a button at the head of a record's page | `actions` in `views/record/page/header.rs` |
//! | a form | its fields are controls of `views/record/form`; a list of questions is its `AskForm` |
//! | a part of a list | a folder of `views/list`, and its place in `views/list/list_state.rs` |
//! | a column of a list | `src/core/kind/column.rs` and `of_kind.rs`; how a cell looks stands in `views/list/rows/cells.rs` |
//! | a view | a folder of [`views`], a place in [`route`] with its address both ways, an arm in `app/main_view.rs`, an entry in `app/nav.rs`; the compiler finds the rest |
//! | what a first view can do without | a function of `second_part!`, with the next free number: a test tells of one that is taken |
//! | a dialog about the register | a file of `app/dialogs`, and a case of [`app::app_context::AppDialog`] |
//! | a method or event of the element | [`embed`], and the table in `www/raid-api.js` |
//! | a service of the browser | a file of [`platform`] |

pub mod app;
pub mod embed;
pub mod event_lines;
pub mod files;
pub mod persistence;
pub mod platform;
pub mod reading;
pub mod route;
pub mod second_part;
pub mod store;
pub mod styles;
pub mod subscribers;
pub mod views;
