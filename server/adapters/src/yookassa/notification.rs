use serde::Deserialize;

/// What a notification asks to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something happened to the payment with this id, or to what is given back of it.
    Payment(String),
    /// Something that the portal does not use.
    Other,
}

#[derive(Debug, Deserialize)]
struct Notification {
    event: String,
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    id: String,
    payment_id: Option<String>,
}

/// Which payment a notification is about; nothing else in it is looked at. `None` when it is no notification.
#[must_use]
pub fn read_notification(body: &[u8]) -> Option<Notice> {
    let Notification { event, object } = serde_json::from_slice(body).ok()?;
    match event.split_once('.')?.0 {
        "payment" => Some(Notice::Payment(object.id)),
        "refund" => object.payment_id.map(Notice::Payment),
        _ => Some(Notice::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_names_a_payment_and_nothing_else_is_read() {
        let of = |event: &str, object: &str| {
            let body = format!(r#"{{"type":"notification","event":"{event}","object":{object}}}"#);
            read_notification(body.as_bytes())
        };
        let payment = Some(Notice::Payment("p1".into()));
        assert_eq!(of("payment.succeeded", r#"{"id":"p1","status":"canceled","amount":7}"#), payment);
        assert_eq!(of("payment.canceled", r#"{"id":"p1"}"#), payment);
        assert_eq!(of("refund.succeeded", r#"{"id":"r1","payment_id":"p1"}"#), payment);
        assert_eq!(of("payment_method.active", r#"{"id":"x"}"#), Some(Notice::Other));
        assert_eq!(of("refund.succeeded", r#"{"id":"r1"}"#), None);
        assert_eq!(of("payment.succeeded", r#"{"id":1}"#), None);
        assert_eq!(of("succeeded", r#"{"id":"p1"}"#), None);
    }

    #[test]
    fn whatever_bytes_come_it_is_a_notification_or_none() {
        for body in [&b""[..], b"{", b"[]", b"null", b"\xff\xfe", b"{\"event\":\"payment.\",\"object\":null}"]
        {
            assert_eq!(read_notification(body), None, "{body:?}");
        }
        let deep = "[".repeat(60_000);
        assert_eq!(read_notification(deep.as_bytes()), None);
    }
}
