"""Names as an attacker would send them, and a report in which every free field holds them all."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.render.sample import (
    DIGEST,
    console,
    console_case,
    console_identity,
    device_page,
    report_view,
)
from walljack.model.identity import Identity, SetAside
from walljack.model.view import DevicePage, ReportView

CORPUS = (
    "<script>window.hostile=1</script>",
    '"><img src=x onerror=window.hostile=1>',
    "'><svg/onload=window.hostile=1>",
    "javascript:window.hostile=1",
    "</style><script>window.hostile=1</script>",
    "&lt;b&gt;&#x41;",
    '=HYPERLINK("http://192.0.2.1/","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "x;=1+1",
    "＝1+1",
    "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "\x9b31m",
    "a\r\nBcc: everybody@example.net\r\n\r\nbody",
    "nul\x00byte\x7f\x08\x08",
    "evil\u202etxt.exe\u2066\u2069\u200b\ufeff",
    "line\u2028separator\u2029paragraph\x85next",
    "Z" + "\u0301" * 60,
    "\\xff\\xfe",
    "\udcff\ud800",
    "{{ 7*7 }}{% raw %}{# #}",
    "'; DROP TABLE device; --",
    "%s%n%x $(reboot) `reboot`",
    "A" * 255,
    "\U0001f480\U0001f468\u200d\U0001f469",
    "\U000e0041\ue000",
)

EVIL = " ".join(CORPUS)


def hostile_page() -> DevicePage:
    """A device page whose every free field holds the corpus."""
    return replace(
        device_page(),
        row=replace(
            console(),
            vendor=EVIL,
            identity=_identity(),
            addresses=CORPUS,
            names=CORPUS,
            asset_tag=EVIL,
            place=EVIL,
            kind=EVIL,
        ),
        virtual=EVIL,
        place=EVIL,
        signals=tuple(
            replace(row, meaning=EVIL, signal=replace(row.signal, value=text, scope=text))
            for row in device_page().signals
            for text in CORPUS
        ),
        others_say=tuple(
            replace(row, signal=replace(row.signal, name=text, value=text))
            for row in device_page().others_say
            for text in CORPUS
        ),
        permissions=CORPUS,
    )


def _identity() -> Identity:
    identity = console_identity()
    claims = tuple(
        replace(
            claim,
            sentence=EVIL,
            signals=tuple(replace(signal, value=EVIL) for signal in claim.signals),
        )
        for claim in identity.claims_for
    )
    return replace(
        identity,
        vendor=EVIL,
        model=EVIL,
        os=EVIL,
        claims_for=claims,
        claims_against=claims,
        set_aside=(SetAside(EVIL, EVIL, (EVIL,), claims),),
    )


def hostile_view() -> ReportView:
    """A report whose every free field holds the corpus."""
    row = hostile_page().row
    cases = tuple(
        replace(
            console_case(),
            case=replace(console_case().case, number=number),
            device=row,
            place=text,
            evidence=(text, EVIL, text),
            findings=tuple(
                replace(
                    found,
                    finding=replace(found.finding, title=text, reasons=(text, EVIL)),
                    advice=text,
                    false_positives=(text,),
                )
                for found in console_case().findings
            ),
        )
        for number, text in enumerate(CORPUS, 1)
    )
    view = report_view()
    return replace(
        view,
        district=EVIL,
        policy_title=EVIL,
        contact=EVIL,
        cases=cases,
        look_at=tuple(replace(row, place=text, names=(text,)) for text in CORPUS),
        information=tuple(
            replace(found, place=text, kind=text)
            for found in console_case().findings
            for text in CORPUS
        ),
        inventory=tuple(
            replace(line, kind=text, segment=text) for line in view.inventory[:1] for text in CORPUS
        ),
        weirds=tuple(replace(w, segment=text) for w in view.weirds for text in CORPUS),
        captures=tuple(
            replace(c, path=text, digest=DIGEST) for c in view.captures for text in CORPUS
        ),
        registers=tuple(replace(r, site=text) for r in view.registers for text in CORPUS),
        losses=tuple((text, 1) for text in CORPUS),
        notes=CORPUS,
    )
