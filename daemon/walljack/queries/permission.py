"""What the lists say of a device, in sentences that name no person."""

from __future__ import annotations

from walljack.model.register import Exemption, Permission
from walljack.render import iso


def standing_word(permission: Permission) -> str:
    """``district``, ``granted``, ``exempt`` or "": who answers for the device."""
    if permission.asset is not None:
        return "district"
    if permission.grant is not None:
        return "granted"
    return "exempt" if permission.exemptions else ""


def permission_sentences(permission: Permission) -> tuple[str, ...]:
    """Everything that the lists say of it. Account, approver and owner are not told."""
    said = []
    if permission.asset is not None:
        asset = permission.asset
        kind = f", a {asset.type.replace('_', ' ')}" if asset.type else ""
        said.append(
            f"The register lists it as {asset.tag or 'an asset'}{kind}{_until(asset.until_ns)}."
        )
    if permission.grant is not None:
        said.append(f"Its owner was granted a connection{_until(permission.grant.until_ns)}.")
    said += [_exempt(exemption) for exemption in permission.exemptions]
    if permission.watch is not None:
        report = permission.watch.police_report
        said.append(
            "It is on the watch list of lost and stolen devices"
            + (f" (police report {report})" if report else "")
            + ": tell the person named there before anybody goes near it."
        )
    if not said:
        said.append(
            "The register does not list it."
            if permission.fresh
            else "There is no fresh register that could list it."
        )
    return tuple(said)


def _exempt(exemption: Exemption) -> str:
    scope = f" from rule {exemption.rule}" if exemption.rule else " from every rule"
    where = f" on segment {exemption.segment}" if exemption.segment else ""
    reference = f", reference {exemption.reference}" if exemption.reference else ""
    return (
        f"Exempt{scope}{where} until {iso(exemption.until_ns)} "
        f"(exemption {exemption.id}, reason {exemption.reason_code}{reference})."
    )


def _until(until_ns: int | None) -> str:
    return f", until {iso(until_ns)}" if until_ns else ""
