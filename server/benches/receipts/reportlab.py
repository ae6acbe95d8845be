"""Receipts by reportlab: the content of receipts.json, a page each. Prints how many microseconds it took."""
import json
import re
import sys
import time

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

pdfmetrics.registerFont(TTFont("D", "DomovoySans-Regular.ttf"))
pdfmetrics.registerFont(TTFont("DB", "DomovoySans-Bold.ttf"))

GRAY = HexColor("#aaaaaa")
H1 = ParagraphStyle("h1", fontName="DB", fontSize=17, leading=21)
H2 = ParagraphStyle("h2", fontName="DB", fontSize=9.5, leading=13, spaceBefore=9, borderPadding=0)
BODY = ParagraphStyle("body", fontName="D", fontSize=8.5, leading=11)
BOLD = ParagraphStyle("bold", fontName="DB", fontSize=12, leading=15)
PLAIN = TableStyle([("FONT", (0, 0), (-1, -1), "D", 8.5), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
GRID = TableStyle([
    ("FONT", (0, 0), (-1, -1), "D", 8.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, GRAY),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("FONT", (-1, 1), (-1, -1), "DB", 8.5),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
])
METERS = ["Счётчик", "Поверка до", "Было", "Стало", "Расход"]
LINES = ["Услуга", "Ед. (ОКЕИ)", "Объём", "Откуда объём", "Тариф, ₽", "Начислено, ₽"]


class Code(Flowable):
    """The payment code, at the top right of the page."""

    def __init__(self, path, size):
        super().__init__()
        self.path, self.size, self.width, self.height = path, size, 0, 0

    def wrap(self, *_):
        return 0, 0

    def draw(self):
        canvas = self.canv
        canvas.saveState()
        scale = 38 * mm / (self.size + 8)
        canvas.translate(136 * mm, 25 * mm)
        canvas.scale(scale, -scale)
        path = canvas.beginPath()
        x = y = 0
        for command, numbers in re.findall(r"([Mhvz])([-0-9 ]*)", self.path):
            if command == "M":
                x, y = map(int, numbers.split())
                path.moveTo(x, y)
            elif command == "h":
                x += int(numbers)
                path.lineTo(x, y)
            elif command == "v":
                y += int(numbers)
                path.lineTo(x, y)
            else:
                path.close()
        canvas.setFillColor(black)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()


def story(receipts):
    for r in receipts:
        yield Paragraph(r["company"], BODY)
        yield Paragraph(r["contacts"], BODY)
        yield Paragraph("Квитанция за декабрь 2017", H1)
        yield Code(r["path"], r["size"])
        yield Paragraph(f"К оплате до {r['due_on']}: {r['due']}, лицевой счёт {r['account']}", BOLD)
        yield Spacer(0, 20 * mm)
        yield Paragraph("1. Плательщик и исполнитель", H2)
        yield Table(r["facts"], [22 * mm, 72 * mm, 22 * mm, 66 * mm], style=PLAIN)
        yield Paragraph("2. Показания счётчиков", H2)
        yield Table([METERS, *r["meters"]], [78 * mm] + [26 * mm] * 4, style=GRID)
        yield Paragraph("3. Расчёт", H2)
        yield Table([LINES, *r["lines"], ["Итого", "", "", "", "", r["total"]]], [76 * mm, 21 * mm, 19 * mm, 23 * mm, 20 * mm, 23 * mm], style=GRID)
        yield Paragraph("4. Справочно", H2)
        yield Table(r["reference"], [142 * mm, 40 * mm], style=GRID)
        yield Paragraph(r["check"], BODY)
        yield Spacer(0, 10 * mm)
        yield Paragraph(f"Извещение об оплате за 12.2017 {r['account']} {r['due']}", BOLD)
        yield Table(r["facts"][1:4], [22 * mm, 72 * mm, 22 * mm, 66 * mm], style=PLAIN)
        yield PageBreak()


receipts = json.load(open(sys.argv[1], encoding="utf-8"))
since = time.perf_counter()
SimpleDocTemplate(sys.argv[2], pagesize=A4, leftMargin=14 * mm, rightMargin=14 * mm, topMargin=12 * mm, bottomMargin=12 * mm, title="Квитанции").build(list(story(receipts)))
print(int((time.perf_counter() - since) * 1_000_000))
