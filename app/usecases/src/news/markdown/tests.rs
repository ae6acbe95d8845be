use super::*;

const FILE: &str = "/files/01890000-0000-7000-8000-00000000000a";

#[test]
fn a_text_becomes_what_its_editor_meant() {
    let cases = [
        ("Просто строка", "<p>Просто строка</p>\n"),
        ("Первая\nвторая", "<p>Первая<br>\nвторая</p>\n"),
        ("**важно** и *тихо*", "<p><strong>важно</strong> и <em>тихо</em></p>\n"),
        ("~~нет~~", "<p><del>нет</del></p>\n"),
        ("# Где\n### Когда", "<h2>Где</h2>\n<h3>Когда</h3>\n"),
        ("- раз\n- два", "<ul>\n<li>раз</li>\n<li>два</li>\n</ul>\n"),
        ("3. три\n4. четыре", "<ol start=\"3\">\n<li>три</li>\n<li>четыре</li>\n</ol>\n"),
        (
            "[портал](/tickets)",
            "<p><a href=\"/tickets\" rel=\"nofollow noopener noreferrer\">портал</a></p>\n",
        ),
        (
            "[сайт](https://example.org/?a=1&b=2)",
            "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\">сайт</a></p>\n",
        ),
        (
            "[звоните](tel:+74950000000)",
            "<p><a href=\"tel:+74950000000\" rel=\"nofollow noopener noreferrer\">звоните</a></p>\n",
        ),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>\n"),
    ];
    for (source, html) in cases {
        assert_eq!(render(source), html, "{source}");
    }
    assert_eq!(
        render(&format!("![План]({FILE} \"x\")")),
        format!("<p><img src=\"{FILE}\" alt=\"План\" loading=\"lazy\"></p>\n")
    );
    assert!(render("|а|б|\n|-|-|\n|1|2|").contains("<td>1</td>"));
}

#[test]
fn a_foreign_picture_leaves_its_words_and_nothing_that_is_fetched() {
    for url in [
        "https://evil.example/x.png",
        "//evil.example/x.png",
        "/static/x.png",
        "data:image/png;base64,AAAA",
        "/files/../x",
        "/files/x/preview",
        "/files/01890000-0000-7000-8000-000000000000/../../api",
        "files/01890000-0000-7000-8000-00000000000a",
        "/files/01890000-0000-7000-8000-00000000000A",
        "/files/{01890000-0000-7000-8000-00000000000a}",
        "/files/0189000000007000800000000000000a",
        "/files/01890000-0000-7000-8000-00000000000a/preview",
        "/files/01890000-0000-7000-8000-00000000000a/",
        "/files/01890000-0000-7000-8000-00000000000a?x=1",
        "/files/01890000-0000-7000-8000-00000000000a#x",
        "/files//01890000-0000-7000-8000-00000000000a",
        "//files/01890000-0000-7000-8000-00000000000a",
        "/Files/01890000-0000-7000-8000-00000000000a",
        "/api/../files/01890000-0000-7000-8000-00000000000a",
        "/files/01890000-0000-7000-8000-00000000000&#97;&#10;",
        "/files/01890000-0000-7000-8000-00000000000a\\x",
        "https://lk.example.org/files/01890000-0000-7000-8000-00000000000a",
        "https:/files/01890000-0000-7000-8000-00000000000a",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html;base64,AAAA",
        "blob:https://lk.example.org/x",
        "\\\\evil.example\\x.png",
    ] {
        assert_eq!(render(&format!("![слова]({url})")), "<p>слова</p>\n", "{url}");
    }
}

#[test]
fn a_picture_stays_a_picture_however_it_is_written() {
    let picture = |alt: &str| format!("<p><img src=\"{FILE}\" alt=\"{alt}\" loading=\"lazy\"></p>\n");
    assert_eq!(render(&format!("![План][1]\n\n[1]: {FILE}")), picture("План"));
    assert_eq!(render(&format!("![План](<{FILE}>)")), picture("План"));
    assert_eq!(render(&format!("![]({FILE})")), picture(""));
    assert_eq!(render(&format!("![a\" onload=\"b]({FILE})")), picture("a&quot; onload=&quot;b"));
    // An address that breaks off is no address.
    assert_eq!(render("![План](/files/01890000-\n0000)"), "<p>![План](/files/01890000-<br>\n0000)</p>\n");
}

#[test]
fn an_excerpt_is_words_without_marks_cut_at_a_word() {
    assert_eq!(excerpt("# Где\n\n**Двор** и [дом](/x)\n- раз\n- <b>два</b>", 100), "Где Двор и дом раз два");
    assert_eq!(excerpt("Отопления не будет, потом будет", 21), "Отопления не будет…");
    assert_eq!(excerpt("", 10), "");
    assert_eq!(excerpt("![план](https://evil.example/x)", 10), "план");
    assert_eq!(excerpt(&format!("Раз\n\n![план **двора**]({FILE})\n\nДва"), 10), "Раз Два");
    let long = "слово ".repeat(2_000);
    assert_eq!(excerpt(&long, 180).chars().count(), 180);
}

/// What people try. Each goes through the renderer; nothing of it may run, be fetched or lead anywhere but to a page.
const PAYLOADS: [&str; 66] = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=https://evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "<<script>script>alert(1)</script>",
    "text <script>alert(1)</script> text",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\" />",
    "<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)//",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=https://evil.example/>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"x\" onclick=\"alert(1)\">x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "[x](https://e.example/\" onmouseover=\"alert(1))",
    "[x](https://e.example 'a\" onmouseover=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](https://evil.example/x.png)",
    "![x](/files/01890000-0000-7000-8000-000000000000\"onerror=\"alert(1))",
    "![<img src=x onerror=alert(1)>](/files/01890000-0000-7000-8000-000000000000)",
    "```\"><script>alert(1)</script>\nx\n```",
    "`<script>alert(1)</script>` <b onclick=alert(1)>x</b>",
];

/// The tags of a fragment with their attributes, as a browser sees them: values stand in double quotes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    html.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0).map(tag).collect()
}

fn tag(text: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut attributes = Vec::new();
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap();
        attributes.push((attribute.trim().to_owned(), value.to_owned()));
        rest = after;
    }
    assert_eq!(rest.trim(), "", "{text}");
    (name.trim_start_matches('/').to_owned(), attributes)
}

#[test]
fn nothing_that_runs_gets_through() {
    for payload in PAYLOADS {
        for source in
            [payload.to_owned(), format!("слова\n\n{payload}\n\n- {payload}"), format!("> {payload}")]
        {
            let html = render(&source);
            for (name, attributes) in tags(&html) {
                assert!(TAGS.contains(&name.as_str()) || name == "ul", "{payload}: {html}");
                for (attribute, value) in attributes {
                    let good = match attribute.as_str() {
                        "rel" => value == "nofollow noopener noreferrer",
                        "href" => {
                            ["https://", "http://", "mailto:", "tel:"]
                                .iter()
                                .any(|good| value.starts_with(good))
                                || value.starts_with('/') && !value.starts_with("//")
                        }
                        "src" => value.starts_with("/files/0"),
                        "alt" | "start" => true,
                        "loading" => value == "lazy",
                        _ => false,
                    };
                    assert!(good, "{payload}: {attribute} in {html}");
                }
            }
        }
    }
}

#[test]
fn a_text_of_any_length_and_depth_is_rendered() {
    for source in
        ["[".repeat(8_000), "> ".repeat(4_000), "*".repeat(8_000), "- ".repeat(4_000), "<".repeat(8_000)]
    {
        assert!(render(&source).len() < 200_000);
    }
}
