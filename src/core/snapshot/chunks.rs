//! A file as it is put together: bytes of our own, and stretches of the file that the register was opened from.

use std::io;
use std::ops::Range;

use crate::state::{Register, RowId};

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    /// Bytes of our own.
    Bytes(Vec<u8>),
    /// A stretch of the file that the register was opened from; see [`Register::opened`].
    Opened(Range<usize>),
}

/// A file that is being put together. Records that stand there one behind the other, as they stood in the file that was
/// opened, are one stretch: a file of a hundred thousand records, three of them changed, is some ten pieces.
#[derive(Debug, Default)]
pub(super) struct Chunks(Vec<Chunk>);

impl Chunks {
    /// Our own bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        match self.0.last_mut() {
            Some(Chunk::Bytes(have)) => have.extend_from_slice(bytes),
            Some(Chunk::Opened(_)) | None => self.0.push(Chunk::Bytes(bytes.to_vec())),
        }
    }

    /// A record as it stands in a section of a file of ours, the first of it or not.
    pub(super) fn push_record(&mut self, register: &Register, record: RowId, is_first: bool) {
        let Some(stretch) = register.stretch(record) else {
            let bytes = register.bytes_to_write(record);
            self.push(between(is_first, &bytes));
            return self.push(&bytes);
        };
        let between = between(is_first, &register.opened()[stretch.clone()]);
        if let Some(Chunk::Opened(before)) = self.0.last_mut()
            && register.opened().get(before.end..stretch.start) == Some(between)
        {
            before.end = stretch.end;
            return;
        }
        self.push(between);
        self.0.push(Chunk::Opened(stretch));
    }

    pub(super) fn into_chunks(self) -> Vec<Chunk> {
        self.0
    }

    /// All of it as bytes, with room for so many more.
    pub(super) fn into_bytes(self, register: &Register, room: usize) -> Vec<u8> {
        let size: usize = self.0.iter().map(Chunk::len).sum();
        let mut out = Vec::with_capacity(size + room);
        for piece in &self.0 {
            out.extend_from_slice(piece.bytes(register));
        }
        out
    }
}

/// What separates a record from what stands before it. Those of a file of ours bring their indentation.
fn between(is_first: bool, record: &[u8]) -> &'static [u8] {
    match (is_first, record.starts_with(b" ")) {
        (true, true) => b"\n",
        (false, true) => b",\n",
        (true, false) => b"\n    ",
        (false, false) => b",\n    ",
    }
}

impl Chunk {
    /// How many bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Chunk::Bytes(bytes) => bytes.len(),
            Chunk::Opened(stretch) => stretch.len(),
        }
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its bytes, given the register that it was made of.
    #[must_use]
    pub fn bytes<'a>(&'a self, register: &'a Register) -> &'a [u8] {
        match self {
            Chunk::Bytes(bytes) => bytes,
            Chunk::Opened(stretch) => register.opened().get(stretch.clone()).unwrap_or_default(),
        }
    }
}

impl io::Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
