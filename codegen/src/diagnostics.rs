//! Errors and warnings about a model, each with a remedy.

use std::fmt::{self, Write};

/// A location in one of the source texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The source's name as the caller specified it, usually a path.
    pub source: String,
    /// Line and column, both counted from 1; `None` if the diagnostic is about the whole source.
    pub position: Option<(usize, usize)>,
}

/// An error or a warning about a model: where it is, what is wrong, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is, if it belongs to one source.
    pub location: Option<Location>,
    /// The id of the shape or member, as the model writes it.
    pub shape: Option<String>,
    /// What is wrong: what was found and what was expected.
    pub problem: String,
    /// How the author can fix it.
    pub remedy: String,
}

/// All errors of one run. Never empty when returned as an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds an error.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds an error about the shape or member `id`, which is defined at `location`.
    pub fn report(
        &mut self,
        location: Option<&Location>,
        id: impl fmt::Display,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(Diagnostic {
            location: location.cloned(),
            shape: Some(id.to_string()),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// Adds all errors of another collection.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns `value` if there are no errors; otherwise all errors, sorted by location and without duplicates.
    ///
    /// # Errors
    /// When there is at least one error.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Diagnostics> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }
}

impl Diagnostic {
    fn write(&self, severity: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{severity}: {}", Visible(&self.problem))?;
        if let Some(shape) = &self.shape {
            write!(f, "\n  shape:  {}", Visible(shape))?;
        }
        if let Some(location) = &self.location {
            write!(f, "\n  file:   {}", Visible(&location.source))?;
            if let Some((line, column)) = location.position {
                write!(f, ":{line}:{column}")?;
            }
        }
        write!(f, "\n  remedy: {}", Visible(&self.remedy))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write("error", f)
    }
}

/// Displays a diagnostic as a warning, which does not prevent generation.
#[derive(Debug, Clone, Copy)]
pub struct Warning<'d>(pub &'d Diagnostic);

impl fmt::Display for Warning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write("warning", f)
    }
}

/// Displays text with its control characters escaped: names in a model must not break lines or control the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Visible<'t>(pub &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        Ok(())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
