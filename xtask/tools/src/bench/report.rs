//! Prints the results as Markdown.

use super::results::{Bound, Measurement, Results, Subject, Unit};

/// Returns the page with the table.
pub fn page(results: &Results, table: &str) -> String {
    let machine = &results.machine;
    format!(
        "<!-- Written by `cargo xtask bench`. -->\n\n# Measured\n\nThe generated crate and `aws-sdk-databasemigration` \
         1.133.0, measured in one run on {machine}. Times are the best of several rounds.\n\n{table}"
    )
}

/// Returns the table with all rows.
pub fn table(results: &Results) -> String {
    let head = "| subject | official | ours | ratio | bound | | day |\n|---|---:|---:|---:|---:|---|---|\n";
    let rows = results.iter().map(|(subject, row)| {
        let official = row.official.map_or_else(String::new, |official| figure(official, subject.unit));
        let ratio = row.ratio().map_or_else(String::new, |ratio| format!("{ratio:.3}"));
        let bound = match subject.bound {
            Bound::Ratio(most) => format!("≤ {most:.2}"),
            Bound::Most(most) => format!("≤ {}", figure(most, subject.unit)),
            Bound::None => String::new(),
        };
        let verdict = row.verdict(subject.bound);
        let ours = figure(row.ours, subject.unit);
        format!(
            "| {} | {official} | {ours} | {ratio} | {bound} | {verdict} | {} |\n",
            description(subject, row),
            row.date
        )
    });
    std::iter::once(head.to_owned()).chain(rows).collect()
}

fn description(subject: &Subject, row: &Measurement) -> String {
    let description = subject.description;
    let floor = row.floor.zip(row.above_floor());
    let floor = floor.map(|(floor, times)| format!("{times:.2} of its floor, {}", figure(floor, subject.unit)));
    match row.note.as_ref().or(floor.as_ref()) {
        Some(note) => format!("{description} ({note})"),
        None => description.to_owned(),
    }
}

fn figure(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds if value < 0.001 => format!("{:.1} µs", value * 1e6),
        Unit::Seconds if value < 0.1 => format!("{:.2} ms", value * 1e3),
        Unit::Seconds if value < 10.0 => format!("{value:.2} s"),
        Unit::Seconds => format!("{value:.1} s"),
        Unit::Bytes => format!("{:.1} MB", value / 1e6),
        Unit::Count => format!("{value:.0}"),
        Unit::Times => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(rows: Vec<Measurement>) -> Results {
        let mut results = Results { machine: "a machine".to_owned(), ..Results::default() };
        results.merge(rows);
        results
    }

    #[test]
    fn a_row_has_a_verdict_about_its_bound() {
        let table = table(&results(vec![
            Measurement::new("compile_release", 100.0, 13.0),
            Measurement::new("compile_debug", 50.0, 4.0),
            Measurement::new("describe_endpoints_100_allocations", 2149.0, 1200.0),
            Measurement {
                floor: Some(58.0e-6),
                ..Measurement::new("describe_refresh_schemas_status", 65.0e-6, 60.0e-6)
            },
            Measurement {
                floor: Some(150.0e-6),
                ..Measurement::new("modify_replication_task_48k", 300.0e-6, 200.0e-6)
            },
            Measurement::new("codegen_dms", None, 0.25),
        ]));
        let lines: Vec<_> = table.lines().collect();
        assert!(lines[2].starts_with("| crate alone, debug | 50.0 s | 4.00 s | 0.080 | ≤ 0.14 | met | 2"), "{table}");
        assert!(lines[3].contains("| 0.130 | ≤ 0.12 | missed |"), "{table}");
        assert!(
            lines[4].contains("(1.03 of its floor, 58.0 µs) | 65.0 µs | 60.0 µs | 0.923 | ≤ 0.60 | at its floor |"),
            "{table}"
        );
        assert!(lines[5].contains("(1.33 of its floor, 150.0 µs)"), "{table}");
        assert!(lines[5].contains("| 0.667 | ≤ 0.60 | missed |"), "{table}");
        assert!(lines[6].contains("| 2149 | 1200 | 0.558 |  |  |"), "{table}");
        assert!(lines[7].contains("|  | 0.25 s |  | ≤ 0.25 s | met |"), "{table}");
        assert_eq!(lines.len(), 8);
    }

    #[test]
    fn new_rows_replace_old_ones_and_the_others_are_kept() {
        let mut results =
            results(vec![Measurement::new("compile_debug", 50.0, 9.0), Measurement::new("incremental", 2.0, 1.0)]);
        results
            .merge(vec![Measurement::new("compile_debug", 50.0, 4.0), Measurement::new("nothing of ours", 1.0, 1.0)]);
        let rows: Vec<_> = results.iter().map(|(subject, row)| (subject.id, row.ours)).collect();
        assert_eq!(rows, [("compile_debug", 4.0), ("incremental", 1.0)]);
    }
}
