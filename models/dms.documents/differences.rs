//! What the service made of task settings, compared with what was sent.

use super::{AttributeMapping, TaskSettings};
use crate::schema::{Hidden, List, Structure, ValueRef};
use std::fmt::{self, Display, Formatter};

/// A setting whose value is not the one that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    path: String,
    ours: String,
    theirs: Option<String>,
}

impl Difference {
    /// The way to the setting, with the names of JSON, such as `Logging.LogComponents[SORTER].Severity`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The JSON of the value that was asked for.
    pub fn ours(&self) -> &str {
        &self.ours
    }

    /// The JSON of the value that is there; `None` where there is none.
    pub fn theirs(&self) -> Option<&str> {
        self.theirs.as_deref()
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let theirs = self.theirs().unwrap_or("nothing");
        write!(f, "{}: {} was asked for, {theirs} is there", self.path, self.ours)
    }
}

impl TaskSettings {
    /// Where `other`, such as the settings of a task that was described, differs from these settings.
    ///
    /// What these settings do not set is left to the service, so it is no difference, and neither are the names of log group
    /// and log stream. Null, an empty text and an empty list are the same as nothing. Log components are compared by their
    /// ids, because the service gives them back in an order of its own.
    ///
    /// ```
    /// use dms_sdk::types::documents::TaskSettings;
    ///
    /// let sent: TaskSettings = r#"{"FullLoadSettings": {"CommitRate": 20000}}"#.parse()?;
    /// let described: TaskSettings = r#"{"FullLoadSettings": {"CommitRate": 10000, "MaxFullLoadSubTasks": 8},
    ///     "Logging": {"EnableLogging": false, "CloudWatchLogGroup": null}}"#.parse()?;
    /// let differences = sent.differences(&described);
    /// assert_eq!(differences[0].to_string(), "FullLoadSettings.CommitRate: 20000 was asked for, 10000 is there");
    /// assert_eq!(differences.len(), 1);
    /// # Ok::<(), dms_sdk::document::DocumentError>(())
    /// ```
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        compare_structures("", self, Some(other), &mut found);
        found
    }

    /// These settings without what the service sets by itself and refuses for a new task: the names of log group and log
    /// stream, members that it gives a second time in another case, and the log context of a task without a log. What was
    /// described can then be sent again.
    ///
    /// ```
    /// use dms_sdk::types::documents::TaskSettings;
    ///
    /// let described: TaskSettings =
    ///     r#"{"Logging": {"EnableLogging": true, "CloudWatchLogGroup": "dms-tasks-a"}}"#.parse()?;
    /// assert_eq!(described.without_read_only().to_string(), r#"{"Logging":{"EnableLogging":true}}"#);
    /// # Ok::<(), dms_sdk::document::DocumentError>(())
    /// ```
    #[must_use]
    pub fn without_read_only(mut self) -> Self {
        if let Some(logging) = &mut self.logging {
            logging.cloud_watch_log_group = None;
            logging.cloud_watch_log_stream = None;
            if logging.enable_logging != Some(true) {
                logging.enable_log_context = None;
            }
        }
        if let Some(tables) = &mut self.control_tables_settings {
            let members = tables.schema().members;
            if let Some(unknown) = tables.unknown_members_mut() {
                unknown.retain(|(name, _)| !members.iter().any(|member| member.wire.eq_ignore_ascii_case(name)));
            }
        }
        self
    }
}

const READ_ONLY: [&str; 2] = ["Logging.CloudWatchLogGroup", "Logging.CloudWatchLogStream"];

fn compare_structures(path: &str, ours: &dyn Structure, theirs: Option<&dyn Structure>, found: &mut Vec<Difference>) {
    for (index, member) in ours.schema().members.iter().enumerate() {
        let path = if path.is_empty() { member.wire.to_owned() } else { format!("{path}.{}", member.wire) };
        if !READ_ONLY.contains(&path.as_str()) {
            compare(&path, ours.get(index), theirs.map_or(ValueRef::Absent, |theirs| theirs.get(index)), found);
        }
    }
    let Hidden::Unknown(unknown) = ours.hidden() else { return };
    for (name, json) in unknown.iter().filter(|(_, json)| json != "null") {
        let theirs = match theirs.map(|theirs| theirs.hidden()) {
            Some(Hidden::Unknown(unknown)) => unknown.iter().find(|(other, _)| other == name).map(|(_, json)| json),
            _ => None,
        };
        if theirs != Some(json) {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            found.push(Difference { path, ours: json.clone(), theirs: theirs.cloned() });
        }
    }
}

fn compare(path: &str, ours: ValueRef<'_>, theirs: ValueRef<'_>, found: &mut Vec<Difference>) {
    match (ours, theirs) {
        (ValueRef::Absent, _) => {}
        (ValueRef::Structure(ours), ValueRef::Structure(theirs)) => compare_structures(path, ours, Some(theirs), found),
        (ValueRef::Structure(ours), _) => compare_structures(path, ours, None, found),
        (ValueRef::List(ours), ValueRef::List(theirs)) if path == "Logging.LogComponents" => {
            compare_components(path, ours, theirs, found);
        }
        (ValueRef::List(ours), ValueRef::List(theirs)) => {
            for index in 0..ours.len().max(theirs.len()) {
                let item = |list: &'_ dyn List| if index < list.len() { json(list.get(index)) } else { None };
                match (item(ours), item(theirs)) {
                    (Some(_), Some(_)) => {
                        compare(&format!("{path}[{index}]"), ours.get(index), theirs.get(index), found);
                    }
                    (ours, theirs) => found.push(Difference {
                        path: format!("{path}[{index}]"),
                        ours: ours.unwrap_or_else(|| "nothing".to_owned()),
                        theirs,
                    }),
                }
            }
        }
        (ours, theirs) => {
            let (ours, theirs) = (json(ours), json(theirs));
            if let Some(ours) = ours.filter(|ours| Some(ours) != theirs.as_ref()) {
                found.push(Difference { path: path.to_owned(), ours, theirs });
            }
        }
    }
}

/// Components by their ids: those that ours does not name are left to the service. Of several with one id, the first is
/// compared with the first, and so on.
fn compare_components(path: &str, ours: &dyn List, theirs: &dyn List, found: &mut Vec<Difference>) {
    let items =
        |list: &dyn List| (0..list.len()).map(|index| component_id(list.get(index)).to_owned()).collect::<Vec<_>>();
    let (our_ids, their_ids) = (items(ours), items(theirs));
    for (index, id) in our_ids.iter().enumerate() {
        let earlier = our_ids[..index].iter().filter(|other| *other == id).count();
        let mut same = (0..theirs.len()).filter(|other| their_ids[*other] == *id);
        let other = same.nth(earlier).map_or(ValueRef::Absent, |other| theirs.get(other));
        compare(&format!("{path}[{id}]"), ours.get(index), other, found);
    }
}

fn component_id(component: ValueRef<'_>) -> &str {
    match component {
        ValueRef::Structure(component) => component.get(0).text(),
        _ => "",
    }
}

/// The JSON of a value; `None` for nothing.
fn json(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Absent | ValueRef::Str("") => None,
        ValueRef::Structure(structure) => Some(crate::document::to_text(structure)),
        ValueRef::Bool(value) => Some(value.to_string()),
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Document(document) => {
            // Only structures are written as JSON, so it is written as the one member of one.
            let text = AttributeMapping::builder().value(document.clone()).build().to_string();
            text.strip_prefix("{\"value\":").and_then(|text| text.strip_suffix('}')).map(str::to_owned)
        }
        ValueRef::List(list) if list.len() == 0 => None,
        ValueRef::List(list) => {
            let items: Vec<_> = (0..list.len()).filter_map(|index| json(list.get(index))).collect();
            Some(format!("[{}]", items.join(",")))
        }
        text => Some(format!("{:?}", text.text())),
    }
}
