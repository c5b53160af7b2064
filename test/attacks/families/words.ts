/** Texts for fields that are no HTML: titles, names, captions, settings. Whoever writes them out has to escape them. */
import { type Family, foreign, foreignHost, proof } from './family.ts';

const elements: readonly string[] = [
  `<script>${proof}</script>`,
  `</title><script>${proof}</script>`,
  `</h1></header></article></main><script>${proof}</script>`,
  `</textarea></style></noscript><img src=x onerror=${proof}>`,
  `<img src="${foreign}.png">`,
  `<svg/onload=${proof}>`,
  `<!--<script>${proof}</script>`,
  `--><script>${proof}</script>`,
  `<![CDATA[<script>${proof}</script>]]>`,
  `<plaintext>`,
  `<base href="https://${foreignHost}/">`,
  `<meta http-equiv=refresh content="0;url=${foreign}">`,
  `&lt;script&gt;${proof}&lt;/script&gt;`,
  `&#60;script&#62;${proof}&#60;/script&#62;`,
  `&amp;lt;script&amp;gt;${proof}`,
  `<b>fett</b> & <i>kursiv`,
];

const attributes: readonly string[] = [
  `" onmouseover="${proof}`,
  `' onmouseover='${proof}`,
  `" autofocus onfocus="${proof}" x="`,
  `"><script>${proof}</script>`,
  `'><script>${proof}</script>`,
  '` onmouseover=`__hit()`',
  `x onerror=${proof}`,
  `"style="background:url(${foreign})`,
  `" srcset="${foreign} 1x`,
  `&quot; onmouseover=&quot;${proof}`,
  `&#34; onmouseover=&#34;${proof}`,
  '"/><img src=x onerror=__hit()//',
];

const json: readonly string[] = [
  `</script><script>${proof}</script>`,
  `</SCRIPT ><script>${proof}</script>`,
  `<!--<script>`,
  `"}]}</script><svg onload=${proof}>`,
  `","@type":"Fremd","x":"`,
  `\u2028${proof}\u2029`,
  '\\u003cscript\\u003e__hit()\\u003c/script\\u003e',
  `\\"},{"@type":"X"`,
  '\\',
];

const xml: readonly string[] = [
  `]]><script>${proof}</script>`,
  `]]]]><![CDATA[>`,
  `]]></content:encoded></item></channel></rss>`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;`,
  `</title><item><title>Gefälscht</title></item>`,
  `<?php system('id'); ?>`,
  '<!--#exec cmd="id" -->',
  '&nbsp;&unbekannt;&#0;&#xFFFE;',
  '<x xmlns="http://www.w3.org/1999/xhtml"><script>__hit()</script></x>',
];

const lines: readonly string[] = [
  'Zeile\nSet-Cookie: a=b',
  'Zeile\r\nLocation: https://angreifer.example/',
  'Zeile\rX',
  'Zeile\u0085X',
  'Zeile\u2028X\u2029Y',
  'Zeile\u000bX\u000cY',
  'Betreff\r\nBcc: opfer@example.org',
  '/x 200\n/* https://angreifer.example/ 301!',
  '%0d%0aSet-Cookie:a=b',
];

/** None of them is a character that may stand in a text; some end a text where a program is written in C. */
const characters: readonly string[] = [
  'a\u0000b',
  'a\u0001\u0002\u0008\u001b[31mb',
  'a\u007f\u0080\u009fb',
  'a\ufdd00\ufdd1b',
  'a\ufdd0b',
  'a\ufdd19\ufdd0b',
  'a\ufdefb',
  'a\ufffeb\uffffc',
  'a\u{1ffff}b\u{10ffff}c',
  'a\ud800b',
  'a\udc00b',
  'a\udc00\ud800b',
  'a\ufffdb\ufeffc',
  'a\u202e\u2066b\u2069\u202c',
  'a\u00ad\u200b\u200d\u2060b',
  `e${'\u0301'.repeat(60)}`,
  '\u{e0001}\u{e007f}a',
];

const templates: readonly string[] = [
  '<%= process.env.HOME %>',
  '<%~ it.site.title %>',
  "<% throw new Error('x') %>",
  '%><script>__hit()</script><%',
  '{{constructor.constructor("__hit()")()}}',
  '${__hit()}',
  '#{7*7}',
  '{% include "x" %}',
  '`+__hit()+`',
  '$& $1 $` $$',
];

const names: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'NaN',
  'null',
  'undefined',
  'commentform',
  'hauptinhalt',
];

const configuration: readonly string[] = [
  '$host',
  '${HOME}',
  '%{HTTP_HOST}e',
  '{blattmacher_goal}',
  '"; return 301 https://angreifer.example/; #',
  '"; } location / { root /; } #',
  '</IfModule>',
  '^(.*)$',
  '\\',
  "' ; id ; '",
  '`id`',
  '$(id)',
  '| id',
  '=cmd|"/c calc"!A1',
  '-rf /',
  '../../../etc/passwd',
];

export const wordFamilies: readonly Family[] = [
  { name: 'elements in texts', inputs: elements },
  { name: 'attribute breakouts in texts', inputs: attributes },
  { name: 'breakouts from JSON', inputs: json },
  { name: 'breakouts from XML', inputs: xml },
  { name: 'line breaks and headers', inputs: lines },
  { name: 'characters that are none', inputs: characters },
  { name: 'template syntax', inputs: templates },
  { name: 'names that programs know', inputs: names },
  { name: 'configuration syntax', inputs: configuration },
];
