//! A lead with a project, and reviewers with packets.

use std::path::{Path, PathBuf};
use tempfile::TempDir;
use touchstone_domain::event::Assistance;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::intent::Intent;
use touchstone_domain::label::VerdictId;
use touchstone_domain::preset;
use touchstone_engine::import::{self, ImportOptions};
use touchstone_engine::packet::{self, Made, TakeReport};
use touchstone_engine::review::{self, Outcome};
use touchstone_engine::work::silently;
use touchstone_engine::{EngineError, NewProject, Project, assignment, queue};

pub(crate) struct Team {
    folder: TempDir,
    pub(crate) project: Project,
}

/// A line of JSONL with everything in it that a reviewer must not see.
pub(crate) fn line(number: usize) -> String {
    let name = format!("extid-{number}");
    let review = match number {
        1 => {
            r#", "reviews": [{"reviewer": "Quentin", "verdict": "hallucinated", "annotations": [{"start": 0, "end": 3, "label": "contradiction", "note": "note-of-quentin"}]}]"#
        }
        _ => "",
    };
    format!(
        r#"{{"id": "{name}", "sample": {{"text": "The sample number {number} speaks.", "generator": {{"model": "model-vega", "prompt": "prompt-orion", "temperature": 0.7315, "batch": "batch-lyra", "scores": {{"score-cygnus": 0.918273}}}}}}, "sources": [{{"id": "srcid-{number}", "title": "A title", "text": "The source number {number} knows."}}], "field-draco": "value-draco", "given_gold": {{"verdict": "hallucinated", "spans": [{{"start": 4, "end": 10, "label": "gold-of-hydra"}}]}}{review}}}"#
    )
}

pub(crate) fn new_project() -> NewProject {
    NewProject { name: "name-of-project".into(), schema: preset::default_schema(), blind: true }
}

impl Team {
    pub(crate) fn new(items: usize) -> Self {
        Self::of((1..=items).map(line).collect())
    }

    /// Items whose right answer nobody told.
    pub(crate) fn without_gold(items: usize) -> Self {
        Self::of((1..=items).map(|number| line(number).replace("given_gold", "another-field")).collect())
    }

    fn of(lines: Vec<String>) -> Self {
        let items = lines.len();
        let folder = tempfile::tempdir().unwrap();
        let mut project = Project::create(&folder.path().join("lead.touchstone"), &new_project()).unwrap();
        let file = folder.path().join("file-of-pegasus.jsonl");
        std::fs::write(&file, lines.join("\n")).unwrap();
        let report = silently(|work| import::run(&mut project, &[file], &ImportOptions::default(), work)).unwrap();
        assert_eq!((report.items_added, report.issues.len()), (items as u64, 0), "{:?}", report.issues);
        for name in ["Ada", "Bo", "Cy"] {
            project.add_reviewer(name).unwrap();
        }
        project.save_guidelines("Read *both* sides.").unwrap();
        Self { folder, project }
    }

    /// Everyone gets everything, in their own order.
    pub(crate) fn plan(&mut self) {
        let mut wish = assignment::proposal(&self.project).unwrap();
        wish.overlap = 3;
        silently(|work| assignment::set(&mut self.project, &wish, work)).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn person(&self, name: &str) -> ReviewerId {
        self.project.find_reviewer(name).unwrap().unwrap().id
    }

    pub(crate) fn make(&mut self, name: &str, file: &str) -> Made {
        self.try_make(name, file).unwrap()
    }

    pub(crate) fn try_make(&mut self, name: &str, file: &str) -> Result<Made, EngineError> {
        let (person, path) = (self.person(name), self.path(file));
        silently(|work| packet::make(&mut self.project, person, &path, work))
    }

    pub(crate) fn take(&mut self, file: &str) -> TakeReport {
        self.try_take(file).unwrap()
    }

    pub(crate) fn try_take(&mut self, file: &str) -> Result<TakeReport, EngineError> {
        let path = self.path(file);
        silently(|work| packet::take(&mut self.project, &path, work))
    }

    /// Copies a file as it is sent by mail.
    pub(crate) fn send(&self, from: &str, to: &str) {
        std::fs::copy(self.path(from), self.path(to)).unwrap();
    }

    /// Works in a packet and closes it.
    pub(crate) fn work_in<T>(&self, file: &str, work: impl FnOnce(&mut Worker) -> T) -> T {
        let mut worker = Worker::open(&self.path(file));
        let done = work(&mut worker);
        worker.project.close().unwrap();
        done
    }

    /// Everything that reviews come to, for comparing projects: events in an order of their own, and
    /// each review as it is shown.
    pub(crate) fn told(&self) -> Vec<String> {
        let read = self.project.read();
        let mut told = Vec::new();
        read.for_each_event(|event| {
            told.push(event.canonical());
            Ok::<_, EngineError>(())
        })
        .unwrap();
        told.sort();
        read.for_each_review_row(|row| {
            told.push(format!("{row:?}"));
            Ok::<_, EngineError>(())
        })
        .unwrap();
        assert_eq!(read.compare_projections().unwrap(), []);
        told
    }
}

/// A reviewer at their own desk.
pub(crate) struct Worker {
    pub(crate) project: Project,
    pub(crate) who: ReviewerId,
}

impl Worker {
    pub(crate) fn open(path: &Path) -> Self {
        let project = Project::open_packet(path).unwrap();
        let who = project.packet().unwrap().reviewer;
        Self { project, who }
    }

    pub(crate) fn next(&self) -> Option<ItemId> {
        queue::next(&self.project, self.who, None).unwrap()
    }

    pub(crate) fn act(&mut self, item: ItemId, intent: Intent) {
        let done = review::record(&mut self.project, self.who, item, intent, Assistance::None).unwrap();
        assert!(matches!(done, Outcome::Recorded { .. }), "{done:?}");
    }

    pub(crate) fn finish(&mut self, item: ItemId, verdict: &str) {
        self.act(item, Intent::GiveVerdict(Some(VerdictId::from(verdict))));
        self.act(item, Intent::Submit { elapsed_ms: Some(1000), confirmed: true });
    }

    /// Finishes the next open items; gives which.
    pub(crate) fn finish_next(&mut self, count: usize, verdict: &str) -> Vec<ItemId> {
        let mut done = Vec::new();
        for _ in 0..count {
            let item = self.next().unwrap();
            self.finish(item, verdict);
            done.push(item);
        }
        done
    }
}
