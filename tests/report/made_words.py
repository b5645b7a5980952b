"""Words that attack whoever shows them."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</style><script>alert(3)</script>",
    "[x](javascript:alert(4))",
    "![](//evil.example/p.png)",
    "=cmd|' /C calc'!A0",
    "a|b\n| c | d |\n# heading",
    "\x1b[31mred\x1b]8;;//evil.example\x07",
    "\u202egnp.exe\u202c\u200b",
    "x" * 500,
    "🦊🏴‍☠️ ünïcode 零",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(5)//",
    "`code` *bold* _em_ ~~no~~ &lt; &#106;",
    "<details open ontoggle=alert(6)>",
    "https://evil.example/x www.evil.example a@evil.example",
)
