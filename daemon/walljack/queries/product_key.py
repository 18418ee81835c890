"""Where a device names its product."""

from __future__ import annotations

FAMILIES = ("mdns.txt.", "ssdp.header.")

# TXT keys and headers that name the product, the most telling first; the rest of the list of
# product keys tells versions, features and formats.
PRODUCT_KEYS = (
    *("md", "model", "modelname", "model_name", "ty", "product", "usb_mdl", "mdl", "product_name"),
    *("productname", "am", "rmodel", "modelid", "model_id", "hwmodel", "x-modelname", "machine"),
    *("modeldescription", "series", "device_type", "devicetype", "dt", "mn", "manufacturer", "mfg"),
    *("usb_mfg", "manuf", "vendor", "brand", "platform", "board", "project_name", "packagename"),
)


def key_of(signal: str) -> str:
    """The TXT key or header of a signal, "" when it is of neither family."""
    for prefix in FAMILIES:
        if signal.startswith(prefix):
            return signal.removeprefix(prefix)
    return ""
