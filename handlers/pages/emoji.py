"""The emoji that Slack's shortcodes stand for, as far as a security channel uses them."""

from __future__ import annotations

import re

from handlers.pages.markup import Html, element, escaped

_SHORTCODE = re.compile(r":([a-z0-9_+'-]+):")
_SIGNS = {
    "+1": "👍",
    "-1": "👎",
    "alarm_clock": "⏰",
    "arrow_right": "➡️",
    "arrows_counterclockwise": "🔄",
    "ballot_box_with_check": "☑️",
    "bar_chart": "📊",
    "bell": "🔔",
    "black_circle": "⚫",
    "blue_circle": "🔵",
    "bookmark": "🔖",
    "boom": "💥",
    "bug": "🐛",
    "bulb": "💡",
    "calendar": "📅",
    "chart_with_upwards_trend": "📈",
    "clipboard": "📋",
    "clock3": "🕒",
    "cloud": "☁️",
    "computer": "💻",
    "construction": "🚧",
    "eyes": "👀",
    "fire": "🔥",
    "gear": "⚙️",
    "globe_with_meridians": "🌐",
    "green_heart": "💚",
    "grey_question": "❔",
    "hammer_and_wrench": "🛠️",
    "hand": "✋",
    "heavy_check_mark": "✔️",
    "heavy_multiplication_x": "✖️",
    "hourglass": "⌛",
    "hourglass_flowing_sand": "⏳",
    "information_source": "\N{INFORMATION SOURCE}️",
    "key": "🔑",
    "large_blue_circle": "🔵",
    "large_green_circle": "🟢",
    "large_orange_circle": "🟠",
    "large_red_circle": "🔴",
    "large_white_circle": "⚪",
    "large_yellow_circle": "🟡",
    "link": "🔗",
    "lock": "🔒",
    "loudspeaker": "📢",
    "mag": "🔍",
    "memo": "📝",
    "moneybag": "💰",
    "mute": "🔇",
    "no_entry": "⛔",
    "no_entry_sign": "🚫",
    "octagonal_sign": "🛑",
    "ok": "🆗",
    "ok_hand": "👌",
    "package": "📦",
    "pause_button": "⏸️",
    "pencil2": "✏️",
    "pushpin": "📌",
    "question": "❓",
    "recycle": "♻️",
    "red_circle": "🔴",
    "repeat": "🔁",
    "robot_face": "🤖",
    "rocket": "🚀",
    "rotating_light": "🚨",
    "satellite": "📡",
    "shield": "🛡️",
    "skull": "💀",
    "sleeping": "😴",
    "snowflake": "❄️",
    "speech_balloon": "💬",
    "stop_sign": "🛑",
    "stopwatch": "⏱️",
    "tada": "🎉",
    "test_tube": "🧪",
    "thinking_face": "🤔",
    "thumbsup": "👍",
    "unlock": "🔓",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "wrench": "🔧",
    "x": "❌",
    "zap": "⚡",
    "zzz": "💤",
}


def spelled_out(text: str) -> str:
    """Return text with its known shortcodes as signs; an unknown one stays as it is written."""
    return _SHORTCODE.sub(lambda code: _SIGNS.get(code[1], code[0]), text)


def sign(name: str) -> Html:
    """Return one emoji with its name for a screen reader."""
    shown = _SIGNS.get(name)
    if shown is None:
        return escaped(f":{name}:")
    label = name.replace("_", " ")
    return element(
        "span", {"role": "img", "aria-label": label, "title": f":{name}:"}, escaped(shown)
    )
