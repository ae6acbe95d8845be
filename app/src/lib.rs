//! The application: pages, components and server functions. It runs on the server and in the browser.

// Pages are deep types; the compiler counts their layers.
#![recursion_limit = "256"]

pub mod api;
pub mod appeals;
pub mod balance;
pub mod charges;
pub mod debtors;
pub mod desk;
pub mod executors;
pub mod files;
pub mod form;
pub mod home;
pub mod imports;
pub mod incidents;
pub mod install;
pub mod jobs;
pub mod journal;
pub mod layout;
pub mod live;
pub mod news;
pub mod notices;
pub mod overview;
pub mod papers;
pub mod pay;
pub mod payments;
pub mod personal;
pub mod profile;
pub mod readings;
pub mod receipts;
pub mod recovery;
pub mod registration;
pub mod registry;
pub mod reports;
pub mod residency;
pub mod routes;
pub mod second_factor;
pub mod session;
pub mod settings;
pub mod setup;
pub mod staff;
pub mod statements;
pub mod text;
pub mod tickets;
pub mod ui;

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::Router;

/// The document around the application.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="ru">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="theme-color" content="#f2f5f2" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#0e1512" media="(prefers-color-scheme: dark)" />
                <meta name="format-detection" content="telephone=no" />
                <meta name="application-name" content="Домовой" />
                <meta name="apple-mobile-web-app-title" content="Домовой" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="icon" href="/favicon.ico" sizes="48x48" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet id="styles" options=options.clone() />
                <script src="/offline.js" defer nonce=use_nonce()></script>
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    ui::provide_toasts();
    layout::provide_frame();

    view! {
        <Title formatter=|title: String| if title.is_empty() { "Домовой".to_owned() } else { ui::raw_text(format!("{title} · Домовой")) } />
        <a class="skip" href="#main" rel="external">
            "К содержанию"
        </a>
        <Router>
            <layout::Arrival />
            <routes::Pages />
        </Router>
        <ui::ToastRegion />
    }
}
