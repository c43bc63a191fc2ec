"""Metadata of a PDF: the document's information and the same as XMP, with what the file conforms to.

PDF/A wants both to say the same; PDF/UA's own property must be declared to be allowed there.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from roundtable.annex_pdf.pdf_objects import date_string, text_string

PROGRAM = "Roundtable"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARED = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{declared}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Hold what a file says of itself; ``changed`` is None where nobody knows, ``keywords`` "" where there are none."""

    language: str
    title: str
    author: str
    subject: str
    keywords: str
    changed: datetime | None

    def information(self) -> str:
        """Return the information dictionary."""
        texts = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Keywords": self.keywords}
        texts |= {"Creator": PROGRAM, "Producer": PROGRAM}
        entries = [f"/{name}{text_string(clean)}" for name, text in texts.items() if (clean := _clean(text))]
        if self.changed:
            entries += [f"/{name}{date_string(self.changed)}" for name in ("CreationDate", "ModDate")]
        return f"<<{''.join(entries)}>>"

    def xmp(self) -> bytes:
        """Return the XMP packet."""
        title, subject = (
            f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'
            for text in (self.title, self.subject)
        )
        texts = {
            "dc:format": "application/pdf",
            "dc:language": f"<rdf:Bag><rdf:li>{self.language}</rdf:li></rdf:Bag>",
            "dc:title": title,
            "dc:creator": _xml(self.author) and f"<rdf:Seq><rdf:li>{_xml(self.author)}</rdf:li></rdf:Seq>",
            "dc:description": _xml(self.subject) and subject,
            "pdf:Keywords": _xml(self.keywords),
            "pdf:Producer": PROGRAM,
            "xmp:CreatorTool": PROGRAM,
        }
        if self.changed:
            moment = f"{self.changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            texts |= {"xmp:CreateDate": moment, "xmp:ModifyDate": moment, "xmp:MetadataDate": moment}
        properties = "\n".join(f"<{name}>{text}</{name}>" for name, text in texts.items() if text)
        return _PACKET.format(properties=properties, declared=_DECLARED).encode()


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold, so that both forms say the same."""
    return _NO_XML.sub("", text)


def _xml(text: str) -> str:
    return escape(_clean(text), quote=False)
