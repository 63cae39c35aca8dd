//! The list of commands, and nothing else: name, request, reply.

use crate::desk::State;
use crate::error::WireError;
use crate::wire::*;
use serde_json::Value;
use ts_rs::{Config, TS};

macro_rules! commands {
    ($($name:ident($request:ty) -> $reply:ty;)*) => {
        /// Answers a command by name.
        pub(crate) fn dispatch(state: &mut State, command: &str, request: Value) -> Result<Value, WireError> {
            match command {
                $(stringify!($name) => {
                    let request: $request =
                        serde_json::from_value(request).map_err(|error| WireError::bad_request(&error.to_string()))?;
                    let reply: $reply = state.$name(request)?;
                    serde_json::to_value(reply).map_err(|error| WireError::bad_request(&error.to_string()))
                })*
                _ => Err(WireError::bad_request(&format!("there is no command {command:?}"))),
            }
        }

        /// The TypeScript of every command.
        pub fn typescript(config: &Config) -> String {
            let mut lines = vec!["export interface Commands {".to_owned()];
            $(lines.push(format!(
                "  {}: {{ request: {}; response: {} }};",
                stringify!($name), <$request>::name(config), <$reply>::name(config),
            ));)*
            lines.push("}".to_owned());
            lines.join("\n")
        }
    };
}

commands! {
    app_info(()) -> AppInfo;
    trace_ui(TraceLines) -> ();
    list_recent(()) -> Vec<RecentProject>;
    create_project(CreateProject) -> ProjectInfo;
    create_demo(AtPath) -> ProjectInfo;
    open_project(AtPath) -> ProjectInfo;
    close_project(()) -> ();
    project_info(()) -> Option<ProjectInfo>;
    add_reviewer(ByName) -> ProjectInfo;
    switch_reviewer(ByReviewer) -> ProjectInfo;
    review_guidance(()) -> Guidance;
    open_review(OpenReview) -> Option<ReviewView>;
    record_intent(RecordIntent) -> Recorded;
    submit_review(SubmitReview) -> Finished;
    skip_review(SkipReview) -> Finished;
    save_position(SavePosition) -> ();
    recent_items(()) -> Vec<RecentItem>;
}
