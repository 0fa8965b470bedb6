//! Filters in one line each.

use super::{FilterCondition, FilterOperator, SourceFilter, SourceFilterType};

/// Filters with one comparison. A second one is added with the builder.
impl SourceFilter {
    /// Rows where the column has this value.
    pub fn equal(column: impl Into<String>, value: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Eq).value(value).build())
    }

    /// Rows where the column has another value.
    pub fn not_equal(column: impl Into<String>, value: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Noteq).value(value).build())
    }

    /// Rows where the column has this value or a greater one.
    pub fn at_least(column: impl Into<String>, value: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Gte).value(value).build())
    }

    /// Rows where the column has this value or a smaller one.
    pub fn at_most(column: impl Into<String>, value: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Lte).value(value).build())
    }

    /// Rows where the column has one of these values or one between them.
    pub fn between(column: impl Into<String>, least: impl Into<String>, greatest: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Between).start_value(least).end_value(greatest).build())
    }

    /// Rows where the column has a value.
    pub fn not_null(column: impl Into<String>) -> Self {
        filter(column, condition(FilterOperator::Notnull).build())
    }
}

fn filter(column: impl Into<String>, condition: FilterCondition) -> SourceFilter {
    SourceFilter::builder()
        .filter_type(SourceFilterType::Source)
        .column_name(column)
        .filter_conditions(condition)
        .build()
}

fn condition(operator: FilterOperator) -> super::builders::FilterConditionBuilder {
    FilterCondition::builder().filter_operator(operator)
}
