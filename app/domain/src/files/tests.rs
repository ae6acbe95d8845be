use super::{FileKind, Limits, Owner, Refusal, clean_name};
use crate::ids::{CommentId, EntryId, NewsId, TicketId};
use uuid::Uuid;

#[track_caller]
fn named(declared: &str, kind: FileKind, expected: &str) {
    assert_eq!(clean_name(declared, kind), expected, "{declared:?}");
}

#[test]
fn a_name_is_never_a_path() {
    named("../../etc/passwd", FileKind::Pdf, "passwd.pdf");
    named("C:\\Users\\Анна\\щиток.jpg", FileKind::Jpeg, "щиток.jpg");
    named("/", FileKind::Png, "файл.png");
    named("..", FileKind::Png, "файл.png");
    named("", FileKind::Png, "файл.png");
    named(".htaccess", FileKind::Pdf, "htaccess.pdf");
}

#[test]
fn the_ending_tells_what_the_file_is() {
    named("щиток.JPG", FileKind::Jpeg, "щиток.jpg");
    named("IMG_0042.webp", FileKind::Jpeg, "IMG_0042.jpg");
    named("фото.jpg.exe", FileKind::Jpeg, "фото.jpg.jpg");
    named("Акт от 25.01.2018", FileKind::Pdf, "Акт от 25.01.2018.pdf");
    named("Договор", FileKind::Docx, "Договор.docx");
}

#[test]
fn a_name_has_no_signs_that_are_not_seen() {
    named("счёт\u{202e}fdp.exe", FileKind::Pdf, "счётfdp.pdf");
    named("a\r\nSet-Cookie: b.png", FileKind::Png, "aSet-Cookie: b.png");
    named("  два   слова  .pdf", FileKind::Pdf, "два слова.pdf");
    named("\u{feff}\u{200b}.pdf", FileKind::Pdf, "файл.pdf");
    named("<img src=x onerror=alert(1)>.png", FileKind::Png, "<img src=x onerror=alert(1)>.png");
}

#[test]
fn a_name_is_not_endless() {
    assert_eq!(clean_name(&"я".repeat(5_000), FileKind::Pdf).chars().count(), 84);
}

#[test]
fn what_files_belong_to_is_written_and_read() {
    for owner in [
        Owner::Ticket(TicketId(Uuid::max())),
        Owner::TicketComment(CommentId(Uuid::nil())),
        Owner::AppealEntry(EntryId(Uuid::max())),
        Owner::News(NewsId(Uuid::max())),
    ] {
        assert_eq!(owner.to_string().parse(), Ok(owner));
    }
    for wrong in ["", "ticket", "ticket/1", "meter/00000000-0000-0000-0000-000000000000"] {
        assert!(wrong.parse::<Owner>().is_err(), "{wrong}");
    }
}

#[test]
fn nothing_but_pictures_goes_into_news() {
    let taken = |owner: Owner| FileKind::ALL.into_iter().filter(move |kind| owner.check_kind(*kind).is_ok());
    let news = Owner::News(NewsId(Uuid::nil()));
    assert_eq!(taken(news).collect::<Vec<_>>(), [FileKind::Jpeg, FileKind::Png, FileKind::Webp]);
    assert_eq!(news.check_kind(FileKind::Pdf), Err(Refusal::OnlyPictures));
    assert_eq!(taken(Owner::Ticket(TicketId(Uuid::nil()))).count(), FileKind::ALL.len());
}

#[test]
fn kinds_are_written_and_read() {
    for kind in FileKind::ALL {
        assert_eq!(FileKind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn limits_hold_to_the_last_byte_file_and_pixel() {
    let limits = Limits { bytes: 10, files: 2, pixels: 100 };
    assert_eq!(limits.check_bytes(0), Err(Refusal::Empty));
    assert_eq!((limits.check_bytes(1), limits.check_bytes(10)), (Ok(()), Ok(())));
    assert_eq!(limits.check_bytes(11), Err(Refusal::TooLarge { limit: 10 }));
    assert_eq!((limits.check_count(1), limits.check_count(2)), (Ok(()), Err(Refusal::TooMany { most: 2 })));
    let picture = |size| limits.check_picture(FileKind::Png, size);
    assert_eq!((picture((10, 10)), picture((0, 10))), (Ok(()), Err(Refusal::Broken { kind: FileKind::Png })));
    let huge = Refusal::TooManyPixels { width: u32::MAX, height: u32::MAX, limit: 100 };
    assert_eq!(picture((u32::MAX, u32::MAX)), Err(huge));
}
