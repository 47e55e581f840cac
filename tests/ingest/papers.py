"""PDF files that the tests of intake and pages make for themselves."""

import io

import pymupdf
from PIL import Image, ImageDraw

A4 = (595, 842)
SENTENCES = (
    "転入届のお知らせ",
    "引っ越しをした日から十四日以内に、市民課の窓口へ届け出てください。",
    "届出には、本人確認書類と転出証明書が必要です。",
    "御不明な点は、電話でお問い合わせください。",
)


def new_page(document, size=A4):
    return document.new_page(width=size[0], height=size[1])


def write_lines(page, texts=SENTENCES, x=72, y=100, size=12, leading=22, **options):
    for number, text in enumerate(texts):
        page.insert_text((x, y + number * leading), text, fontname="japan", fontsize=size, **options)


def save(document, path, **options):
    document.save(path, **options)
    document.close()
    return path


def text_pdf(path, pages=1):
    document = pymupdf.open()
    for _ in range(pages):
        write_lines(new_page(document))
    return save(document, path)


def picture_of_text(texts=SENTENCES, dpi=100, size=A4):
    """A scan: the page drawn from the same text, as a PNG without any text in it."""
    with pymupdf.open() as document:
        page = new_page(document, size)
        write_lines(page, texts)
        return page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("png")


def add_scan(document, texts=SENTENCES, overlay=True):
    page = new_page(document)
    page.insert_image(page.rect, stream=picture_of_text(texts), overlay=overlay)
    return page


def hand_made(objects, version=b"1.4"):
    """A PDF from its objects' bytes, numbered from 1; readers rebuild the missing cross-reference table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%%PDF-%s\n%strailer<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (version, body, len(objects) + 1)


def stream(content, extra=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def japanese_font(encoding):
    """Font objects 5 to 7 of a hand-made PDF: not embedded, characters told by a predefined CMap."""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/%s/DescendantFonts[6 0 R]>>" % encoding,
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/DW 1000/FontDescriptor 7 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 5>>>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[-123 -257 1001 910]/ItalicAngle 0"
            b"/Ascent 709/Descent -241/CapHeight 709/StemV 69>>"
        ),
    ]


def page_objects(content, page_extra=b""):
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R%s>>"
        % page_extra,
        stream(content),
    ]


def vertical_pdf(columns=("市民の皆様にお知らせいたします。", "来月から窓口の時間が変わります。"), page_extra=b""):
    content = b"BT /F1 20 Tf "
    for number, text in enumerate(columns):
        content += b"1 0 0 1 %d 780 Tm <%s> Tj " % (500 - 40 * number, text.encode("utf-16-be").hex().encode())
    return hand_made([*page_objects(content + b"ET", page_extra), *japanese_font(b"UniJIS-UTF16-V")])


def without_unicode_map(path):
    """A page set in an embedded font whose glyph numbers say nothing of their characters."""
    document = pymupdf.open()
    page = new_page(document)
    writer = pymupdf.TextWriter(page.rect)
    font = pymupdf.Font("cjk")
    for number, text in enumerate(SENTENCES):
        writer.append((72, 100 + 22 * number), text, font=font, fontsize=12)
    writer.write_text(page)
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "ToUnicode")[0] != "null":
            document.xref_set_key(xref, "ToUnicode", "null")
    document.subset_fonts()
    return save(document, path, garbage=4, deflate=True)


def claims_a_million_pages():
    return hand_made(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        ]
    )


def slow_page():
    """A small page whose forms draw each other ten times each, nine levels deep."""
    forms = [
        stream(
            b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources<</XObject<</X %d 0 R>>>>" % (8 + n)
        )
        for n in range(9)
    ]
    last = stream(b"0 0 m 595 842 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 7 0 R>>>>/Contents 4 0 R>>"
    return hand_made(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            stream(b"/X Do"),
            b"null",
            b"null",
            *forms,
            last,
        ]
    )


def memory_hungry_page():
    """A page with a picture that claims 40,000 by 40,000 pixels of four colours, a few bytes in the file."""
    picture = stream(
        b"\x00" * 8,
        b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8/ColorSpace/DeviceCMYK",
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    return hand_made(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            stream(b"595 0 0 842 0 0 cm /X Do"),
            picture,
        ]
    )


def drawing(size=(400, 300), mode="L"):
    """An image with a dark bar at the top left on light ground."""
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).rectangle((20, 10, 180, 40), fill=0)
    return image.convert(mode) if mode != "L" else image


def image_bytes(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
