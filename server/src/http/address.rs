//! Who asks, behind proxies that are trusted to say so.
use http::HeaderMap;
use ipnet::IpNet;
use std::net::IpAddr;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the person: the last one in `X-Forwarded-For` that no trusted proxy has, if a trusted proxy sent the request.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(&peer) {
        return peer;
    }
    let mut client = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    for hop in hops.into_iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_trusted(&client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, forwarded: &[&'static str], expected: &str) {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, http::HeaderValue::from_static(line));
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        assert_eq!(client(peer.parse().unwrap(), &headers, &trusted).to_string(), expected, "{forwarded:?}");
    }

    #[test]
    fn the_address_is_the_nearest_one_that_is_no_trusted_proxy() {
        check("203.0.113.7", &[], "203.0.113.7");
        check("10.0.0.1", &["203.0.113.7"], "203.0.113.7");
        check("10.0.0.1", &["203.0.113.7, 10.0.0.2"], "203.0.113.7");
        check("10.0.0.1", &["203.0.113.7", "10.0.0.2"], "203.0.113.7");
        check("::ffff:10.0.0.1", &["2001:db8::7"], "2001:db8::7");
        check("::1", &["10.0.0.3"], "10.0.0.3");
    }

    #[test]
    fn what_a_stranger_forges_is_not_believed() {
        check("203.0.113.7", &["198.51.100.1"], "203.0.113.7");
        check("10.0.0.1", &["198.51.100.1, 203.0.113.7"], "203.0.113.7");
        check("10.0.0.1", &["198.51.100.1, nonsense"], "10.0.0.1");
    }
}
