//! Interrupted and killed imports leave nothing half done.

use crate::program::{Answer, Folder, clean, item, reviewed};
use std::io::Write as _;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Stands beside a project that is open for writing.
const LOCK: &str = "p.touchstone-lock";

/// An import in the middle of its transaction: it reads what the test writes, and waits for more.
pub(crate) struct OpenImport {
    child: Child,
}

impl OpenImport {
    /// Begins, writes `items` items and waits until the project is held.
    pub(crate) fn begin(folder: &Folder, items: usize) -> Self {
        let mut child = folder.start(&["import", "p.touchstone", "/dev/stdin", "--format", "jsonl", "--json"]);
        let stdin = child.stdin.as_mut().unwrap();
        for number in 0..items {
            let id = format!("piped-{number}");
            writeln!(stdin, "{}", reviewed(&id, &[clean("Ada")])).unwrap();
        }
        stdin.flush().unwrap();
        let (began, pid) = (Instant::now(), child.id().to_string());
        // Asking for the project ourselves could take it from the import: the lock's file names its holder.
        let is_held = || folder.names().iter().any(|name| name == LOCK) && folder.read(LOCK).contains(&pid);
        while !is_held() {
            assert!(began.elapsed() < Duration::from_secs(30), "the import never opened the project");
            std::thread::sleep(Duration::from_millis(10));
        }
        Self { child }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.pid().to_string()]).status().unwrap().success());
    }

    /// One more item, so that the program looks up from its reading; it may be gone already.
    fn one_more(&mut self) {
        let _ = writeln!(self.child.stdin.as_mut().unwrap(), "{}", item("one-more"));
    }

    /// Ends the input and waits for the end.
    pub(crate) fn finish(mut self) -> Answer {
        drop(self.child.stdin.take());
        Answer::from(self.child.wait_with_output().unwrap())
    }
}

fn nothing_is_half_done(folder: &Folder) {
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
    let writer = OpenImport::begin(folder, 40);
    let report = writer.finish().expect_done().json();
    assert_eq!((report["items_added"].as_u64(), report["reviews_added"].as_u64()), (Some(40), Some(40)));
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
    assert_eq!(folder.names(), ["p.touchstone"], "nothing stays beside the project");
}

#[test]
fn an_interrupt_takes_back_what_was_begun() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::with_project();
        let mut import = OpenImport::begin(&folder, 40);
        import.signal(signal);
        // The handler runs on a thread of its own: give it items to notice at.
        for _ in 0..50 {
            std::thread::sleep(Duration::from_millis(20));
            import.one_more();
        }
        let answer = import.finish().expect(130);
        assert_eq!(answer.error_json()["code"], "cancelled");
        assert_eq!(folder.names(), ["p.touchstone"]);
        nothing_is_half_done(&folder);
    }
}

#[test]
fn a_second_interrupt_ends_at_once() {
    let folder = Folder::with_project();
    let import = OpenImport::begin(&folder, 40);
    import.signal("-INT");
    std::thread::sleep(Duration::from_millis(300));
    import.signal("-INT");
    let answer = Answer::from(import.child.wait_with_output().unwrap()).expect(130);
    assert_eq!(answer.error_json()["code"], "cancelled");
    nothing_is_half_done(&folder);
}

#[test]
fn a_killed_import_leaves_nothing_of_its_file() {
    let folder = Folder::with_project();
    let mut import = OpenImport::begin(&folder, 40);
    import.child.kill().unwrap();
    import.child.wait().unwrap();
    nothing_is_half_done(&folder);
}
