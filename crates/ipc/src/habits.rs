//! Keeps how a person works on this machine.

use crate::data_file;
use crate::desk::State;
use crate::session::Answer;
use crate::wire::Habits;
use touchstone_engine::EngineError;

const FILE: &str = "habits.json";

impl State {
    pub(crate) fn habits(&mut self, (): ()) -> Answer<Habits> {
        Ok(data_file::read(&self.options.data_dir, FILE).unwrap_or_default())
    }

    pub(crate) fn save_habits(&mut self, habits: Habits) -> Answer<()> {
        let data_dir = &self.options.data_dir;
        let refused = |error| EngineError::files(data_dir, error);
        Ok(data_file::write(data_dir, FILE, &habits).map_err(refused)?)
    }
}
