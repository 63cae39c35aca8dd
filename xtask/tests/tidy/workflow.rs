//! The release workflow cannot run here, so its shape is checked: real YAML, jobs that exist,
//! pinned actions, tasks that `cargo xtask` knows.

use yaml_rust2::{Yaml, YamlLoader};

use crate::tree::{Finding, Tree};

const RELEASE: &str = ".github/workflows/release.yml";
const TASKS: &str = "xtask/src/main.rs";
const SYSTEMS: &[&str] = &["ubuntu-22.04", "ubuntu-24.04", "windows-2022", "windows-2025", "macos-14", "macos-15"];

/// What a runner would refuse, as far as it can be seen without one.
pub(crate) fn release(tree: &Tree) -> Vec<Finding> {
    let Some(text) = tree.text(RELEASE) else { return Vec::new() };
    let documents = match YamlLoader::load_from_str(text) {
        Ok(documents) => documents,
        Err(error) => return vec![Finding::in_file(RELEASE, error.to_string())],
    };
    let Some(workflow) = documents.first() else { return vec![Finding::in_file(RELEASE, "is empty")] };
    let mut says = Vec::new();
    if workflow["on"].is_badvalue() || workflow["permissions"].is_badvalue() {
        says.push("needs `on` and `permissions`".to_owned());
    }
    let jobs: Vec<(&str, &Yaml)> = workflow["jobs"]
        .as_hash()
        .into_iter()
        .flatten()
        .filter_map(|(name, job)| Some((name.as_str()?, job)))
        .collect();
    if jobs.is_empty() {
        says.push("has no jobs".to_owned());
    }
    for (name, job) in &jobs {
        check_job(name, job, &jobs, tree.text(TASKS).unwrap_or_default(), &mut says);
    }
    says.into_iter().map(|says| Finding::in_file(RELEASE, says)).collect()
}

fn check_job(name: &str, job: &Yaml, jobs: &[(&str, &Yaml)], tasks: &str, says: &mut Vec<String>) {
    let matrix = &job["strategy"]["matrix"]["system"];
    let systems: Vec<&str> = match job["runs-on"].as_str() {
        Some("${{ matrix.system }}") => matrix.as_vec().into_iter().flatten().filter_map(Yaml::as_str).collect(),
        Some(system) => vec![system],
        None => Vec::new(),
    };
    if systems.is_empty() || systems.iter().any(|system| !SYSTEMS.contains(system)) {
        says.push(format!("job {name} runs on no known system: {systems:?}"));
    }
    if job["timeout-minutes"].as_i64().is_none() {
        says.push(format!("job {name} has no timeout"));
    }
    if let Some(needed) = job["needs"].as_str().filter(|needed| jobs.iter().all(|(name, _)| name != needed)) {
        says.push(format!("job {name} needs {needed}, which does not exist"));
    }
    let steps = job["steps"].as_vec().map(Vec::as_slice).unwrap_or_default();
    if steps.is_empty() {
        says.push(format!("job {name} has no steps"));
    }
    for step in steps {
        match (step["uses"].as_str(), step["run"].as_str()) {
            (Some(action), None) if action.contains("@v") => {}
            (Some(action), None) => says.push(format!("the action {action} is not pinned to a version")),
            (None, Some(script)) => says.extend(unknown_tasks(script, tasks)),
            _ => says.push(format!("a step of {name} has neither or both of `uses` and `run`")),
        }
    }
}

fn unknown_tasks<'a>(script: &'a str, tasks: &'a str) -> impl Iterator<Item = String> + 'a {
    let asked = script.split("cargo xtask ").skip(1).filter_map(|rest| rest.split_whitespace().next());
    asked
        .filter(move |task| !tasks.contains(&format!("\"{task}\" =>")))
        .map(|task| format!("`cargo xtask {task}` does not exist"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(workflow: &str) -> Vec<String> {
        let tree = Tree::of(&[(RELEASE, workflow), (TASKS, "\"dist\" => x,")]);
        release(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_small_sound_workflow_passes() {
        let sound = "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: macos-14\n    timeout-minutes: 5\n    steps:\n      - uses: actions/checkout@v4\n      - run: cargo xtask dist\n";
        assert_eq!(findings(sound), Vec::<String>::new());
    }

    #[test]
    fn what_a_runner_would_refuse_is_found() {
        let broken = "on: push\njobs:\n  a:\n    runs-on: amiga\n    needs: b\n    steps:\n      - uses: actions/checkout\n      - run: cargo xtask fly\n      - name: nothing\n";
        assert_eq!(findings(broken).len(), 7);
        assert_eq!(findings("on: [push\njobs:").len(), 1);
        assert_eq!(findings("on: push\npermissions: {}\njobs: {}\n").len(), 1);
    }
}
