//! Which addresses a push service may have. A browser tells its address, so whoever signs in could send the portal anywhere.
use reqwest::{
    ClientBuilder, Url,
    dns::{Addrs, Name, Resolve, Resolving},
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};
use tokio::net::lookup_host;

/// Where messages may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To names of the public network, over HTTPS.
    Public,
    /// Anywhere, over HTTP too: for the demo and tests, where the push service may be on the same machine.
    Anywhere,
}

impl Reach {
    /// The address, if a push service may be there.
    pub(super) fn address(self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok()?;
        let bare = url.has_host() && url.username().is_empty() && url.password().is_none();
        let allowed = match self {
            Self::Anywhere => matches!(url.scheme(), "http" | "https"),
            Self::Public => {
                url.scheme() == "https" && url.port().is_none() && url.domain().is_some_and(is_public_name)
            }
        };
        (bare && allowed).then_some(url)
    }

    /// A client that goes nowhere else, whatever a name leads to.
    pub(super) fn within(self, client: ClientBuilder) -> ClientBuilder {
        match self {
            Self::Public => client.https_only(true).dns_resolver(Arc::new(PublicNames)),
            Self::Anywhere => client,
        }
    }
}

fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit_once('.').map(|(_, last)| last);
    last.is_some_and(|last| !matches!(last, "localhost" | "local" | "internal" | "lan" | "home" | "arpa"))
}

struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|found| is_public(found.ip())).collect();
            if public.is_empty() {
                return Err("a push service with no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 168, _)
            | (192, 88, 99)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

/// Global unicast, without documentation and the ways that hide an address of version 4.
const fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    a & 0xe000 == 0x2000 && a != 0x2002 && !(a == 0x2001 && (b == 0 || b == 0xdb8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_service_is_a_name_of_the_public_network() {
        for (endpoint, public, anywhere) in [
            ("https://push.example.net/push/JzLQ3raZ", true, true),
            ("https://fcm.googleapis.com/fcm/send/abc:def", true, true),
            ("https://push.example.net:443/a", true, true),
            ("https://push.example.net:8443/a", false, true),
            ("http://push.example.net/a", false, true),
            ("https://127.0.0.1/a", false, true),
            ("https://[::1]/a", false, true),
            ("https://2130706433/a", false, true),
            ("https://0x7f.1/a", false, true),
            ("https://localhost/a", false, true),
            ("https://db.internal/a", false, true),
            ("https://printer.local./a", false, true),
            ("https://user@push.example.net/a", false, false),
            ("https://user:secret@push.example.net/a", false, false),
            ("file:///etc/passwd", false, false),
            ("mailto:push@example.net", false, false),
            ("push.example.net", false, false),
            ("", false, false),
        ] {
            assert_eq!(Reach::Public.address(endpoint).is_some(), public, "{endpoint}");
            assert_eq!(Reach::Anywhere.address(endpoint).is_some(), anywhere, "{endpoint}");
        }
    }

    #[test]
    fn a_name_that_leads_inside_is_not_followed() {
        for (address, public) in [
            ("142.250.74.10", true),
            ("172.15.0.1", true),
            ("172.32.0.1", true),
            ("2a00:1450:4010:c0e::5f", true),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("127.0.0.1", false),
            ("100.64.0.1", false),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("192.168.1.1", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::", false),
            ("::1", false),
            ("::ffff:10.1.2.3", false),
            ("64:ff9b::a00:1", false),
            ("2002:a00:1::", false),
            ("2001:db8::1", false),
            ("fc00::1", false),
            ("fe80::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }
}
