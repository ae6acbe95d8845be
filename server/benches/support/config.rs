//! The settings of a portal that is measured.

/// They end with `more` sections.
pub fn text(addr: &str, metrics: &str, url: &str, more: &str) -> String {
    format!(
        "[portal]\nbase_url = \"http://{addr}\"\ncompany = \"УК\"\ntime_zone = \"UTC\"\n\n\
         [http]\naddr = \"{addr}\"\nmetrics_addr = \"{metrics}\"\n\n\
         [database]\nurl = \"{url}\"\n\n\
         [mail]\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"portal@example.org\"\n\n\
         [encryption]\nkey = \"{}\"\n\n\
         [log]\nlevel = \"warn\"\n{more}",
        "0f".repeat(32),
    )
}
