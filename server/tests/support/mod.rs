//! A portal on a free port, a browser without scripts, and the real binary.
mod binary;
mod browser;
mod forms;
mod post_office;
mod push_service;
mod shop;
mod upload;

pub use binary::{Process, run};
pub use browser::{Answer, Browser, send};
pub use forms::fill;
pub use post_office::{Behaviour, PostOffice};
pub use push_service::{Device, PushService};
pub use shop::{SECRET, SHOP_ID, Shop, Trouble, acquirer};
pub use upload::{PDF, Part, boundary, form, photo, send_file};

use chrono::NaiveDate;
use server::{
    demo,
    host::{self, Host, Running},
    site::Site,
};
use std::{fs, path::Path};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub const PASSWORD: &str = "domovoy-demo";

/// A demo that runs inside the test.
pub struct Portal {
    pub url: String,
    /// Data and site.
    _folder: TempDir,
    pub metrics: String,
    running: Running,
}

impl Portal {
    /// It is noon of 25.01.2018.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// A portal that `change` makes different from the demo.
    pub async fn with(change: impl FnOnce(&mut Host)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = site(&folder.path().join("site"));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        speak_tls();
        let mut host = demo::open(folder.path(), Some(today()), site, url.clone()).await.unwrap();
        change(&mut host);
        Self::run(host, listener, folder).await
    }

    /// Any host.
    pub async fn run(host: Host, listener: TcpListener, folder: TempDir) -> Self {
        let metrics = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let metrics_url = format!("http://{}/metrics", metrics.local_addr().unwrap());
        let running = host::start(host, listener, Some(metrics)).unwrap();
        Self { url: format!("http://{}", running.address), _folder: folder, metrics: metrics_url, running }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(email, PASSWORD).await;
        browser
    }

    pub async fn stop(self) {
        self.running.stop().await.unwrap();
    }
}

/// As the binary does; a second time changes nothing.
pub fn speak_tls() {
    let _installed = rustls::crypto::ring::default_provider().install_default();
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 25).unwrap()
}

/// Files as a build leaves them.
pub fn site(root: &Path) -> Site {
    fs::create_dir_all(root.join("pkg")).unwrap();
    let files = [
        ("hash.txt", "js: abc\nwasm: abc\ncss: abc\n"),
        ("pkg/domovoy.abc.css", "body { color: green }"),
        ("pkg/domovoy.abc.css.br", "as if compressed"),
        ("sw.js", "self.skipWaiting();"),
        ("offline.js", "(() => {})();"),
        ("favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    for (name, text) in files {
        fs::write(root.join(name), text).unwrap();
    }
    Site::find(Some(root))
}
