//! Export: a labelled data set with its manifest. The same project gives the same bytes.

use crate::compare;
use crate::dataset::Dataset;
pub use crate::dataset::Names;
use crate::error::EngineError;
use crate::filter;
use crate::manifest::Told;
use crate::migration;
pub use crate::output::WrittenFile;
use crate::output::{MANIFEST, OutputRefusal, PendingFolder, refuse_database, write_beside};
use crate::project::PROGRAM;
use crate::work::Work;
use serde::Serialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use touchstone_domain::amount::counted_with;
use touchstone_domain::exchange::ExportedItem;
use touchstone_domain::item::Item;
pub use touchstone_formats::What;
use touchstone_formats::{FolderSink as _, Format, WriteOptions, Written};
use touchstone_store::Reader;

/// What to export, and how.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// Which format.
    pub format: Format,
    /// The file, or the folder for formats of several files.
    pub out: PathBuf,
    /// Which part of the project.
    pub what: What,
    /// Which items, in the words of `--filter`; all without one.
    pub filter: Option<String>,
    /// How reviewers appear.
    pub names: Names,
    /// Whether notes and remarks go along.
    pub notes: bool,
    /// Whether what stands at the place is replaced.
    pub force: bool,
}

/// What an export would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportPlan {
    /// Items that fit the filter.
    pub items: u64,
    /// Of these, items that would be exported.
    pub records: u64,
    /// Items that would stay out: those the filter leaves out, and those of which nothing is known.
    pub excluded: u64,
    /// Of these, those that the filter leaves out.
    pub excluded_by_filter: u64,
    /// Whether any of them came with its right answer.
    #[serde(skip)]
    pub given_gold: bool,
    /// What the format cannot hold, in sentences.
    pub lost: Vec<String>,
}

impl ExportPlan {
    /// What came of it.
    fn report(&self, files: Vec<WrittenFile>, written: Written, migrations: Vec<String>) -> ExportReport {
        let Self { excluded, excluded_by_filter, .. } = *self;
        let Written { records, lost, .. } = written;
        ExportReport { files, records, lost, excluded, migrations, excluded_by_filter }
    }
}

/// What an export wrote. The names are those of `touchstone export --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    /// Every file, the manifest last.
    pub files: Vec<WrittenFile>,
    /// Items exported.
    pub records: u64,
    /// What the format could not hold, in sentences.
    pub lost: Vec<String>,
    /// Items of the project that are not in it: those the filter left out, and those of which nothing of
    /// what was asked for is known.
    pub excluded: u64,
    /// What names of earlier versions of the label schema are read as, in sentences.
    pub migrations: Vec<String>,
    /// Of these, those that the filter left out.
    pub excluded_by_filter: u64,
}

/// The part that a format always writes, whatever was asked for.
pub(crate) const fn part(options: &ExportOptions) -> What {
    match options.format {
        // These hold reviewers' annotations and nothing else.
        Format::Faithbench | Format::Xsum => What::Annotations,
        Format::Jsonl | Format::Csv | Format::Tsv | Format::Parquet | Format::Mushroom | Format::TextPairs => {
            options.what
        }
    }
}

/// Whether there is anything to tell of an item.
fn has_content(reader: &Reader, item: &Item, options: &ExportOptions) -> Result<bool, EngineError> {
    if options.format == Format::Faithbench || options.format == Format::Parquet {
        return Ok(true);
    }
    Ok(match part(options) {
        What::Items => true,
        What::Annotations if options.format == Format::Xsum => reader.submitted_count(item.id)? > 0,
        What::Annotations => !reader.review_rows_of_item(item.id)?.is_empty(),
        What::Gold | What::Consensus => {
            let unsigned = options.format == Format::Mushroom && touchstone_formats::has_unsigned_labels(item);
            unsigned || reader.submitted_count(item.id)? > 0
        }
    })
}

/// Calls `each` with every item of the filter, in file order.
fn for_each_chosen(
    reader: &Reader,
    options: &ExportOptions,
    mut each: impl FnMut(Item) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let Some(filter) = options.filter.as_deref().filter(|text| !text.trim().is_empty()) else {
        return reader.for_each_item(|_, item| each(item));
    };
    let chosen = filter::matching(reader, &filter::parse(reader, filter)?, usize::MAX)?;
    for ordinal in chosen {
        if let Some(item) = reader.item_at(ordinal)? {
            each(item)?;
        }
    }
    Ok(())
}

/// Counts what an export would hold.
pub fn plan(reader: &Reader, options: &ExportOptions) -> Result<ExportPlan, EngineError> {
    let (mut items, mut records, mut given_gold) = (0, 0, false);
    let any_given = reader.given_gold_count()? > 0;
    for_each_chosen(reader, options, |item| {
        items += 1;
        if has_content(reader, &item, options)? {
            records += 1;
            given_gold = given_gold || (any_given && reader.given_gold(item.id)?.is_some());
        }
        Ok(())
    })?;
    let lost = touchstone_formats::losses(options.format, part(options), given_gold);
    let excluded_by_filter = reader.item_count()?.saturating_sub(items);
    let excluded = excluded_by_filter + items - records;
    Ok(ExportPlan { items, records, excluded, excluded_by_filter, given_gold, lost })
}

/// The first record as it would be written, for a preview; none when there is none.
pub fn first_record(
    reader: &Reader,
    options: &ExportOptions,
    work: &mut Work<'_>,
) -> Result<Option<ExportedItem>, EngineError> {
    let dataset = Dataset::read(reader, options.names, wants_gold(options), work)?;
    let mut first = None;
    for_each_chosen(reader, options, |item| {
        if first.is_none() && has_content(reader, &item, options)? {
            first = Some(dataset.record(item)?);
        }
        Ok(())
    })?;
    Ok(first)
}

fn wants_gold(options: &ExportOptions) -> bool {
    options.format == Format::Parquet || matches!(part(options), What::Gold | What::Consensus)
}

/// Writes the export.
pub fn run(reader: &Reader, options: &ExportOptions, work: &mut Work<'_>) -> Result<ExportReport, EngineError> {
    if options.format == Format::TextPairs {
        return Err(not_written());
    }
    if options.out.exists() && !options.force {
        return Err(OutputRefusal::exists(&options.out).into());
    }
    refuse_database(&options.out)?;
    let plan = plan(reader, options)?;
    if plan.records == 0 {
        return Err(EngineError::NothingToExport { reason: why_empty(&plan, options) });
    }
    let dataset = Dataset::read(reader, options.names, wants_gold(options), work)?;
    let facts = reader.project_facts()?;
    let schema = reader.schema()?;
    let write_options = WriteOptions {
        what: part(options),
        schema: schema.clone(),
        notes: options.notes,
        project_name: facts.name.clone(),
        program: PROGRAM.to_owned(),
        run: dataset.run.clone(),
        given_gold: plan.given_gold,
    };
    let mut records = Vec::new();
    for_each_chosen(reader, options, |item| {
        work.step("items", records.len() as u64, Some(plan.items))?;
        if has_content(reader, &item, options)? {
            records.push(item.id);
        }
        Ok(())
    })?;
    let (mut done, total) = (0, records.len() as u64);
    let mut rows = records.iter().map(|id| -> Result<ExportedItem, EngineError> {
        work.step("items", done, Some(total))?;
        done += 1;
        let unknown = || touchstone_store::StoreError::Unknown { what: "item", id: id.to_string() };
        dataset.record(reader.item(*id)?.ok_or_else(unknown)?)
    });
    let limits = compare::copied_limits(reader)?;
    let migrations = migration::in_words(reader)?;
    let run = dataset.run.as_ref();
    let told = Told { options, facts: &facts, schema: &schema, run, plan: &plan, limits, migrations: &migrations };
    match options.format {
        Format::TextPairs => Err(not_written()),
        Format::Faithbench | Format::Parquet => {
            let mut folder = PendingFolder::begin(&options.out, options.force)?;
            let written = touchstone_formats::write_folder(&mut folder, options.format, &mut rows, &write_options)?;
            let files = relative(folder.files()?, &options.out);
            let text = told.manifest(&written, files);
            let refused = |error| EngineError::files(&options.out, error);
            folder.file(MANIFEST).and_then(|mut file| file.write_all(text.as_bytes())).map_err(refused)?;
            let files = folder.put()?;
            Ok(plan.report(files, written, migrations))
        }
        format @ (Format::Jsonl | Format::Csv | Format::Tsv | Format::Xsum | Format::Mushroom) => {
            let mut written = None;
            let data = write_beside(&options.out, |out| {
                written = Some(touchstone_formats::write(out, format, &mut rows, &write_options)?);
                Ok(())
            })?;
            let written = written.unwrap_or_default();
            let data = data.put(options.force)?;
            let text = told.manifest(&written, relative(vec![data.clone()], &options.out));
            let beside = manifest_path(&options.out);
            let manifest = write_beside(&beside, |out| {
                out.write_all(text.as_bytes()).map_err(|error| EngineError::files(&beside, error))
            })?;
            let files = vec![data, manifest.put(true)?];
            Ok(plan.report(files, written, migrations))
        }
    }
}

fn not_written() -> EngineError {
    let reason = "A folder of text pairs has no place for labels, so it is read and not written.".to_owned();
    EngineError::BadFormatName { reason }
}

/// `OUT.manifest.json`.
pub fn manifest_path(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".manifest.json");
    PathBuf::from(name)
}

/// Names below the export, so that no path of this machine is in the manifest.
fn relative(files: Vec<WrittenFile>, out: &Path) -> Vec<WrittenFile> {
    let name = |path: &str| {
        let path = Path::new(path);
        let below = path.strip_prefix(out).ok().filter(|below| !below.as_os_str().is_empty());
        below.map_or_else(
            || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            |below| below.to_string_lossy().replace('\\', "/"),
        )
    };
    files.into_iter().map(|file| WrittenFile { path: name(&file.path), ..file }).collect()
}

/// Why an export of this plan would hold nothing, in a sentence.
pub fn why_empty(plan: &ExportPlan, options: &ExportOptions) -> String {
    if plan.items == 0 {
        return "no item fits the filter, or the project has no items yet.".to_owned();
    }
    let missing = match part(options) {
        What::Gold | What::Consensus => "none of them has a submitted review",
        What::Annotations => "none of them has a review",
        What::Items => "none of them can be written",
    };
    format!("{} looked at, and {missing}.", counted_with(plan.items, "item", ("was", "were")))
}
