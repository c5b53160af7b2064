/** Raw HTML that is read in one way by the one who cleans it and in another by a browser. */
import { type Family, foreign, pairs, proof } from './family.ts';

const declarations: readonly string[] = [
  '<!--',
  '<!-- offen\n\n<b>x</b>',
  '<li><!--\n\n<e>t',
  ':::{diagramm=b}\n<li><!--\n\n<e>t',
  '::: {kasten=fakten}\n**T**\n\n<li><!-- a\n\n<b>x</b> T\n:::',
  `<!--><img src=x onerror=${proof}>-->`,
  `<!---><img src=x onerror=${proof}>-->`,
  `<!-- --!><img src=x onerror=${proof}>-->`,
  `<!--<!--><img src=x onerror=${proof}>--><b>`,
  `<!-- > <img src=x onerror=${proof}> -->`,
  `<!-<img src=x onerror=${proof}>->`,
  `<![CDATA[<img src=x onerror=${proof}>]]>`,
  `<![CDATA[>\n\n<img src=x onerror=${proof}>]]>`,
  `<!DOCTYPE html [<!ENTITY x "<script>${proof}</script>">]>&x;`,
  `<!doctype html><html><head><script>${proof}</script>`,
  `<?xml-stylesheet href="javascript:${proof}"?>`,
  `<?php echo '<script>${proof}</script>'; ?>`,
  `<? foo="><script>${proof}</script>">`,
  `<!ELEMENT br EMPTY><script>${proof}</script>`,
  `</ foo="><script>${proof}</script>">`,
  `<% foo><x foo="%><script>${proof}</script>">`,
  `<!--[if gte IE 4]><script>${proof}</script><![endif]-->`,
  `<!--#exec cmd="id"--><!--#include virtual="/etc/passwd"-->`,
  `<comment><img src="</comment><img src=x onerror=${proof}">`,
];

const foreignContent: readonly string[] = [
  `<svg><script>${proof}</script></svg>`,
  `<svg><script>&#95;_hit()</script></svg>`,
  `<svg><script href="data:,${proof}"/></svg>`,
  `<svg><script xlink:href="data:,${proof}"></script></svg>`,
  `<svg><a xlink:href="javascript:${proof}"><text y=20>x</text></a></svg>`,
  `<svg><a><animate attributeName=href values="javascript:${proof}"/><text y=20>x</text></a></svg>`,
  `<svg><set attributeName=onmouseover to=${proof}></svg>`,
  `<svg><animate onbegin=${proof} attributeName=x dur=1s></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>${proof}</script>"></iframe></foreignObject></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x' onerror='${proof}'/></svg>#x"/></svg>`,
  `<svg><image href="${foreign}.png"/></svg>`,
  `<svg><style>*{background:url(${foreign})}</style></svg>`,
  `<svg><style><img src=x onerror=${proof}></style></svg>`,
  `<svg><title><img src=x onerror=${proof}></title></svg>`,
  `<svg><desc><style></desc><img src=x onerror=${proof}></style></desc></svg>`,
  `<svg></p><style><a id="</style><img src=x onerror=${proof}>">`,
  `<math><a xlink:href="javascript:${proof}">x</a></math>`,
  `<math href="javascript:${proof}">x</math>`,
  `<math><maction actiontype="statusline#x" xlink:href="javascript:${proof}">x</maction></math>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${proof}&gt;">`,
  `<math><mtext><table><mglyph><svg><mtext><title><b title="</title><img src=x onerror=${proof}>">`,
  `<math><annotation-xml encoding="text/html"><script>${proof}</script></annotation-xml></math>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${proof}>`,
  `<svg><!--<![CDATA[--><img src=x onerror=${proof}>]]>`,
  `<svg><![CDATA[><img src=x onerror=${proof}>]]></svg>`,
  `<svg><p><style><g title="</style><img src=x onerror=${proof}>">`,
  `<svg:svg onload=${proof}><xhtml:script>${proof}</xhtml:script></svg:svg>`,
];

const rawTexts: readonly string[] = pairs(
  [
    'noscript', 'noembed', 'noframes', 'xmp', 'plaintext', 'textarea', 'title', 'style', 'template', 'iframe', 'listing',
    'select', 'script',
  ], // prettier-ignore
  [
    (name: string) => `<${name}><b title="</${name}><img src=x onerror=${proof}>">x</b></${name}>`,
    (name: string) => `<${name}><!--</${name}><img src=x onerror=${proof}>--></${name}>`,
    (name: string) => `<${name}><img src=x onerror=${proof}></${name}>`,
  ],
  (name, write) => write(name),
);

const fostered: readonly string[] = [
  `<table><img src=x onerror=${proof}><tr><td>x</table>`,
  `<table><tr><script>${proof}</script><td>x</table>`,
  `<table><td><table><tr></td><b title="</table><img src=x onerror=${proof}>">`,
  `<table><a href=/x><tr><a href=/y><td>x</table>`,
  `<table><caption><svg><title></caption><img src=x onerror=${proof}>`,
  `<table><colgroup><col><template><script>${proof}</script></template></table>`,
  `<a><table><a></table><p><a><b><p>`,
  `<b><p><table><b></p>x</table>`,
  `<p><table></p><script>${proof}</script></table>`,
  `<select><table><option><script>${proof}</script></select>`,
  `<table><input type=hidden onfocus=${proof}><form><input></table>`,
  `<ul><table><li></ul><i><img src=x onerror=${proof}></table>`,
  `<s><table><td><s><table><td><s></table></s>`,
  `${'<b><a href=/x>'.repeat(20)}x`,
  `${'<table><tr><td>'.repeat(15)}<img src=x onerror=${proof}>`,
];

export const parserFamilies: readonly Family[] = [
  { name: 'comments and declarations', inputs: declarations },
  { name: 'foreign content', inputs: foreignContent },
  { name: 'raw texts', inputs: rawTexts },
  { name: 'foster parenting', inputs: fostered },
];
