//! A form that was sent without scripts and not taken: it goes back to its page in a cookie that lives a minute.
use super::cookies;
use app::api::Posted;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, header::SET_COOKIE};
use std::io::{Read, Write};

const PLAIN: &str = "posted";
const HOST: &str = "__Host-posted";
/// Fields that never come back.
const SECRET: [&str; 2] = ["password", "otp"];
const SECONDS: u32 = 60;
/// Browsers take 4096 bytes with name and attributes.
const LARGEST: usize = 3_800;
/// What a cookie may unfold to.
const UNFOLDED: u64 = 64 * 1024;

/// Puts the form into the browser; its longest fields are left out if there is no room.
pub fn keep(headers: &mut HeaderMap, base_url: &str, mut posted: Posted) {
    posted.fields.retain(|(name, _)| !SECRET.iter().any(|secret| name.contains(secret)));
    while let Some(value) = fold(&posted) {
        if value.len() <= LARGEST {
            put(headers, base_url, &value, SECONDS);
            return;
        }
        let longest = posted.fields.iter().enumerate().max_by_key(|(_, (_, value))| value.len());
        let Some((longest, _)) = longest else { return };
        posted.fields.remove(longest);
    }
}

/// The form that came back with this request.
pub fn take(headers: &HeaderMap, base_url: &str) -> Option<Posted> {
    unfold(cookies::get(headers, name(base_url))?)
}

/// Takes the form out of the browser.
pub fn forget(headers: &mut HeaderMap, base_url: &str) {
    put(headers, base_url, "", 0);
}

fn put(headers: &mut HeaderMap, base_url: &str, value: &str, seconds: u32) {
    let name = name(base_url);
    let secure = if name == HOST { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(SET_COOKIE, line);
    }
}

fn name(base_url: &str) -> &'static str {
    if base_url.starts_with("https://") { HOST } else { PLAIN }
}

/// Compressed, since the fields of a table repeat their names.
fn fold(posted: &Posted) -> Option<String> {
    let json = serde_json::to_vec(posted).ok()?;
    let mut folded = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut folded, 4096, 5, 18);
    writer.write_all(&json).ok()?;
    drop(writer);
    Some(BASE64_URL_SAFE_NO_PAD.encode(folded))
}

fn unfold(value: &str) -> Option<Posted> {
    let folded = BASE64_URL_SAFE_NO_PAD.decode(value).ok()?;
    let mut json = Vec::new();
    brotli::Decompressor::new(folded.as_slice(), 4096).take(UNFOLDED).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::api::ApiError;
    use sha2::{Digest, Sha256};

    const BASE: &str = "https://home.example";

    fn posted(fields: &[(&str, &str)]) -> Posted {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Posted { path: "/api/registration/request".into(), fields, error: ApiError::BadRequest }
    }

    /// What comes back of a form, by the way of a browser.
    fn round(sent: Posted) -> Option<Posted> {
        let mut headers = HeaderMap::new();
        keep(&mut headers, BASE, sent);
        let line = headers.get(SET_COOKIE)?.to_str().unwrap();
        assert!(line.ends_with("; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"), "{line}");
        assert!(line.len() < 4096);
        let mut request = HeaderMap::new();
        request.insert(
            http::header::COOKIE,
            format!("a=b; {}", line.split(';').next().unwrap()).parse().unwrap(),
        );
        take(&request, BASE)
    }

    #[test]
    fn what_was_typed_comes_back_without_passwords() {
        let back = round(posted(&[
            ("surname", "Ёлкина"),
            ("password", "secret"),
            ("new_password", "secret"),
            ("otp_off", "123456"),
        ]));
        assert_eq!(back, Some(posted(&[("surname", "Ёлкина")])));
    }

    #[test]
    fn the_longest_field_is_left_out_where_there_is_no_room() {
        // What cannot be compressed.
        let noise: String =
            (0..400_u32).map(|i| BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(i.to_le_bytes()))).collect();
        let back = round(posted(&[("text", &noise), ("page", "/register")]));
        assert_eq!(back, Some(posted(&[("page", "/register")])));
    }

    #[test]
    fn a_large_table_fits() {
        let ids: Vec<String> = (0..60).map(|i| format!("submission[lines][{i}][values][0]")).collect();
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "1234,567")).collect();
        assert_eq!(round(posted(&fields)), Some(posted(&fields)));
    }

    #[test]
    fn a_forged_cookie_is_no_form() {
        for value in ["", "%%%", "AAAA", "eyJhIjoxfQ"] {
            assert_eq!(unfold(value), None, "{value}");
        }
    }
}
