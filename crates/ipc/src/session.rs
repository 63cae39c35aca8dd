//! What commands do with the project at the desk.

use crate::convert;
use crate::desk::State;
use crate::error::WireError;
use crate::lead::counted;
use crate::recent;
use crate::search::Walk;
use crate::wire::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::event::Assistance;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::intent::Intent as Act;
use touchstone_engine::review::{Outcome, new_annotation_id};
use touchstone_engine::{NewProject, Project, demo, filter, location_warning, project::schema_named, queue, review};

pub(crate) type Answer<T> = Result<T, WireError>;

/// A project and who sits at the desk.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) project: Project,
    reviewer: Option<ReviewerId>,
    role: Role,
    /// Why the file does not lie safely where it is.
    warning: Option<String>,
    /// The queue that is walked.
    pub(crate) walk: Option<Walk>,
    /// The items whose hints were sent to whom.
    pub(crate) hinted: BTreeSet<(ReviewerId, ItemId)>,
    /// What is behind the agreement measured last.
    pub(crate) behind: Option<crate::agreement::Behind>,
    /// What is behind the figures of reviewers measured last.
    pub(crate) behind_reviewers: Option<crate::agreement::Behind>,
    /// What is behind the comparison with right answers measured last.
    pub(crate) behind_given: Option<crate::agreement::Behind>,
}

/// Rows in one reply at most.
pub(crate) const PAGE: u64 = 1000;

/// The demo project of this machine.
const OWN_DEMO: &str = "demo.touchstone";

/// Where the last reviewer of a project is remembered.
const LAST_REVIEWER: &str = "desk/reviewer";

impl State {
    pub(crate) fn session(&mut self) -> Answer<&mut Session> {
        self.session.as_mut().ok_or_else(WireError::no_project)
    }

    /// Refuses the reviewer role.
    pub(crate) fn must_be_lead(&mut self) -> Answer<()> {
        match self.session()?.role {
            Role::Lead => Ok(()),
            Role::Reviewer => Err(WireError::lead_only()),
        }
    }

    pub(crate) fn open_path(&mut self, path: &Path) -> Answer<()> {
        if let Some(session) = &self.session {
            let is_open = path
                .canonicalize()
                .is_ok_and(|path| session.project.path().canonicalize().is_ok_and(|open| open == path));
            if is_open {
                return Ok(());
            }
        }
        match Project::open(path) {
            Err(error) if error.code() == "is_a_packet" => self.take(Project::open_packet(path)?),
            opened => self.take(opened?),
        }
    }

    fn take(&mut self, project: Project) -> Answer<()> {
        self.close_project(())?;
        self.taken.clear();
        let name = project.facts().name.clone();
        let path = project.path().display().to_string();
        recent::remember(&self.options.data_dir, RecentProject { name, path });
        let last = project.setting(LAST_REVIEWER)?.and_then(|id| id.parse().ok());
        let active = project.reviewers()?.into_iter().filter(|reviewer| reviewer.active);
        let mut active: Vec<_> = active.collect();
        // Whoever has most open work comes first when nobody sat here before.
        let open = |standing: queue::Standing| standing.of.saturating_sub(standing.done);
        active.sort_by_key(|reviewer| Reverse(queue::standing(&project, reviewer.id).map_or(0, open)));
        let last = last.filter(|id| active.iter().any(|reviewer| reviewer.id == *id));
        let reviewer = last.or_else(|| active.first().map(|reviewer| reviewer.id));
        // Where nobody reviews yet, whoever opens the project has it to prepare.
        let role = if reviewer.is_some() { Role::Reviewer } else { Role::Lead };
        let warning = location_warning(project.path());
        self.session = Some(Session {
            project,
            reviewer,
            role,
            warning,
            hinted: BTreeSet::new(),
            behind: None,
            behind_reviewers: None,
            behind_given: None,
            walk: None,
        });
        Ok(())
    }

    pub(crate) fn app_info(&mut self, (): ()) -> Answer<AppInfo> {
        Ok(AppInfo { version: self.options.version.clone(), tracing: self.options.trace_ui.is_some() })
    }

    pub(crate) fn trace_ui(&mut self, lines: TraceLines) -> Answer<()> {
        if let Some(path) = &self.options.trace_ui
            && let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(path)
        {
            for line in lines.lines {
                // A trace that cannot be written must not disturb the work that is traced.
                let _ = writeln!(file, "{line}");
            }
        }
        Ok(())
    }

    pub(crate) fn list_recent(&mut self, (): ()) -> Answer<Vec<RecentProject>> {
        Ok(recent::list(&self.options.data_dir))
    }

    pub(crate) fn create_project(&mut self, new: CreateProject) -> Answer<ProjectInfo> {
        let schema = schema_named(&new.schema)?;
        let project = Project::create(Path::new(&new.path), &NewProject { name: new.name, schema, blind: new.blind })?;
        self.take(project)?;
        self.session()?.info()
    }

    pub(crate) fn create_demo(&mut self, at: CreateDemo) -> Answer<ProjectInfo> {
        if let Some(path) = at.path {
            self.take(demo::create(Path::new(&path))?)?;
            return self.session()?.info();
        }
        let own = self.options.data_dir.join(OWN_DEMO);
        if own.exists() {
            self.open_path(&own)?;
        } else {
            let refused = |error| touchstone_engine::EngineError::files(&own, error);
            std::fs::create_dir_all(&self.options.data_dir).map_err(refused)?;
            self.take(demo::create(&own)?)?;
        }
        self.session()?.info()
    }

    pub(crate) fn open_project(&mut self, at: AtPath) -> Answer<ProjectInfo> {
        self.open_path(Path::new(&at.path))?;
        self.session()?.info()
    }

    pub(crate) fn close_project(&mut self, (): ()) -> Answer<()> {
        self.waiting = None;
        self.session.take().map_or(Ok(()), |session| Ok(session.project.close()?))
    }

    pub(crate) fn project_info(&mut self, (): ()) -> Answer<Option<ProjectInfo>> {
        if self.session.is_none()
            && let Some(path) = self.waiting.clone()
        {
            self.open_path(&path)?;
        }
        self.session.as_ref().map(Session::info).transpose()
    }

    pub(crate) fn add_reviewer(&mut self, who: ByName) -> Answer<ProjectInfo> {
        self.must_not_be_a_packet()?;
        let session = self.session()?;
        let added = session.project.add_reviewer(&who.name)?;
        // A lead adds others; at the desk, whoever is added sits down.
        if session.role == Role::Reviewer {
            session.seat(added.id)?;
        }
        session.info()
    }

    pub(crate) fn set_role(&mut self, wish: SetRole) -> Answer<ProjectInfo> {
        self.must_not_be_a_packet()?;
        let session = self.session()?;
        if wish.role == Role::Lead
            && let Some(reviewer) = session.reviewer
            && review::is_blind(&session.project, reviewer)?
        {
            if wish.confirmed != Some(true) {
                return Err(WireError::confirmation_needed());
            }
            review::unblind(&mut session.project, reviewer)?;
        }
        session.role = wish.role;
        session.info()
    }

    pub(crate) fn switch_reviewer(&mut self, who: ByReviewer) -> Answer<ProjectInfo> {
        let session = self.session()?;
        let id = who.reviewer.parse().map_err(|_| WireError::bad_request("no such reviewer"))?;
        session.project.read().reviewer(id)?.ok_or_else(WireError::no_reviewer)?;
        session.seat(id)?;
        session.role = Role::Reviewer;
        session.info()
    }

    pub(crate) fn my_items(&mut self, page: MyItems) -> Answer<Page<MyItemRow>> {
        let session = self.session()?;
        let reviewer = session.reviewer()?;
        let filter = filter::parse_own(session.project.read(), &page.filter)?;
        let (total, exact) = counted(session.project.read().own_items_count(reviewer, &filter)?);
        let mut rows = Vec::new();
        for row in queue::own_items(&session.project, reviewer, &filter, page.offset, page.limit.min(PAGE))? {
            let at = queue::position(&session.project, reviewer, row.item)?;
            rows.push(convert::own_row(row, at));
        }
        Ok(Page { total, exact, rows })
    }

    pub(crate) fn review_guidance(&mut self, (): ()) -> Answer<Guidance> {
        let facts = self.session()?.project.facts().clone();
        let schema = convert::schema(self.session()?.project.schema());
        Ok(Guidance { schema, guidelines: facts.guidelines, blind: facts.blind })
    }

    pub(crate) fn open_review(&mut self, which: OpenReview) -> Answer<Option<ReviewView>> {
        let session = self.session()?;
        let reviewer = session.reviewer()?;
        let item = match which.item {
            Some(id) => Some(id.parse().map_err(|_| WireError::bad_request("no such item"))?),
            None => queue::next(&session.project, reviewer, None)?,
        };
        item.map(|item| {
            session.must_be_given(item)?;
            session.view(item)
        })
        .transpose()
    }

    pub(crate) fn record_intent(&mut self, told: RecordIntent) -> Answer<Recorded> {
        let session = self.session()?;
        let (reviewer, item) = (session.reviewer()?, item_id(&told.item)?);
        session.must_be_given(item)?;
        let made = (0..convert::makes(&told.intent)).map(|_| new_annotation_id(&mut session.project));
        let new = made.collect::<Result<Vec<_>, _>>()?;
        let blind = review::blind_item(&session.project, item)?;
        let intent = convert::intent(&blind, told.intent, &new)?;
        let assistance = session.assistance(reviewer, item);
        Ok(match review::record(&mut session.project, reviewer, item, intent, assistance)? {
            Outcome::Recorded { before, after } => Recorded::Recorded {
                change: convert::change(&blind, &before, &after),
                created: new.first().map(ToString::to_string),
            },
            Outcome::Refused(refusal) => Recorded::Refused { refusal: convert::refusal(&refusal) },
        })
    }

    pub(crate) fn submit_review(&mut self, told: SubmitReview) -> Answer<Finished> {
        let act = Act::Submit { elapsed_ms: Some(told.elapsed_ms), confirmed: told.confirmed };
        self.finish(&told.item, act)
    }

    pub(crate) fn skip_review(&mut self, told: SkipReview) -> Answer<Finished> {
        self.finish(&told.item, Act::Skip { reason: told.reason, elapsed_ms: Some(told.elapsed_ms) })
    }

    fn finish(&mut self, item: &str, act: Act) -> Answer<Finished> {
        let session = self.session()?;
        let (reviewer, item) = (session.reviewer()?, item_id(item)?);
        session.must_be_given(item)?;
        let assistance = session.assistance(reviewer, item);
        match review::record(&mut session.project, reviewer, item, act, assistance)? {
            Outcome::Refused(refusal) => Ok(Finished::Refused { refusal: convert::refusal(&refusal) }),
            Outcome::Recorded { .. } => {
                let next = match session.walk() {
                    Some(walk) => walk.after(item),
                    None => queue::next(&session.project, reviewer, Some(item))?,
                };
                let next = next.map(|next| session.view(next)).transpose()?.map(Box::new);
                Ok(Finished::Finished { next })
            }
        }
    }

    pub(crate) fn save_position(&mut self, told: SavePosition) -> Answer<()> {
        let session = self.session()?;
        let key = position_key(session.reviewer()?, item_id(&told.item)?);
        let value = serde_json::to_string(&told.position).unwrap_or_default();
        Ok(session.project.note_setting(&key, &value)?)
    }

    pub(crate) fn recent_items(&mut self, (): ()) -> Answer<Vec<RecentItem>> {
        let session = self.session()?;
        let reviewer = session.reviewer()?;
        let items = queue::recent(&session.project, reviewer, 10)?;
        let told = items.into_iter().map(|id| {
            let open = review::open(&session.project, reviewer, id)?;
            let opening = open.item.sample.text.as_str().split_whitespace().take(16).collect::<Vec<_>>().join(" ");
            Ok(RecentItem {
                item: id.to_string(),
                at: queue::position(&session.project, reviewer, id)?,
                opening,
                status: convert::status(&open.review.state),
                verdict: open.review.content.verdict.map(|verdict| verdict.0),
            })
        });
        told.collect()
    }
}

impl Session {
    pub(crate) fn reviewer(&self) -> Answer<ReviewerId> {
        self.reviewer.ok_or_else(WireError::no_reviewer)
    }

    /// Refuses an item that the plan does not give to the reviewer at the desk. The lead sees all.
    pub(crate) fn must_be_given(&self, item: ItemId) -> Answer<()> {
        if self.role == Role::Lead || queue::is_given(&self.project, self.reviewer()?, item)? {
            return Ok(());
        }
        Err(WireError::not_given())
    }

    /// What helps the reviewer with this item.
    fn assistance(&self, reviewer: ReviewerId, item: ItemId) -> Assistance {
        if self.hinted.contains(&(reviewer, item)) { Assistance::Hints } else { Assistance::None }
    }

    fn seat(&mut self, id: ReviewerId) -> Answer<()> {
        self.project.put_setting(LAST_REVIEWER, &id.to_string())?;
        self.reviewer = Some(id);
        Ok(())
    }

    pub(crate) fn info(&self) -> Answer<ProjectInfo> {
        let mut reviewers = Vec::new();
        for reviewer in self.project.reviewers()?.into_iter().filter(|reviewer| reviewer.active) {
            let standing = queue::standing(&self.project, reviewer.id)?;
            reviewers.push(ReviewerView {
                id: reviewer.id.to_string(),
                name: convert::reviewer_name(reviewer.name),
                done: standing.done,
                of: standing.of,
            });
        }
        let own = self.reviewer.map(|id| id.to_string());
        Ok(ProjectInfo {
            name: self.project.facts().name.clone(),
            path: self.project.path().display().to_string(),
            blind: self.project.facts().blind,
            role: self.role,
            packet: self.project.packet().is_some().then_some(true),
            reviewer: reviewers.iter().find(|reviewer| Some(&reviewer.id) == own.as_ref()).cloned(),
            reviewers,
            items: self.project.read().item_count()?,
            warning: self.warning.clone(),
        })
    }

    /// An item as its reviewer sees it: without generator, scores or anyone's answers.
    pub(crate) fn view(&self, item: ItemId) -> Answer<ReviewView> {
        let reviewer = self.reviewer()?;
        let open = review::open(&self.project, reviewer, item)?;
        let blind = BlindItem::from(&open.item);
        let standing = queue::standing(&self.project, reviewer)?;
        let position = self.project.setting(&position_key(reviewer, item))?;
        Ok(ReviewView {
            item: item.to_string(),
            at: queue::position(&self.project, reviewer, item)?,
            of: standing.of,
            done: standing.done,
            sample: convert::sample(&blind),
            sources: blind.sources.iter().map(convert::source).collect(),
            review: convert::review(&blind, &open.review),
            queue: self.walk().map(|walk| walk.view(item)),
            position: position.and_then(|text| serde_json::from_str(&text).ok()),
        })
    }
}

pub(crate) fn item_id(text: &str) -> Answer<ItemId> {
    text.parse().map_err(|_| WireError::bad_request("no such item"))
}

fn position_key(reviewer: ReviewerId, item: ItemId) -> String {
    format!("position/{reviewer}/{item}")
}
