"""A template and rows made into a page."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import tzinfo
from functools import partial

import jinja2
from markupsafe import Markup

from walljack.model.error import WalljackError
from walljack.render import moment, words
from walljack.render.ownership import chosen, whose
from walljack.render.plain import plain, short

# 78 columns fit a terminal of 80 and a mail quoted once.
_WIDTH = 78


def fill(templates: Mapping[str, str], name: str, zone: tzinfo, **values: object) -> str:
    """The template called ``name`` filled with ``values``.

    Takes: ``templates``, file name → text; a name that ends in ``.html`` is escaped for HTML;
    ``zone``, by whose clock times are told.
    Whatever a template prints is made plain first: it may come from the wire.
    Raises: WalljackError that names the template and its line.
    """
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        age=moment.age,
        chosen=chosen,
        consequence=words.consequence,
        counted=words.counted,
        how_sure=words.how_sure,
        iso=moment.iso,
        must_do=words.must_do,
        to_do=words.to_do,
        readable=partial(moment.readable, zone=zone),
        register_state=words.register_state,
        sentence=_sentence,
        short=short,
        standing=words.standing,
        underlined=_underlined,
        what=words.what,
        whose=whose,
        wrapped=_wrapped,
    )
    try:
        return environment.get_template(name).render(**values)
    except jinja2.TemplateNotFound as error:
        raise WalljackError(
            f"template {error.name}: it is missing: put the shipped one back"
        ) from error
    except jinja2.TemplateSyntaxError as error:
        raise WalljackError(
            f"template {error.name}, line {error.lineno}: {error.message}: "
            "mend it, or put the shipped one back"
        ) from error
    except jinja2.UndefinedError as error:
        raise WalljackError(
            f"template {name}: {error.message}: mend it, or put the shipped one back"
        ) from error


def _finalize(value: object) -> object:
    """Text from anywhere is made plain; what a filter of ours laid out stays as it is."""
    if isinstance(value, Markup | _Laid):
        return value
    return plain(value) if isinstance(value, str) else value


class _Laid(str):
    """Lines that a filter laid out; every piece in them is plain already."""

    __slots__ = ()


def _sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _underlined(text: str, sign: str = "-") -> str:
    title = plain(text)
    return _Laid(f"{title}\n{sign * len(title)}")


def _wrapped(text: str, lead: str = "", hang: int | None = None) -> str:
    """The text in lines of at most 78 columns.

    Takes: ``lead``, what the first line starts with; ``hang``, columns by which the others are
    indented (None = as wide as ``lead``).
    """
    indent = " " * (len(lead) if hang is None else hang)
    lines = textwrap.wrap(
        plain(text),
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return _Laid("\n".join(lines) or lead.rstrip())
