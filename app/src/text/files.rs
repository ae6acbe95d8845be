//! Why a file is not taken, and how large it is.
use crate::ui::plural;
use domain::files::{FileKind, Limits, Refusal, What};

const MEGABYTE: u64 = 1024 * 1024;

#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "Файл не выбран или пуст. Выберите другой.".into(),
        Refusal::TooLarge { limit } => {
            format!("Файл больше {}, такой не отправить. Уменьшите его или разделите.", size(*limit))
        }
        Refusal::TooMany { most } => {
            format!("Здесь может быть не больше {most} {}. Остальные отправьте отдельно.", of_files(*most))
        }
        Refusal::TooManyDrafts => {
            "Много файлов ждут отправки. Сначала отправьте то, что начали писать, или уберите лишние.".into()
        }
        Refusal::OnlyPictures => {
            "В новости показываются только снимки. Выберите JPEG, PNG или WebP, а на документ дайте ссылку."
                .into()
        }
        Refusal::NotAllowed(what) => not_allowed(*what).into(),
        Refusal::TooManyPixels { width, height, limit } => {
            let (there, most) = (u64::from(*width) * u64::from(*height) / 1_000_000, limit / 1_000_000);
            format!(
                "На снимке {there}\u{a0}мегапикселей, а можно не больше {most}. Уменьшите его и пришлите снова."
            )
        }
        Refusal::Broken { kind } => {
            format!("Файл {} повреждён и не открывается. Снимите или выберите его ещё раз.", kind_name(*kind))
        }
        Refusal::Unpacks => "Документ внутри слишком большой. Сохраните его заново или пришлите PDF.".into(),
        Refusal::Interrupted => "Файл дошёл не целиком. Отправьте его ещё раз.".into(),
    }
}

/// What a form waits for.
#[must_use]
pub fn unsent(name: &str) -> String {
    format!("Файл {name} не отправлен: повторите или уберите его")
}

const fn not_allowed(what: What) -> &'static str {
    match what {
        What::Svg => "Рисунки SVG не принимаем: внутри них бывают программы. Пришлите снимок JPEG или PNG.",
        What::Picture => "Такие картинки открываются не у всех. Пришлите JPEG, PNG или WebP.",
        What::Archive => "Архивы не принимаем. Пришлите файлы из него по одному.",
        What::Macros => {
            "В документе есть макросы, такие не принимаем. Сохраните его без них или пришлите PDF."
        }
        What::OldOffice => "Документ старого вида или под паролем. Сохраните его как DOCX, XLSX или PDF.",
        What::Program => "Внутри программа, а не снимок и не документ. Такие файлы не принимаем.",
        What::Film => "Видео не принимаем. Пришлите несколько снимков.",
        What::Sound => "Звукозапись не принимаем. Напишите словами, что случилось.",
        What::Text => "Файл с простым текстом не принимаем. Вставьте текст в поле или пришлите PDF.",
        What::Other => {
            "Такие файлы не принимаем. Подойдут снимки JPEG, PNG, WebP и документы PDF, DOCX, XLSX, ODT."
        }
    }
}

/// «PDF».
#[must_use]
pub const fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Jpeg => "JPEG",
        FileKind::Png => "PNG",
        FileKind::Webp => "WebP",
        FileKind::Heic => "HEIC",
        FileKind::Pdf => "PDF",
        FileKind::Docx => "DOCX",
        FileKind::Xlsx => "XLSX",
        FileKind::Odt => "ODT",
    }
}

/// «Снимки и документы, до 10 файлов по 20 МБ».
#[must_use]
pub fn allowed(limits: &Limits) -> String {
    format!("Снимки и документы, до {}", so_many(limits))
}

/// «JPEG, PNG или WebP, до 10 файлов по 20 МБ».
#[must_use]
pub fn allowed_pictures(limits: &Limits) -> String {
    format!("JPEG, PNG или WebP, до {}", so_many(limits))
}

/// «Ещё 30 файлов», «не поместились: можно 10.»
#[must_use]
pub fn beyond(count: u64, most: u32) -> (String, String) {
    let word = plural(count, "файл", "файла", "файлов");
    let fitted = if word == "файл" { "поместился" } else { "поместились" };
    (format!("Ещё {count}\u{a0}{word}"), format!("не {fitted}: можно {most}. Отправьте их отдельно."))
}

fn so_many(limits: &Limits) -> String {
    let word = if limits.files % 10 == 1 && limits.files % 100 != 11 { "файла" } else { "файлов" };
    format!("{}\u{a0}{word} по {}", limits.files, size(limits.bytes))
}

fn of_files(most: u32) -> &'static str {
    plural(most.into(), "файла", "файлов", "файлов")
}

/// «1,4 МБ», «320 КБ».
#[must_use]
pub fn size(bytes: u64) -> String {
    let tenths = bytes * 10 / MEGABYTE;
    match (tenths / 10, tenths % 10) {
        (0, _) => format!("{}\u{a0}КБ", bytes.div_ceil(1024)),
        (whole, 0) => format!("{whole}\u{a0}МБ"),
        (whole, tenth) => format!("{whole},{tenth}\u{a0}МБ"),
    }
}

#[cfg(test)]
mod tests {
    use super::{allowed, beyond, refusal, size};
    use domain::files::{Limits, Refusal};

    #[test]
    fn a_size_is_told_as_people_say_it() {
        let sizes = [1, 320 * 1024, 1024 * 1024 - 1, 1024 * 1024, 1_500_000, 20 * 1024 * 1024].map(size);
        assert_eq!(
            sizes,
            ["1\u{a0}КБ", "320\u{a0}КБ", "1024\u{a0}КБ", "1\u{a0}МБ", "1,4\u{a0}МБ", "20\u{a0}МБ"]
        );
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let told = beyond(30, 10);
        assert_eq!(told.0, "Ещё 30\u{a0}файлов");
        assert_eq!(told.1, "не поместились: можно 10. Отправьте их отдельно.");
        assert!(beyond(21, 10).1.starts_with("не поместился"));
    }

    #[test]
    fn a_refusal_names_the_limit() {
        let limits = Limits::default();
        let too_large = refusal(&Refusal::TooLarge { limit: limits.bytes });
        assert!(too_large.starts_with("Файл больше 20\u{a0}МБ"), "{too_large}");
        let huge = Refusal::TooManyPixels { width: 50_000, height: 50_000, limit: limits.pixels };
        assert!(refusal(&huge).starts_with("На снимке 2500\u{a0}мегапикселей, а можно не больше 50"));
        assert_eq!(allowed(&limits), "Снимки и документы, до 10\u{a0}файлов по 20\u{a0}МБ");
    }
}
