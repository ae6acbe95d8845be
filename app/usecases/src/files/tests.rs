use super::{Version, key};
use domain::ids::FileId;

#[test]
fn a_key_is_made_of_the_id_alone() {
    let id: FileId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b".parse().unwrap();
    assert_eq!(key(id, Version::Whole), "5b/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    assert_eq!(key(id, Version::Preview), "5b/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b.preview");
}
