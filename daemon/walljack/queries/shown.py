"""What an asker may see of names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from walljack.fingerprint import sentence, sign_sentence
from walljack.model.identity import Claim, Identity
from walljack.model.ownership import Ownership, Sign
from walljack.model.signal import Signal, Standing
from walljack.model.vocabulary import Vocabulary
from walljack.policy import AGAINST
from walljack.render import mask_name, mask_sentence, mask_signal

# The signals that hold what a device calls itself.
_NAMES = ("dhcp.hostname", "dhcp.fqdn", "mdns.host", "mdns.instance")

# A device that uses more names than this at a time plays games; the page lists them all.
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """How names are shown to one asker: in clear, or with the personal part masked."""

    vocabulary: Vocabulary
    generic_words: frozenset[str]
    unmasked: bool

    def value(self, signal: Signal) -> str:
        """The value of a signal as the asker may see it."""
        if self.unmasked or not self.vocabulary.is_name_signal(signal.name):
            return signal.value
        return mask_signal(signal.name, signal.value, self.generic_words)

    def signal(self, signal: Signal) -> Signal:
        """The signal with its value as the asker may see it."""
        return replace(signal, value=self.value(signal))

    def names(self, signals: list[Signal]) -> tuple[str, ...]:
        """What the device calls itself, the newest first, each once."""
        own = [s for s in signals if s.standing is Standing.OWN and s.name in _NAMES and s.value]
        own.sort(key=lambda s: (-s.last_ns, _NAMES.index(s.name), s.value))
        return tuple(dict.fromkeys(self.value(signal) for signal in own))[:_NAMES_SHOWN]

    def identity(self, identity: Identity) -> Identity:
        """The identity with every claim told anew, and no name in it that may not be seen."""
        words = self.personal_words(identity)
        return replace(
            identity,
            vendor=words.get(identity.vendor, identity.vendor),
            model=words.get(identity.model, identity.model),
            os=words.get(identity.os, identity.os),
            claims_for=tuple(self._claim(claim, words) for claim in identity.claims_for),
            claims_against=tuple(self._claim(claim, words) for claim in identity.claims_against),
            set_aside=tuple(
                replace(aside, claims=tuple(self._claim(claim, words) for claim in aside.claims))
                for aside in identity.set_aside
            ),
        )

    def ownership(self, ownership: Ownership) -> Ownership:
        """The estimate with every sign told anew, and no name in it that may not be seen."""
        return replace(
            ownership,
            personal=tuple(self._sign(sign) for sign in ownership.personal),
            managed=tuple(self._sign(sign) for sign in ownership.managed),
        )

    def reasons(
        self, reasons: tuple[str, ...], identity: Identity, ownership: Ownership
    ) -> tuple[str, ...]:
        """The reasons of a finding, those of claims and signs told as the asker may see them."""
        words = self.personal_words(identity)
        told = {claim.sentence: self._claim(claim, words).sentence for claim in _claims(identity)}
        for sign in ownership.personal + ownership.managed:
            shown = self._sign(sign).sentence
            told[sign.sentence] = shown
            told[f"{AGAINST}{sign.sentence}"] = f"{AGAINST}{shown}"
        return tuple(told.get(reason) or mask_sentence(reason, words) for reason in reasons)

    def personal_words(self, identity: Identity) -> dict[str, str]:
        """Vendor, model or OS that a fingerprint took out of a name, and how each is shown.

        A word that a signal of class ``technical`` holds too is the maker's, not a person's.
        """
        if self.unmasked:
            return {}
        found: dict[str, str] = {}
        technical = " ".join(
            signal.value.casefold()
            for claim in _claims(identity)
            for signal in claim.signals
            if not self.vocabulary.is_name_signal(signal.name)
        )
        for claim in _claims(identity):
            named = " ".join(
                signal.value.casefold()
                for signal in claim.signals
                if self.vocabulary.is_name_signal(signal.name)
            )
            for text in (claim.vendor, claim.model, claim.os):
                if text and text.casefold() in named and text.casefold() not in technical:
                    found[text] = mask_name(text, self.generic_words)
        return {text: masked for text, masked in found.items() if text != masked}

    def _sign(self, sign: Sign) -> Sign:
        return replace(
            sign,
            sentence=sign_sentence(sign, self.vocabulary, self.value),
            signals=tuple(self.signal(signal) for signal in sign.signals),
        )

    def _claim(self, claim: Claim, words: dict[str, str]) -> Claim:
        told = replace(
            claim,
            vendor=words.get(claim.vendor, claim.vendor),
            model=words.get(claim.model, claim.model),
            os=words.get(claim.os, claim.os),
        )
        return replace(
            told,
            sentence=sentence(told, self.vocabulary, self.value),
            signals=tuple(self.signal(signal) for signal in claim.signals),
        )


def _claims(identity: Identity) -> tuple[Claim, ...]:
    aside = (claim for told in identity.set_aside for claim in told.claims)
    return (*identity.claims_for, *identity.claims_against, *aside)
