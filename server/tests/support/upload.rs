//! Forms with files, as browsers send them.
use super::{Answer, Browser, send};
use http::{Method, header::CONTENT_TYPE};
use std::io::Cursor;

pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n%%EOF\n";

/// A field: its name, the name of the file if it is one, and what is in it.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

const BOUNDARY: &str = "----a-boundary";

pub fn boundary() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

pub fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, contents) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n").bytes(),
        );
        // What the browser says it is counts for nothing.
        body.extend(b"Content-Type: image/jpeg\r\n\r\n");
        body.extend(*contents);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

/// Sends a file as the portal's scripts do.
pub async fn send_file(browser: &Browser, path: &str, name: &str, contents: &[u8]) -> Answer {
    let request = browser.request(Method::POST, path).header("accept", "application/json");
    let request = request.header(CONTENT_TYPE, boundary()).body(form(&[("file", Some(name), contents)]));
    send(path, request).await
}

pub fn photo() -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 20).write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    file.into_inner()
}
