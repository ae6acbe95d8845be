//! Templates of a company's own.
use super::*;
use crate::typst::TemplateError;
use std::io::ErrorKind;

fn open(source: &str) -> Result<Template, TemplateError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.typ");
    std::fs::write(&file, source).unwrap();
    std::fs::write(
        folder.path().join("logo.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    )
    .unwrap();
    Template::open(&file)
}

#[track_caller]
fn refused(source: &str, line: usize, words: &str) {
    let error = open(source).expect_err("the template is broken").to_string();
    assert!(error.contains(&format!("own.typ:{line}: {words}")), "{error}");
}

#[test]
fn a_broken_template_is_refused_with_its_line() {
    refused("= Квитанция\n\n#let x = (1,\n", 3, "unclosed delimiter");
    refused(
        "#let data = json(\"receipts.json\")\n#data.receipt",
        2,
        "dictionary does not contain key \"receipt\"",
    );
    refused("текст\n#import \"@preview/cetz:0.3.0\"\n", 2, "failed to load file (access denied)");
    refused("#read(\"/etc/passwd\")", 1, "file not found (searched at");
}

#[test]
fn what_only_some_receipts_have_is_tried_too() {
    let source = "#let data = json(\"receipts.json\")\n#for r in data.receipts [#r.lines.first().service]";
    refused(source, 2, "array is empty");
}

#[test]
fn a_template_may_show_a_picture_that_lies_beside_it() {
    open("#set document(title: \"x\")\n#image(\"logo.svg\", alt: \"Герб\")").unwrap();
    refused(
        "#image(\"../logo.svg\", alt: \"Герб\")",
        1,
        "path `\"../logo.svg\"` would escape the project root",
    );
}

#[test]
fn a_template_that_is_not_there_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.typ");
    let expected =
        TemplateError::Unreadable { file: missing.display().to_string(), kind: ErrorKind::NotFound };
    assert_eq!(Template::open(&missing), Err(expected));
}

#[test]
fn the_template_that_ships_is_a_good_start_for_ones_own() {
    open(include_str!("../../../templates/receipt.typ")).unwrap();
}
