//! One row: what stands in it, and how it is drawn and drawn again.

mod cells;
mod row_content;
mod row_line;
mod row_pieces;

pub(super) use cells::{Cell, Cells, Look};
pub(super) use row_content::{address, class_of, rag_class};
pub(super) use row_line::{RowLine, RowLineProps};
pub(super) use row_pieces::{cell_at, place_at};
