//! What the portal's forms send.
use form_urlencoded::Serializer;

const BOUNDARY: &str = "----a-boundary";

/// Fields of a form.
pub fn form(addr: &str, path: &str, token: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let body = Serializer::new(String::new()).extend_pairs(fields).finish();
    post(addr, path, token, "application/x-www-form-urlencoded", body.as_bytes())
}

/// A spreadsheet of some kind.
pub fn file(addr: &str, path: &str, token: &str, kind: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{kind}.xlsx\"\r\n\r\n"
    );
    let body = [head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    post(addr, path, token, &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
}

fn post(addr: &str, path: &str, token: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {addr}\r\naccept: application/json\r\ncookie: session={token}\r\n\
         content-type: {kind}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
