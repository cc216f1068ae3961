// Texts that try to run a script in the page. `RAN` stands for what they would run.

/** HTML, which scripts may ask to be drawn. */
const HTML = [
  "<script>RAN</script>",
  "<SCRIPT SRC=data:text/javascript,RAN></SCRIPT>",
  "<script type=module>RAN</script>",
  "<img src=x onerror=RAN>",
  "<img src=x onerror=\"RAN\" onload='RAN'>",
  "<img/src=x/onerror=RAN>",
  "<IMG SRC=\"javascript:RAN\">",
  "<svg onload=RAN>",
  "<svg><script>RAN</script></svg>",
  "<svg><script href=\"data:text/javascript,RAN\"></script></svg>",
  "<svg><animate onbegin=RAN attributeName=x dur=1s></svg>",
  "<svg><set attributeName=onmouseover to=RAN></svg>",
  "<svg><a xlink:href=\"javascript:RAN\"><text y=20>x</text></a></svg>",
  "<svg><a><animate attributeName=href values=javascript:RAN /><text y=20>x</text></a></svg>",
  "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>RAN</script></svg>#x\"></svg>",
  "<svg><foreignObject><iframe srcdoc=\"<script>parent.RAN</script>\"></iframe></foreignObject></svg>",
  "<svg></p><style><a id=\"</style><img src=1 onerror=RAN>\">",
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=RAN&gt;\">",
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror=RAN>",
  "<math><annotation-xml encoding=\"text/html\"><style></annotation-xml><img src=x onerror=RAN></style>",
  "<noscript><p title=\"</noscript><img src=x onerror=RAN>\">",
  "<p id=\"</title><img src=x onerror=RAN>\"><title><a title=\"</title><img src=x onerror=RAN>\">",
  "<textarea><img title=\"</textarea><img src=x onerror=RAN>\"></textarea>",
  "<xmp><img title=\"</xmp><img src=x onerror=RAN>\"></xmp>",
  "<!--><img src=x onerror=RAN>-->",
  "<![CDATA[><img src=x onerror=RAN>]]>",
  "<template><script>RAN</script><img src=x onerror=RAN></template>",
  "<template shadowrootmode=open><img src=x onerror=RAN></template>",
  "<iframe src=\"javascript:parent.RAN\"></iframe>",
  "<iframe srcdoc=\"<script>parent.RAN</script>\"></iframe>",
  "<iframe src=\"data:text/html,<script>parent.RAN</script>\"></iframe>",
  "<object data=\"data:text/html,<script>parent.RAN</script>\"></object>",
  "<object data=\"javascript:RAN\"></object>",
  "<embed src=\"javascript:RAN\">",
  "<embed src=\"data:text/html,<script>parent.RAN</script>\">",
  "<a href=\"javascript:RAN\">x</a>",
  "<a href=\"JaVaScRiPt:RAN\">x</a>",
  "<a href=\"java&#10;script:RAN\">x</a>",
  "<a href=\"&#1;javascript:RAN\">x</a>",
  "<a href=\" javascript:RAN\">x</a>",
  "<a href=\"javascript&colon;RAN\">x</a>",
  "<a href=\"javascript://%0aRAN\">x</a>",
  "<a href=\"data:text/html,<script>RAN</script>\" target=_self>x</a>",
  "<a href=\"vbscript:RAN\">x</a>",
  "<a href=x onclick=RAN onmouseover=RAN onfocus=RAN autofocus>x</a>",
  "<a href=x ping=\"javascript:RAN\">x</a>",
  "<form action=\"javascript:RAN\"><button>x</button></form>",
  "<button formaction=\"javascript:RAN\" form=f>x</button><form id=f></form>",
  "<input autofocus onfocus=RAN>",
  "<input type=image src=x onerror=RAN>",
  "<isindex type=image src=x onerror=RAN>",
  "<select autofocus onfocus=RAN></select>",
  "<details open ontoggle=RAN><summary>x</summary></details>",
  "<video autoplay onloadstart=RAN src=x></video>",
  "<video><source onerror=RAN src=x></video>",
  "<audio src=x onerror=RAN autoplay></audio>",
  "<marquee onstart=RAN>x</marquee>",
  "<body onload=RAN onpageshow=RAN>",
  "<p style=\"animation: bk-turn 1s\" onanimationstart=RAN>x</p>",
  "<p style=\"background: url(javascript:RAN)\">x</p>",
  "<p style=\"behavior: url(#default#time2)\" onbegin=RAN>x</p>",
  "<p style=\"width: expression(RAN)\">x</p>",
  "<style>@import 'javascript:RAN'; p { background: url('javascript:RAN') }</style>",
  "<style></style><img src=x onerror=RAN>",
  "<style><\\/style><img src=x onerror=RAN></style>",
  "<link rel=stylesheet href=\"javascript:RAN\">",
  "<link rel=import href=\"data:text/html,<script>RAN</script>\">",
  "<meta http-equiv=refresh content=\"0;url=javascript:RAN\">",
  "<base href=\"javascript:RAN//\">",
  "<frameset onload=RAN></frameset>",
  "<table background=\"javascript:RAN\"><td>x</td></table>",
  "<p is=x-x contenteditable onbeforeinput=RAN onfocusin=RAN tabindex=0 autofocus>x</p>",
  "<brooklet-app src=\"data:text/plain,x\"></brooklet-app>",
  "<span data-later=display>\\href{javascript:RAN}{x}</span>",
  "<span data-later=emoji>:<img src=x onerror=RAN>:</span>",
  "<code data-later=code class=\"language-markup\"><img src=x onerror=RAN></code>",
  "<img name=body><form id=location><input name=querySelector id=createElement></form>",
];

/** Markdown in which no HTML is asked for. */
const MARKDOWN = [
  "[x](javascript:RAN)",
  "[x](JaVaScRiPt:RAN)",
  "[x](javascript&colon;RAN)",
  "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;RAN)",
  "[x](<java\tscript:RAN>)",
  "[x](<\u0001javascript:RAN>)",
  "[x](data:text/html,<script>RAN</script>)",
  "[x](vbscript:RAN)",
  "[x][y]\n\n[y]: javascript:RAN",
  "<javascript:RAN>",
  "![x](javascript:RAN)",
  "![x](data:text/html,<script>RAN</script>)",
  "![x\" onerror=\"RAN](x)",
  "![x](x \"a\" onerror=RAN)",
  "[x](http://a.b \"\" onmouseover=\"RAN)",
  "[x](http://a.b\"onmouseover=RAN)",
  "[a]: http://x\" onmouseover=\"RAN\n[a]",
  "http://a.b/\"onmouseover=RAN",
  "www.a.b/<img src=x onerror=RAN>",
  ":red[<img src=x onerror=RAN>]",
  ":material/<img src=x onerror=RAN>:",
  ":<img src=x onerror=RAN>:",
  "$\\href{javascript:RAN}{x}$",
  "$\\url{javascript:RAN}$",
  "$\\includegraphics{javascript:RAN}$",
  "$\\htmlData{x=1, onclick=RAN}{x}$",
  "$\\htmlStyle{background: url(javascript:RAN)}{x}$",
  "$\\text{<img src=x onerror=RAN>}$",
  "$$\n\\unknown<script>RAN</script>\n$$",
  "`</code><script>RAN</script>`",
  "```\"><img src=x onerror=RAN>\n</code><script>RAN</script>\n```",
  "```markup\n<img src=x onerror=RAN>\n```",
  "| <img src=x onerror=RAN> |\n|---|\n| <script>RAN</script> |",
  "# <img src=x onerror=RAN>",
  "a[^1]\n\n[^1]: <img src=x onerror=RAN>",
  "- [ ] <img src=x onerror=RAN>",
];

const SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='RAN' width='9' height='9'><script>parent.RAN</script><image href='x' onerror='RAN'/></svg>";

/** A script that shows all of them in every way that there is. `ran` is what they run. */
export function app(ran) {
  const put = (texts) => JSON.stringify([...texts].map((text) => text.replaceAll("RAN", ran)));
  return `
import json
import streamlit as st
html, markdown, (svg,) = (json.loads(text) for text in ${JSON.stringify([put(HTML), put(MARKDOWN), put([SVG])])})
st.set_page_config(page_icon="javascript:${ran}", page_title="<script>${ran}</script>")
st.button("Alive", key="<img src=x onerror=${ran}>", help=html[3])
for text in html + markdown:
    st.markdown(text)
    st.markdown(text, unsafe_allow_html=True, help=text)
    st.html(text)
    st.caption(text, unsafe_allow_html=True)
    st.header(text, anchor=text)
    st.text(text)
    st.code(text, language=text)
    st.latex(text)
    st.json({text: text})
    st.table({text: [text]})
    st.metric(text, text, text)
    st.error(text, icon=":material/home:")
    st.exception(ValueError(text))
    st.checkbox(text, key="c" + text)
    st.selectbox(text, [text], key="s" + text)
    st.image(svg, caption=text, link=text)
st.html("".join(html))
st.markdown("\\n\\n".join(html + markdown), unsafe_allow_html=True)
st.link_button("x", "javascript:${ran}")
for address in ["javascript:${ran}", "data:text/html,<script>parent.${ran}</script>"]:
    for command in [st.iframe, st.image, st.video, st.audio, st.pdf]:
        try:
            command(address)
        except Exception:
            pass
st.iframe("<script>parent.${ran}</script><script>top.${ran}</script>")
st.pdf(b"<script>parent.${ran}</script>")
st.image(svg)
st.image(svg.encode())
st.logo(svg, icon_image=svg)
st.chat_message("x", avatar=":material/home:").write(html[0], unsafe_allow_html=True)
st.toast(html[3])
st.write("drawn")
`;
}
