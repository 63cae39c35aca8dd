//! The elements of one JSON list, cut from a stream one after another. A library that reads a list reads
//! it whole, or ends at the first element that is broken; here a broken one is one row, as in JSON lines.

use crate::lines::LONGEST_ROW;
use memchr::memchr2;
use std::io::{self, BufRead};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    /// One element, in the buffer.
    Whole,
    /// One that was longer than a row may be, and was passed over.
    TooLong,
    /// The file ended inside the list: what is in the buffer is no whole element.
    Cut,
    /// After the end of the list, something else follows.
    More,
}

/// Where the cutting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    After,
}

/// Whether the bytes begin with a list.
pub(crate) fn is_list(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().starts_with(b"[")
}

/// Cuts elements into one buffer.
pub(crate) struct Elements<R> {
    reader: R,
    pub(crate) cut: Cutter,
    pub(crate) bytes: u64,
}

impl<R: BufRead> Elements<R> {
    pub(crate) const fn new(reader: R) -> Self {
        Self { reader, cut: Cutter::new(), bytes: 0 }
    }

    /// The next element, or none when the list and the file have ended.
    pub(crate) fn next(&mut self) -> io::Result<Option<Element>> {
        self.cut.buffer.clear();
        self.cut.too_long = false;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok(self.cut.end());
            }
            let (taken, found) = self.cut.scan(available);
            self.reader.consume(taken);
            self.bytes += taken as u64;
            if found.is_some() {
                return Ok(found);
            }
        }
    }
}

/// What is known of the bytes so far.
pub(crate) struct Cutter {
    /// The element, as it came.
    pub(crate) buffer: Vec<u8>,
    /// Its number in the list, from 1.
    pub(crate) number: u64,
    /// The line of the file that it begins in, from 1.
    pub(crate) line: u64,
    place: Place,
    depth: u64,
    in_string: bool,
    escaped: bool,
    too_long: bool,
    current_line: u64,
}

impl Cutter {
    const fn new() -> Self {
        Self {
            buffer: Vec::new(),
            number: 0,
            line: 1,
            place: Place::Before,
            depth: 0,
            in_string: false,
            escaped: false,
            too_long: false,
            current_line: 1,
        }
    }

    /// Goes on with these bytes, to the end of an element or of the bytes; gives how many were taken.
    fn scan(&mut self, bytes: &[u8]) -> (usize, Option<Element>) {
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string {
                at += self.text(&bytes[at..]);
                continue;
            }
            let byte = bytes[at];
            at += 1;
            self.current_line += u64::from(byte == b'\n');
            match (self.place, byte) {
                (Place::Before, b'[') => self.place = Place::Inside,
                (Place::After, byte) if !byte.is_ascii_whitespace() => return (at, Some(Element::More)),
                (Place::Before | Place::After, _) => {}
                (Place::Inside, b',') if self.depth == 0 => return (at, Some(self.element())),
                (Place::Inside, b']') if self.depth == 0 => {
                    self.place = Place::After;
                    let is_empty_list = self.number == 0 && self.buffer.is_empty() && !self.too_long;
                    if !is_empty_list {
                        return (at, Some(self.element()));
                    }
                }
                (Place::Inside, byte) => {
                    match byte {
                        b'"' => self.in_string = true,
                        b'{' | b'[' => self.depth += 1,
                        b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                        _ => {}
                    }
                    self.push(&[byte]);
                }
            }
        }
        (at, None)
    }

    /// Goes on inside a text of the JSON; most bytes of a list stand there.
    fn text(&mut self, bytes: &[u8]) -> usize {
        if std::mem::take(&mut self.escaped) {
            self.push(&bytes[..1]);
            return 1;
        }
        let Some(end) = memchr2(b'"', b'\\', bytes) else {
            self.push(bytes);
            return bytes.len();
        };
        self.push(&bytes[..=end]);
        self.escaped = bytes[end] == b'\\';
        self.in_string = self.escaped;
        end + 1
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.buffer.is_empty() && !self.too_long {
            if bytes.trim_ascii().is_empty() && !self.in_string {
                return;
            }
            self.line = self.current_line;
        }
        if self.buffer.len() + bytes.len() > LONGEST_ROW {
            self.too_long = true;
            self.buffer.clear();
        }
        if !self.too_long {
            self.buffer.extend_from_slice(bytes);
        }
    }

    fn element(&mut self) -> Element {
        self.number += 1;
        if self.too_long { Element::TooLong } else { Element::Whole }
    }

    /// The file has ended.
    fn end(&mut self) -> Option<Element> {
        let is_cut = self.place == Place::Inside;
        self.place = Place::After;
        self.number += u64::from(is_cut);
        is_cut.then_some(Element::Cut)
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Elements};
    use std::io::BufReader;

    /// The elements of a text, read in pieces of every size.
    fn elements(text: &str) -> Vec<(Element, String, u64, u64)> {
        let read = |piece: usize| {
            let mut elements = Elements::new(BufReader::with_capacity(piece, text.as_bytes()));
            let mut found = Vec::new();
            while let Some(element) = elements.next().unwrap() {
                let content = String::from_utf8(elements.cut.buffer.clone()).unwrap();
                found.push((element, content, elements.cut.number, elements.cut.line));
                if element == Element::More {
                    break;
                }
            }
            found
        };
        let whole = read(1 << 10);
        for piece in 1..8 {
            assert_eq!(read(piece), whole, "in pieces of {piece}");
        }
        whole
    }

    #[test]
    fn brackets_commas_and_quotes_inside_texts_cut_nothing() {
        let text = "\u{feff} [\n{\"a\":\"],}\\\"[\"},\n\n[1,2],\"\\\\\"\n]\n";
        let found: Vec<_> =
            elements(text).into_iter().map(|(_, content, number, line)| (content, number, line)).collect();
        let told = |text: &str, number, line| (text.to_owned(), number, line);
        assert_eq!(found, [told("{\"a\":\"],}\\\"[\"}", 1, 2), told("[1,2]", 2, 4), told("\"\\\\\"\n", 3, 4)]);
    }

    #[test]
    fn an_empty_list_a_comma_too_many_a_cut_and_what_follows() {
        let kinds = |text: &str| elements(text).into_iter().map(|(element, ..)| element).collect::<Vec<_>>();
        assert_eq!(kinds("[ ]"), []);
        assert_eq!(kinds("[1,]"), [Element::Whole, Element::Whole]);
        assert_eq!(kinds("[1,{\"a\":"), [Element::Whole, Element::Cut]);
        assert_eq!(kinds("[1] 2 3"), [Element::Whole, Element::More]);
    }
}
