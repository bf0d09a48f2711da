"""Strings that would run a script where a page takes text for markup; each sets `window.hit`."""

from __future__ import annotations

CORPUS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<body onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<iframe src=javascript:parent.hit=1></iframe>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<math><mtext></p><img src=x onerror=window.hit=1></mtext></math>",
    "<style>@import 'javascript:window.hit=1'</style>",
    "</style><img src=x onerror=window.hit=1>",
    "</textarea><img src=x onerror=window.hit=1>",
    "</title><img src=x onerror=window.hit=1>",
    "--><img src=x onerror=window.hit=1>",
    "]]><img src=x onerror=window.hit=1>",
    '"><img src=x onerror=window.hit=1>',
    "'><img src=x onerror=window.hit=1>",
    '" autofocus onfocus=window.hit=1 x="',
    "' onmouseover=window.hit=1 x='",
    "`${window.hit=1}`",
    "{{constructor.constructor('window.hit=1')()}}",
    "{% raw %}<img src=x onerror=window.hit=1>{% endraw %}",
    "javascript:window.hit=1",
    "\\u003cimg src=x onerror=window.hit=1\\u003e",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "&#60;img src=x onerror=window.hit=1&#62;",
    "<ScRiPt>window.hit=1</sCrIpT>",
    "<img\x0bsrc=x\x0conerror=window.hit=1>",
    "<img src=x one\u200brror=window.hit=1 onerror=window.hit=1>",
    "\u2028<script>window.hit=1</script>\u2029",
    "＜script＞window.hit=1＜/script＞",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<template><img src=x onerror=window.hit=1></template>",
    "<a href='javascript:window.hit=1'>Acme</a>",
    "<object data='data:text/html,<script>parent.hit=1</script>'></object>",
    "<form><button formaction=javascript:window.hit=1>x</button></form>",
    "<base href='javascript:window.hit=1//'>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<link rel=stylesheet href='javascript:window.hit=1'>",
)


def poisoned(number: int = 40) -> str:
    """An article that holds the whole corpus, each string in a sentence with a wrong number."""
    return "\n\n".join(
        f"Acme {attack} hired {number} people in Lyon on Monday." for attack in CORPUS
    )
