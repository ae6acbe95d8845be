//! What an import says, in Russian.
use super::Summary;

/// The whole answer, line by line: every bad line with its reason, or what was done.
#[must_use]
pub fn report(summary: &Summary) -> String {
    let _ = summary;
    todo!()
}
