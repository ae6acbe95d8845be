//! Files that people add: what is taken, what is refused and why, and what is left of a picture.
use domain::files::{FileKind, Limits, Refusal, What};
use exchange::uploads::{Redrawn, Seen, look};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn refusal(file: &[u8]) -> Refusal {
    look(file, &Limits::default()).expect_err("a refusal")
}

#[track_caller]
fn kept(file: &[u8], kind: FileKind) {
    match look(file, &Limits::default()) {
        Ok(Seen::AsIs(seen)) => assert_eq!(seen, kind),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn redrawn(file: &[u8]) -> Redrawn {
    match look(file, &Limits::default()) {
        Ok(Seen::Picture(picture)) => picture.redraw(file).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Dark on the left, light on the right.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([20, 20, 20]) } else { Rgb([230, 230, 230]) },
    )
}

fn written(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// What a telephone writes into a picture: that it is to be turned, and where it was taken.
fn with_notes(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    notes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    notes.extend(b"GPS 55.7558 N 37.6173 E");
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &notes, &jpeg[2..]].concat()
}

/// An archive of parts with their contents.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, contents) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(contents).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
const WORD: (&str, &[u8]) = ("word/document.xml", b"<document/>");

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

/// A PNG that says of itself that it is so large.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut file = written(two_halves(1, 1), ImageFormat::Png);
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&file[12..29]).to_be_bytes();
    file[29..33].copy_from_slice(&sum);
    file
}

#[test]
fn a_file_is_what_is_in_it() {
    for (file, what) in [
        (&b"#!/bin/sh\nrm -rf /"[..], What::Program),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>1</title>", What::Program),
        (b"<?php echo 1;", What::Program),
        (b"text <script>alert(1)</script>", What::Program),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", What::Program),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", What::Program),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", What::Svg),
        (b"<?xml version=\"1.0\"?>\n<!-- a -->\n<SVG onload=\"alert(1)\"/>", What::Svg),
        (b"GIF89a\x01\0\x01\0\0\0\0;", What::Picture),
        (b"Rar!\x1a\x07\0 and so on", What::Archive),
        (b"7z\xbc\xaf\x27\x1c\0\x04", What::Archive),
        (b"\x1f\x8b\x08\0\0\0\0\0", What::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", What::OldOffice),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", What::Film),
        (b"ID3\x03\0\0\0\0\0\0", What::Sound),
        ("Нет света с 13 часов".as_bytes(), What::Text),
        (b"\x01\x02\x03\0\x04\xff", What::Other),
    ] {
        assert_eq!(refusal(file), Refusal::NotAllowed(what), "{:?}", String::from_utf8_lossy(file));
    }
    assert_eq!(refusal(&packed(&[("a.txt", b"a")])), Refusal::NotAllowed(What::Archive));
    assert_eq!(refusal(b"PK\x03\x04 cut off"), Refusal::NotAllowed(What::Archive));
}

#[test]
fn an_empty_file_and_one_that_is_too_large_are_refused() {
    assert_eq!(refusal(b""), Refusal::Empty);
    let limits = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(look(&[0; 101], &limits).unwrap_err(), Refusal::TooLarge { limit: 100 });
}

#[test]
fn documents_are_kept_as_they_are() {
    kept(b"%PDF-1.4\n1 0 obj\n%%EOF\n", FileKind::Pdf);
    kept(&packed(&[TYPES, WORD]), FileKind::Docx);
    kept(&packed(&[TYPES, ("xl/workbook.xml", b"<workbook/>")]), FileKind::Xlsx);
    kept(&packed(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), FileKind::Odt);
    kept(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FileKind::Heic);
    assert_eq!(refusal(b"%PDF-1.4\n1 0 obj"), Refusal::Broken { kind: FileKind::Pdf });
}

#[test]
fn documents_with_macros_are_refused() {
    let macros = Refusal::NotAllowed(What::Macros);
    assert_eq!(refusal(&packed(&[TYPES, WORD, ("word/vbaProject.bin", b"1")])), macros);
    assert_eq!(refusal(&packed(&[TYPES, WORD, ("word/activeX/activeX1.xml", b"1")])), macros);
    let types: &[u8] = b"<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>";
    assert_eq!(refusal(&packed(&[("[Content_Types].xml", types), WORD])), macros);
    let text: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    assert_eq!(refusal(&packed(&[text, ("Basic/Standard/Module1.xml", b"1")])), macros);
}

#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    let nothing = vec![0; 30 * 1024 * 1024];
    let bomb = packed(&[TYPES, WORD, ("word/media/1.bin", &nothing)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(refusal(&bomb), Refusal::Unpacks);
}

#[test]
fn a_document_that_leads_out_of_its_folder_is_refused() {
    let broken = Refusal::Broken { kind: FileKind::Docx };
    assert_eq!(refusal(&packed(&[TYPES, WORD, ("../../etc/passwd", b"1")])), broken);
}

#[test]
fn a_picture_is_measured_before_it_is_decoded() {
    let Limits { pixels: limit, .. } = Limits::default();
    let huge = Refusal::TooManyPixels { width: 50_000, height: 50_000, limit };
    assert_eq!(refusal(&png_of(50_000, 50_000)), huge);
    assert_eq!(refusal(&png_of(0, 7)), Refusal::Broken { kind: FileKind::Png });
    // It says that it is small enough, and is smaller still.
    match look(&png_of(5_000, 5_000), &Limits::default()) {
        Ok(Seen::Picture(picture)) => {
            assert_eq!(picture.redraw(&png_of(5_000, 5_000)), Err(Refusal::Broken { kind: FileKind::Png }));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn half_a_picture_is_refused() {
    let whole = with_notes(&written(two_halves(64, 64), ImageFormat::Jpeg), 1);
    redrawn(&whole);
    let half = &whole[..whole.len() - 100];
    assert_eq!(refusal(half), Refusal::Broken { kind: FileKind::Jpeg });
    assert_eq!(refusal(&whole[..20]), Refusal::Broken { kind: FileKind::Jpeg });
}

#[test]
fn a_picture_is_turned_upright_and_tells_nothing_of_its_maker() {
    let file = with_notes(&written(two_halves(40, 20), ImageFormat::Jpeg), 6);
    let Redrawn { kind, size, file, preview } = redrawn(&file);
    assert_eq!((kind, size), (FileKind::Jpeg, (20, 40)));
    for copy in [&file, &preview] {
        for note in [&b"Exif"[..], b"GPS"] {
            assert!(!copy.windows(note.len()).any(|part| part == note));
        }
    }
    // What was on the left is at the top.
    let upright = image::load_from_memory(&file).unwrap().into_luma8();
    assert!(upright.get_pixel(10, 5).0[0] < 60 && upright.get_pixel(10, 35).0[0] > 190);
}

#[test]
fn a_preview_is_small_and_never_larger_than_the_picture() {
    let size = |file: &[u8]| {
        let preview = image::load_from_memory(&redrawn(file).preview).unwrap();
        (preview.width(), preview.height())
    };
    assert_eq!(size(&written(two_halves(1_280, 640), ImageFormat::Jpeg)), (320, 160));
    assert_eq!(size(&written(two_halves(12, 8), ImageFormat::Png)), (12, 8));
}

#[test]
fn what_is_transparent_stays_so_and_is_white_in_the_preview() {
    let clear = RgbaImage::from_pixel(10, 10, Rgba([255, 0, 0, 0]));
    let drawn = redrawn(&written(clear.clone(), ImageFormat::Png));
    assert_eq!(drawn.kind, FileKind::Png);
    assert_eq!(image::load_from_memory(&drawn.file).unwrap().into_rgba8().get_pixel(5, 5).0[3], 0);
    let preview = image::load_from_memory(&drawn.preview).unwrap().into_rgb8();
    assert!(preview.get_pixel(5, 5).0.iter().all(|colour| *colour > 250));
    assert_eq!(redrawn(&written(clear, ImageFormat::WebP)).kind, FileKind::Png);
    assert_eq!(redrawn(&written(two_halves(8, 8), ImageFormat::WebP)).kind, FileKind::Jpeg);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(
        start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"RIFF\0\0\0\0WEBPVP8 ", b"%PDF-"]),
        rest in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let file = [start, &rest].concat();
        if let Ok(Seen::Picture(picture)) = look(&file, &Limits { pixels: 10_000, ..Limits::default() }) {
            let _refused = picture.redraw(&file);
        }
    }

    #[test]
    fn no_change_of_a_picture_makes_it_panic(at in 0_usize..600, byte in any::<u8>()) {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let mut file = written(two_halves(16, 16), format);
            let at = at % file.len();
            file[at] = byte;
            if let Ok(Seen::Picture(picture)) = look(&file, &Limits { pixels: 10_000, ..Limits::default() }) {
                let _refused = picture.redraw(&file);
            }
        }
    }
}
