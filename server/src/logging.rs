//! The log: on the standard error output, without personal data.
use serde::Deserialize;
use tracing_subscriber::{EnvFilter, fmt};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What is logged; `level` is `error`, `warn`, `info`, `debug` or a list such as `info,store=debug`.
pub fn start(format: Format, level: &str) {
    let filter = EnvFilter::new(level);
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process, as in tests, changes nothing.
    let _started = match format {
        Format::Text => log.with_ansi(false).try_init(),
        Format::Json => {
            log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
        }
    };
}
