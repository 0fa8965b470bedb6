//! Draws the ratios as a chart.

use anyhow::anyhow;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::results::{Bound, Results};

const WIDTH: u32 = 860;
const ROW: u32 = 26;
/// The left end of the bars, to the right of their labels.
const LEFT: i32 = 400;
const TOP: i32 = 44;
/// The length of the bar for a ratio of 1.
const SCALE: f64 = 380.0;

const MET: RGBColor = RGBColor(46, 125, 50);
const MISSED: RGBColor = RGBColor(198, 122, 18);
const MARK: RGBColor = RGBColor(120, 120, 120);

/// Draws a bar for each ratio, and a mark at its bound.
///
/// # Errors
/// When the library cannot draw.
pub fn draw(results: &Results) -> anyhow::Result<String> {
    let rows: Vec<_> = results
        .iter()
        .filter_map(|(subject, row)| match subject.bound {
            Bound::Ratio(most) => Some((subject.description.replace('`', ""), row.ratio()?, most)),
            _ => None,
        })
        .collect();
    let mut svg = String::new();
    let height = TOP as u32 + ROW * rows.len() as u32 + 16;
    paint(&mut svg, height, &rows).map_err(|error| anyhow!("cannot draw the chart: {error}"))?;
    Ok(svg)
}

fn paint(svg: &mut String, height: u32, rows: &[(String, f64, f64)]) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(svg, (WIDTH, height)).into_drawing_area();
    area.fill(&WHITE)?;
    let text = |size: i32| ("sans-serif", size).into_font().color(&BLACK);
    let right = text(13).pos(Pos::new(HPos::Right, VPos::Center));
    let left = text(13).pos(Pos::new(HPos::Left, VPos::Center));
    let title = "dms-sdk as a part of aws-sdk-databasemigration (1.0); less is better, | is the bound";
    area.draw(&Text::new(title, (16, 14), text(15)))?;
    let end = |ratio: f64| LEFT + (ratio.min(1.15) * SCALE).round() as i32;
    area.draw(&PathElement::new(vec![(end(1.0), TOP), (end(1.0), height as i32 - 12)], MARK))?;
    for (index, (description, ratio, most)) in rows.iter().enumerate() {
        let top = TOP + index as i32 * ROW as i32;
        let middle = top + ROW as i32 / 2;
        let color = if ratio <= most { MET } else { MISSED };
        area.draw(&Text::new(description.clone(), (LEFT - 10, middle), right.clone()))?;
        area.draw(&Rectangle::new([(LEFT, top + 4), (end(*ratio), top + ROW as i32 - 4)], color.filled()))?;
        area.draw(&PathElement::new(vec![(end(*most), top + 2), (end(*most), top + ROW as i32 - 2)], BLACK))?;
        let x = end(ratio.max(*most)) + 6;
        area.draw(&Text::new(format!("{ratio:.2}"), (x, middle), left.clone()))?;
    }
    area.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::results::Measurement;
    use super::*;

    #[test]
    fn every_ratio_has_a_bar() {
        let mut results = Results::default();
        results.merge(vec![Measurement::new("compile_debug", 50.0, 4.0), Measurement::new("codegen_dms", None, 0.2)]);
        let svg = draw(&results).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("crate alone, debug") && svg.contains("0.08"), "{svg}");
        assert!(!svg.contains("whole process"), "{svg}");
    }
}
