//! The drawn signs of the portal: a 24-unit grid, one stroke, the colour of the text around.

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Home,
    Gauge,
    Receipt,
    Card,
    Wrench,
    Chat,
    News,
    User,
    Users,
    More,
    Bell,
    Down,
    Right,
    Left,
    Refresh,
    Check,
    Ok,
    Alert,
    Ask,
    No,
    Close,
    Clock,
    Drop,
    HotDrop,
    Bolt,
    Moon,
    Gear,
    Heat,
    Flame,
    Peak,
    Plus,
    Camera,
    Clip,
    Print,
    Pdf,
    Search,
    Phone,
    Mail,
    Bug,
    Exit,
    Install,
    Laptop,
    Star,
    Edit,
    Eye,
    Upload,
    Shield,
    Info,
    NoSignal,
    Build,
    Send,
    Filter,
    Calendar,
    List,
    Tiles,
    Swap,
    Key,
    Tap,
    Pipe,
    Bin,
    Lift,
    Door,
    Roof,
    Tree,
}

impl IconName {
    #[expect(clippy::too_many_lines, reason = "a line for each sign")]
    const fn paths(self) -> &'static str {
        match self {
            Self::Home => {
                r#"<path d="M4 11.5 12 4.5l8 7V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19Z"/><path d="M9.5 15a3 3 0 0 0 5 0"/>"#
            }
            Self::Gauge => {
                r#"<path d="M5.2 18.5a9 9 0 1 1 13.6 0"/><path d="m12 13.5 3.5-4.5"/><circle cx="12" cy="13.5" r="1.3"/>"#
            }
            Self::Receipt => {
                r#"<path d="M6 3.5h12v17l-2.4-1.5-2.4 1.5-2.4-1.5-2.4 1.5L6 20.5Z"/><path d="M9.5 8.5h5M9.5 12.5h5"/>"#
            }
            Self::Card => {
                r#"<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="M3 10h18M7 14.5h3"/>"#
            }
            Self::Wrench => {
                r#"<path d="M14.5 6.5a4.5 4.5 0 0 1 5.7-1.3l-2.9 2.9.5 2.1 2.1.5 2.4-2.4a4.5 4.5 0 0 1-5.8 5.7l-6.6 6.6a2.1 2.1 0 0 1-3-3l6.6-6.6"/>"#
            }
            Self::Chat => {
                r#"<path d="M20.5 11.8c0 4.2-3.8 7.2-8.5 7.2-1.1 0-2.2-.2-3.2-.5L4 20.5l1.4-3.9a6.6 6.6 0 0 1-1.9-4.8c0-4.2 3.8-7.3 8.5-7.3s8.5 3.1 8.5 7.3Z"/>"#
            }
            Self::News => {
                r#"<path d="M4 10v4a1.5 1.5 0 0 0 1.5 1.5H8l8 4V4.5l-8 4H5.5A1.5 1.5 0 0 0 4 10Z"/><path d="M19 9.5a4 4 0 0 1 0 5M8 15.5l1 4.5"/>"#
            }
            Self::User => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20a7.5 7.5 0 0 1 15 0"/>"#,
            Self::Users => {
                r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.3"/>"#
            }
            Self::More => {
                r#"<circle cx="5.5" cy="12" r="1.3"/><circle cx="12" cy="12" r="1.3"/><circle cx="18.5" cy="12" r="1.3"/>"#
            }
            Self::Bell => {
                r#"<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>"#
            }
            Self::Down => r#"<path d="m6 9.5 6 6 6-6"/>"#,
            Self::Right => r#"<path d="m9.5 6 6 6-6 6"/>"#,
            Self::Left => r#"<path d="m14.5 6-6 6 6 6"/>"#,
            Self::Refresh => r#"<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9"/><path d="M19.5 4v5h-5"/>"#,
            Self::Check => r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#,
            Self::Ok => r#"<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.8L16 9.7"/>"#,
            Self::Peak => r#"<path d="m3 18 6.5-11 4 6.5 2-3L21 18Z"/>"#,
            Self::Alert => r#"<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.1"/>"#,
            Self::Ask => {
                r#"<path d="M12 3 21 12l-9 9-9-9Z"/><path d="M9.9 10a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.2.9-1.2 1.7M12 16.3v.1"/>"#
            }
            Self::No => r#"<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7Z"/><path d="m9 9 6 6m0-6-6 6"/>"#,
            Self::Close => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.3 2"/>"#,
            Self::Drop => {
                r#"<path d="M12 3.5s6.5 6.8 6.5 11.2a6.5 6.5 0 0 1-13 0C5.5 10.3 12 3.5 12 3.5Z"/><path d="M9 15a3 3 0 0 0 2.5 2.8"/>"#
            }
            Self::HotDrop => {
                r#"<path d="M12 8s5 5.2 5 8.5a5 5 0 0 1-10 0C7 13.2 12 8 12 8Z"/><path d="M5 8c-1-1.3 1-2.3 0-4M19 8c1-1.3-1-2.3 0-4M12 4.8c-.7-.9.4-1.5 0-2.3"/>"#
            }
            Self::Bolt => r#"<path d="M13.5 3 5.5 13.5h5L9.5 21l9-11.5h-5.5Z"/>"#,
            Self::Moon => r#"<path d="M19.5 14.3A8 8 0 0 1 9.7 4.5a8 8 0 1 0 9.8 9.8Z"/>"#,
            Self::Gear => {
                r#"<circle cx="12" cy="12" r="3"/><path d="M12 3.5v2.7M12 17.8v2.7M3.5 12h2.7M17.8 12h2.7M6 6l1.9 1.9M16.1 16.1 18 18M6 18l1.9-1.9M16.1 7.9 18 6"/>"#
            }
            Self::Heat => {
                r#"<rect x="4" y="6" width="16" height="12" rx="2"/><path d="M8 6v12M12 6v12M16 6v12M6 18v2M18 18v2"/>"#
            }
            Self::Flame => {
                r#"<path d="M12 3s6 4.8 6 10.5A6 6 0 0 1 6 14c0-2.5 1.5-4 1.5-4s.7 1.8 2 2C9.5 8.5 12 3 12 3Z"/>"#
            }
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Camera => {
                r#"<path d="M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5Z"/><circle cx="12" cy="12.8" r="3.3"/>"#
            }
            Self::Clip => {
                r#"<path d="m19 11.5-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4.5a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.6 1.6 0 0 1-2.2-2.2l7-7"/>"#
            }
            Self::Print => {
                r#"<path d="M7 8.5v-5h10v5M7 17H4.5A1.5 1.5 0 0 1 3 15.5V10a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21 10v5.5a1.5 1.5 0 0 1-1.5 1.5H17"/><path d="M7 14h10v6.5H7Z"/>"#
            }
            Self::Pdf => r#"<path d="M6 3.5h8l4 4v13H6Z"/><path d="M14 3.5v4h4M9.5 12h5M9.5 16h5"/>"#,
            Self::Search => r#"<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>"#,
            Self::Phone => {
                r#"<path d="M5 4h4l1.5 4.5L8 10a12 12 0 0 0 6 6l1.5-2.5L20 15v4a1.5 1.5 0 0 1-1.5 1.5C11 20.5 3.5 13 3.5 5.5A1.5 1.5 0 0 1 5 4Z"/>"#
            }
            Self::Mail => r#"<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>"#,
            Self::Bug => {
                r#"<path d="M8 9.5a4 4 0 0 1 8 0v5a4 4 0 0 1-8 0Z"/><path d="M12 11v7M4 9l4 1.5M20 9l-4 1.5M3.5 14.5H8M16 14.5h4.5M5 20l3.3-2.5M19 20l-3.3-2.5M9.5 6 8 4M14.5 6 16 4"/>"#
            }
            Self::Exit => {
                r#"<path d="M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14M10.5 12H20m-3.5-4 4 4-4 4"/>"#
            }
            Self::Install => {
                r#"<rect x="6.5" y="2.5" width="11" height="19" rx="2.5"/><path d="M12 7v6.5m-2.5-2.5L12 13.5l2.5-2.5M10.5 18.5h3"/>"#
            }
            Self::Laptop => {
                r#"<rect x="4.5" y="5" width="15" height="10.5" rx="1.5"/><path d="M2.5 19h19"/>"#
            }
            Self::Star => r#"<path d="m12 4 2.5 5.2 5.6.8-4.1 4 1 5.7-5-2.7-5 2.7 1-5.7-4.1-4 5.6-.8Z"/>"#,
            Self::Edit => r#"<path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5Z"/>"#,
            Self::Eye => {
                r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>"#
            }
            Self::Upload => {
                r#"<path d="M12 15.5V4.5m-4 4 4-4 4 4M4.5 15v3A1.5 1.5 0 0 0 6 19.5h12a1.5 1.5 0 0 0 1.5-1.5v-3"/>"#
            }
            Self::Shield => {
                r#"<path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6Z"/><path d="m9 11.8 2.2 2.2L15.5 9.7"/>"#
            }
            Self::Info => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>"#,
            Self::NoSignal => {
                r#"<path d="M7 18.5a4.5 4.5 0 0 1-.6-8.9A6 6 0 0 1 17.8 11 3.8 3.8 0 0 1 18 18.5Z"/><path d="M4 4l16 16"/>"#
            }
            Self::Build => r#"<path d="M5 20.5v-16h9v16M14 9.5h5v11M3 20.5h18M8 8.5h3M8 12.5h3M8 16.5h3"/>"#,
            Self::Send => r#"<path d="m4 12 16-7.5-5 15.5-3.5-6Z"/><path d="m11.5 14 8.5-9.5"/>"#,
            Self::Filter => r#"<path d="M4 6h16M7 12h10M10 18h4"/>"#,
            Self::Calendar => {
                r#"<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8 3.5v4M16 3.5v4"/>"#
            }
            Self::List => r#"<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1"/>"#,
            Self::Tiles => {
                r#"<rect x="4" y="4" width="7" height="7" rx="1.5"/><rect x="13" y="4" width="7" height="7" rx="1.5"/><rect x="4" y="13" width="7" height="7" rx="1.5"/><rect x="13" y="13" width="7" height="7" rx="1.5"/>"#
            }
            Self::Swap => r#"<path d="M7 4v14m-3-3 3 3 3-3M17 20V6m-3 3 3-3 3 3"/>"#,
            Self::Key => {
                r#"<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M16 7.5l2.5 2.5M13.5 10l1.5 1.5"/>"#
            }
            Self::Tap => {
                r#"<path d="M4 9.5h9.5a4 4 0 0 1 4 4V15h-4v-1.5H4"/><path d="M9 9.5V6M5.5 6h7M15.5 18.5v.1M15.5 21v.1"/>"#
            }
            Self::Pipe => {
                r#"<path d="M3.5 6.5H10a4 4 0 0 1 4 4v7M3.5 11.5H8a1.5 1.5 0 0 1 1.5 1.5v4.5"/><path d="M7.5 17.5h8.5V21M3.5 4.5v9M7.5 17.5V21"/>"#
            }
            Self::Bin => {
                r#"<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13.5h9l1-13.5"/><path d="M10.5 11v5.5M13.5 11v5.5"/>"#
            }
            Self::Lift => {
                r#"<rect x="5" y="3.5" width="14" height="17" rx="2"/><path d="m9.5 9.5 2.5-2.5 2.5 2.5M9.5 14.5 12 17l2.5-2.5"/>"#
            }
            Self::Door => {
                r#"<path d="M6.5 20.5v-16A1 1 0 0 1 7.5 3.5h9a1 1 0 0 1 1 1v16M4 20.5h16"/><path d="M14 12.5v.1"/>"#
            }
            Self::Roof => {
                r#"<path d="M2.5 12.5 12 4.5l9.5 8"/><path d="M12 11.5s2.5 2.7 2.5 4.5a2.5 2.5 0 0 1-5 0c0-1.8 2.5-4.5 2.5-4.5Z"/>"#
            }
            Self::Tree => {
                r#"<path d="M12 21v-7M12 3.5c-2 0-3.2 1.3-3.2 3A3.8 3.8 0 0 0 8 14h8a3.8 3.8 0 0 0-.8-7.5c0-1.7-1.2-3-3.2-3ZM7 21h10"/>"#
            }
        }
    }
}

/// Always beside a word, or inside a control with an `aria-label`: readers skip it.
#[component]
pub fn Icon(
    name: IconName,
    /// 18 px instead of 22.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon icon--sm" } else { "icon" };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true" inner_html=name.paths()></svg> }
}
