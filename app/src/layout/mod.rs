//! The frames that pages stand in: for guests, for residents, for staff.

mod arrival;
mod dated;
mod failure;
mod guest;
mod nav;
mod page;
mod resident;
mod staff;
mod switcher;
mod waiting;

pub use arrival::Arrival;
pub(crate) use arrival::focus;
pub use dated::{Asked, dated};
pub(crate) use failure::go_to;
pub use failure::{NotFound, NotFoundPage, ToSignIn, loaded};
pub use guest::{AnyFrame, GuestFrame};
pub use nav::{MorePage, SignOutForm, StaffMorePage};
pub(crate) use nav::{OVERVIEW, desk_of};
pub use page::{Page, PageShape};
pub use resident::ResidentFrame;
pub use staff::StaffFrame;
pub(crate) use staff::new_one;
pub use waiting::{anew, once_ready, part_of, when_ready};

use crate::{api::ApiError, session::load_frame};
use domain::{access::Permission, session::Frame};
use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};

/// What every page starts from: asked for once, when the portal is opened.
pub type FrameResource = Resource<Result<Frame, ApiError>>;

pub fn provide_frame() {
    let resource: FrameResource = Resource::new_blocking(|| (), |()| load_frame());
    provide_context(resource);
}

/// # Panics
///
/// Outside of `App`, which provides it.
pub fn use_frame() -> FrameResource {
    expect_context()
}

/// The same at once: the server knows it by the request, and the browser has it with the page. A frame must not wait for it: what stands
/// inside `<Suspense>` is drawn several times by the server, and pages stand inside frames.
pub(crate) fn frame_now() -> Result<Frame, ApiError> {
    #[cfg(feature = "ssr")]
    {
        crate::session::frame_of_request()
    }
    #[cfg(not(feature = "ssr"))]
    {
        use_frame().get_untracked().unwrap_or(Err(ApiError::Offline))
    }
}

/// Whether the role of whoever is signed in grants it: what a page shows. What it may do the server decides.
#[must_use]
pub fn may(permission: Permission) -> bool {
    frame_now().is_ok_and(|frame| frame.person.is_some_and(|person| person.may(permission)))
}

/// The path and query of the page that is open.
pub fn use_here() -> Memo<String> {
    let Location { pathname, search, .. } = use_location();
    Memo::new(move |_| {
        let search = search.get();
        if search.is_empty() { pathname.get() } else { format!("{}?{search}", pathname.get()) }
    })
}

/// A text as one value of a query.
#[must_use]
pub fn encode(text: &str) -> String {
    const HEX: [&str; 16] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F"];
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            encoded.push(byte.into());
        } else {
            encoded.extend(["%", HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn a_query_inside_a_query_is_one_value() {
        assert_eq!(encode("/readings/history?from=1&я"), "/readings/history%3Ffrom%3D1%26%D1%8F");
    }
}
