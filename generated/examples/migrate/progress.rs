//! Displays the progress of the task, and determines its result.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use dms_sdk::types::{MigrationTypeValue, ReplicationTask, TableStatistics};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// Returns the result of the task; `None` while it is running.
pub fn judge(task: &ReplicationTask, tables: &[TableStatistics]) -> Option<Result<(), String>> {
    const GOOD: [&str; 8] = [
        "NORMAL",
        "FULL_LOAD_ONLY_FINISHED",
        "STOPPED_AFTER_FULL_LOAD",
        "STOPPED_AFTER_CACHED_EVENTS",
        "STOPPED_AFTER_DDL_APPLY",
        "STOPPED_AT_SERVER_TIME",
        "STOPPED_AT_COMMIT_TIME",
        "",
    ];
    let status = task.status().unwrap_or_default();
    let reason = bare(task.stop_reason().unwrap_or_default());
    let percent = percent(task);
    let is_whole = task.migration_type() == Some(&MigrationTypeValue::Cdc) || percent >= 100;
    let bad = || tables.iter().find(|table| BAD_STATES.contains(&state(table)));
    let problem = match status {
        "stopped" if !GOOD.contains(&reason) => format!("the task stopped: {reason}"),
        "stopped" if !is_whole => format!("the task stopped when {percent} % were loaded"),
        "stopped" => match bad() {
            None => return Some(Ok(())),
            Some(table) => return Some(Err(format!("not all tables were loaded; {}: {}", name(table), state(table)))),
        },
        "failed" | "failed-move" | "moving" | "deleting" if reason.is_empty() => format!("the task is {status}"),
        "failed" | "failed-move" | "moving" | "deleting" => format!("the task is {status}: {reason}"),
        _ => return None,
    };
    let message = task.last_failure_message().filter(|message| !message.is_empty());
    let message = message.map(|message| message.lines().collect::<Vec<_>>().join(" "));
    Some(Err(match message {
        Some(message) => format!("{problem}: {message}"),
        None => problem,
    }))
}

/// The states of tables that cannot be loaded.
const BAD_STATES: [&str; 3] = ["Table error", "Table cancelled", "Table does not exist"];

/// Removes the prefix that all stop reasons have.
pub fn bare(reason: &str) -> &str {
    reason.strip_prefix("Stop Reason ").unwrap_or(reason)
}

fn percent(task: &ReplicationTask) -> i32 {
    task.replication_task_stats().map_or(0, |stats| stats.full_load_progress_percent())
}

fn name(table: &TableStatistics) -> String {
    format!("{}.{}", table.schema_name().unwrap_or("?"), table.table_name().unwrap_or("?"))
}

fn state(table: &TableStatistics) -> &str {
    table.table_state().unwrap_or("not known yet")
}

/// Displays a bar for the task and one for each table that is being loaded; without a terminal, a line whenever the
/// state of one of them changes. The service estimates the size of all tables together, but not that of each table.
#[derive(Default)]
pub struct Progress {
    bars: MultiProgress,
    task: Option<ProgressBar>,
    tables: BTreeMap<String, ProgressBar>,
    states: BTreeMap<String, String>,
}

impl Progress {
    pub fn print(&self, line: &str) {
        self.bars.suspend(|| _ = writeln!(std::io::stderr(), "{line}"));
    }

    pub fn show(&mut self, task: &ReplicationTask, tables: &[TableStatistics]) {
        let status = task.status().unwrap_or("not known yet");
        let style = "[{bar:40}] {pos} % {msg} ({elapsed})";
        let bar = self.task.get_or_insert_with(|| self.bars.add(styled(ProgressBar::new(100), style)));
        bar.set_position(u64::try_from(percent(task)).unwrap_or_default());
        bar.set_message(status.to_owned());
        self.changed("the task", status);
        for table in tables {
            let (name, state) = (name(table), state(table));
            let rows = table.full_load_rows();
            let is_over = state == "Table completed" || BAD_STATES.contains(&state);
            if !is_over && state != "Before load" {
                let style = "{spinner} {prefix} {pos} rows, {msg}";
                let bar = self.tables.entry(name.clone()).or_insert_with(|| {
                    self.bars.add(styled(ProgressBar::new_spinner().with_prefix(name.clone()), style))
                });
                bar.set_position(u64::try_from(rows).unwrap_or_default());
                bar.set_message(state.to_owned());
            } else if let Some(bar) = self.tables.remove(&name) {
                bar.finish_and_clear();
            }
            self.changed(&name, &if is_over { format!("{state}, {rows} rows") } else { state.to_owned() });
        }
    }

    /// Prints the state if it has changed.
    fn changed(&mut self, what: &str, state: &str) {
        if self.states.get(what).is_none_or(|known| known != state) {
            self.print(&format!("{what}: {state}"));
            self.states.insert(what.to_owned(), state.to_owned());
        }
    }

    pub fn clear(&mut self) {
        // A closed terminal needs no clearing.
        let _ = self.bars.clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    bar.enable_steady_tick(Duration::from_millis(100));
    bar.with_style(ProgressStyle::with_template(template).expect("a valid template"))
}
