/** What readers of a WordPress blog see is what the tree says: each kind of text, block and shortcode by an example. */
import { describe, expect, test } from 'vitest';
import { readText, remarked, shown, uploads } from './readSample.ts';

describe('Classic text', () => {
  test.each([
    [
      'has paragraphs at empty lines and breaks at others',
      'Eins\nzwei\n\nDrei <strong>vier</strong>\n<h2>Titel</h2>\nFünf',
      '<p>Eins<br>zwei</p><p>Drei <strong>vier</strong></p><h2>Titel</h2><p>Fünf</p>',
    ],
    [
      'has the ends of lines of any system',
      'Eins\r\nzwei\r\n\r\nDrei\rvier',
      '<p>Eins<br>zwei</p><p>Drei<br>vier</p>',
    ],
    [
      'opens marks again in the next paragraph',
      '<strong>Fett\n\nweiter</strong> Schluss',
      '<p><strong>Fett</strong></p><p><strong>weiter</strong> Schluss</p>',
    ],
    [
      'has paragraphs in quotes and lists',
      '<blockquote>Zitat\n\nZweiter</blockquote>\n<ul>\n<li>eins</li>\n<li>zwei\n\ndrei</li>\n</ul>',
      '<blockquote><p>Zitat</p><p>Zweiter</p></blockquote><ul><li>eins</li><li><p>zwei</p><p>drei</p></li></ul>',
    ],
    ['takes two breaks as the end of a paragraph', 'a<br />\nb<br /><br />c', '<p>a<br>b</p><p>c</p>'],
    ['keeps lines of code', '<pre>  a\n\n  b</pre>', '<import-code>  a\n\n  b</import-code>'],
    [
      'makes code in several lines a block',
      'Vor <code>x\ny</code> nach',
      '<p>Vor</p><import-code>x\ny</import-code><p>nach</p>',
    ],
    ['has no empty paragraphs', '<p>x</p>&nbsp;\n\n&nbsp;<p> <br> </p><p></p>', '<p>x</p>'],
    [
      'shows films by their address alone, other addresses as links',
      'Vor\nhttps://youtu.be/dQw4w9WgXcQ\nnach https://youtu.be/dQw4w9WgXcQ\n\nhttps://example.org/x',
      '<p>Vor</p><import-embed url="https://youtu.be/dQw4w9WgXcQ"></import-embed><p>nach https://youtu.be/dQw4w9WgXcQ</p><p><a href="https://example.org/x">https://example.org/x</a></p>',
    ],
    [
      'knows posts of Mastodon on any host',
      'https://norden.social/@kim/109876543210',
      '<import-embed url="https://norden.social/@kim/109876543210"></import-embed>',
    ],
    [
      'goes on after „more“ and after the end of a page',
      'Eins<!--more Weiter-->Zwei<!--nextpage-->Drei <!-- still -->',
      '<p>Eins</p><p>Zwei</p><p>Drei</p>',
    ],
  ])('%s', (_, content, html) => {
    expect(shown(content)).toBe(html);
  });

  test('tells that pages became one', () => {
    expect(remarked('Eins<!--more-->Zwei<!--nextpage-->Drei')).toEqual(['left-over: <!--nextpage-->']);
  });
});

describe('Elements in others where they cannot stand', () => {
  test.each([
    [
      'a source is a title where its quote is none any more',
      '<h3>Nach <blockquote>Wort <i>und <cite>Kim</cite></i> <cite>Die <i>Zeit</i></cite></blockquote></h3>',
      '<h3>Nach<br>Wort <em>und Kim</em><br><em>Die Zeit</em></h3>',
    ],
    [
      'the source of a bold quote stays below it',
      '<b>Vor<blockquote>Wort<cite>Kim</cite></blockquote></b>',
      '<p><strong>Vor</strong></p><blockquote><p><strong>Wort</strong></p><cite><strong>Kim</strong></cite></blockquote>',
    ],
    [
      'a place with a name stands before the link that it is in',
      '<a href="#n">hin</a>\n\n<a href="/x">Zum <b id="n">Hafen</b></a>',
      '<p><a href="#n">hin</a></p><p id="n"><a href="https://hafenpost.de/x">Zum <strong>Hafen</strong></a></p>',
    ],
    [
      'a place with a name parts no list from the words before it',
      '<a href="#n">hin</a><ul><li>Eins<p></p><a name="n"></a><ul><li>zwei</li></ul></li></ul>',
      '<p><a href="#n">hin</a></p><ul><li>Eins<a id="n"></a><ul><li>zwei</li></ul></li></ul>',
    ],
    [
      'a place with a name is not emphasised',
      '<a href="#n">hin</a><em><ol></em><a name="n"></a><div>Eins',
      '<p><a href="#n">hin</a></p><ol><li><a id="n"></a>Eins</li></ol>',
    ],
    [
      'a picture in bold text stays with its caption',
      '<b>Vor<figure><img src="a.jpg" alt=""><figcaption>Kai</figcaption></figure></b>',
      '<p><strong>Vor</strong></p><figure><img src="https://hafenpost.de/2019/05/beitrag/a.jpg" alt=""><figcaption>Kai</figcaption></figure>',
    ],
  ])('%s', (_, content, html) => {
    expect(shown(content)).toBe(html);
  });
});

describe('Square brackets', () => {
  test('are text where nobody meant a shortcode', () => {
    const content =
      'Das [sic!] ist […] wahr [1], [Name der Red.], [x_1], [foo], [Download], [Gallery], [Anm. d. Red.: „a“], [siehe S. 5/6], [a=b]';
    expect(shown(content)).toBe(`<p>${content}</p>`);
    expect(remarked(content)).toEqual([]);
  });

  test('twice are a shortcode that somebody writes about', () => {
    expect(shown('Schreibe [[gallery ids="1"]] so.')).toBe('<p>Schreibe [gallery ids="1"] so.</p>');
  });

  test('in attributes and code stay', () => {
    expect(shown('<a href="/?a[b]=1" title="[gallery]">x</a> <code>[gallery]</code>')).toBe(
      '<p><a href="https://hafenpost.de/?a[b]=1" title="[gallery]">x</a> <code>[gallery]</code></p>',
    );
  });
});

describe('Shortcodes', () => {
  test.each([
    [
      'caption',
      `[caption id="attachment_7" width="300"]<a href="${uploads}hafen.jpg"><img src="${uploads}hafen-300x200.jpg" class="wp-image-7" alt="" /></a> Der <em>Hafen</em> [1][/caption] Danach`,
      '<figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>Der <em>Hafen</em> [1]</figcaption></figure><p>Danach</p>',
    ],
    [
      'caption of the old form',
      `[caption id="attachment_7" caption="Alte &quot;Form&quot;"]<img src="${uploads}hafen-300x200.jpg">[/caption]`,
      '<figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>Alte "Form"</figcaption></figure>',
    ],
    [
      'wp_caption with a link elsewhere',
      '[wp_caption caption="Kai"]<a href="https://a.de/"><img src="b.jpg" alt="B"></a>[/wp_caption]',
      '<figure><a href="https://a.de/"><img src="https://hafenpost.de/2019/05/beitrag/b.jpg" alt="B"></a><figcaption>Kai</figcaption></figure>',
    ],
    [
      'gallery of named pictures',
      '[gallery ids="8,7" columns="2" link="file"]',
      '<import-gallery columns="2"><figure><img src="U/kran.jpg" alt=""></figure><figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>Am <em>Kai</em></figcaption></figure></import-gallery>',
    ],
    [
      'gallery of all pictures of the post',
      '[gallery]',
      '<import-gallery><figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>Am <em>Kai</em></figcaption></figure><figure><img src="U/kran.jpg" alt=""></figure></import-gallery>',
    ],
    [
      'playlist',
      '[playlist ids="9"]',
      '<figure><audio src="U/ton.mp3"></audio><figcaption>Ein Ton</figcaption></figure>',
    ],
    [
      'audio and video',
      `[audio src="${uploads}ton.mp3"][video width="640" mp4="https://a.de/f.mp4" poster="/p.jpg"][/video]`,
      '<audio src="U/ton.mp3"></audio><video src="https://a.de/f.mp4" poster="https://hafenpost.de/p.jpg"></video>',
    ],
    [
      'embeds of all forms',
      '[embed width="1"]https://vimeo.com/123456[/embed] und [youtube https://www.youtube.com/watch?v=abcdefghijk&rel=0] [youtube=http://youtu.be/abcdefghijk] [vimeo 12345]',
      '<import-embed url="https://vimeo.com/123456"></import-embed><p>und</p><import-embed url="https://www.youtube.com/watch?v=abcdefghijk"></import-embed><import-embed url="http://youtu.be/abcdefghijk"></import-embed><import-embed url="https://vimeo.com/12345"></import-embed>',
    ],
    [
      'boxes, columns and buttons',
      '[su_box title="Achtung"]Text <b>x</b>[/su_box] [button url="/abo"]Abo[/button] [one_half]links[/one_half][one_half_last]rechts[/one_half_last]',
      '<p><strong>Achtung</strong></p><p>Text <strong>x</strong></p><p><a href="https://hafenpost.de/abo">Abo</a></p><p>links</p><p>rechts</p>',
    ],
    [
      'notes, quotes, things to open',
      'Wort[efn_note]Die Note.[/efn_note] weiter [pullquote author="Kim"]Gezogen[/pullquote][su_spoiler title="Frage"]Antwort[/su_spoiler]',
      '<p>Wort<import-footnote><p>Die Note.</p></import-footnote> weiter</p><import-pull-quote><p>Gezogen</p><cite>Kim</cite></import-pull-quote><details><summary>Frage</summary><p>Antwort</p></details>',
    ],
    [
      'code',
      '[code language="php"]if (a &lt; b) {\n\n  c[0];\n}[/code]',
      '<import-code language="php">if (a &lt; b) {\n\n  c[0];\n}</import-code>',
    ],
    ['marks of forums', '[i]kursiv[/i] [b]fett[/b]', '<p><em>kursiv</em> <strong>fett</strong></p>'],
    [
      'WPBakery',
      `[vc_row][vc_column width="1/2"][vc_custom_heading text="Titel" font_container="tag:h3|x"][vc_column_text]Eins\n\nzwei[/vc_column_text][vc_single_image image="7"][vc_btn title="Mehr" link="url:https%3A%2F%2Fa.de|title:x"][vc_raw_html]JTNDcCUzRUhhbGxvJTNDJTJGcCUzRQ==[/vc_raw_html][/vc_column][/vc_row]`,
      '<h3>Titel</h3><p>Eins</p><p>zwei</p><p><img src="U/hafen-scaled.jpg" alt="Der Hafen"></p><p><a href="https://a.de">Mehr</a></p><p>Hallo</p>',
    ],
    [
      'Divi',
      `[et_pb_section][et_pb_row][et_pb_text]<p>Hallo</p>[/et_pb_text][et_pb_image src="${uploads}kran-300x200.jpg" alt="Kran"][/et_pb_image][et_pb_toggle title="Frage?"]Antwort[/et_pb_toggle][/et_pb_row][/et_pb_section]`,
      '<p>Hallo</p><p><img src="U/kran.jpg" alt="Kran"></p><details><summary>Frage?</summary><p>Antwort</p></details>',
    ],
    [
      'Avia and Fusion',
      `[av_heading heading='Kopf' tag='h3'][av_textblock]Text[/av_textblock][fusion_imageframe]${uploads}kran.jpg[/fusion_imageframe][fusion_title size="2"]Titel[/fusion_title]`,
      '<h3>Kopf</h3><p>Text</p><p><img src="U/kran.jpg" alt=""></p><h2>Titel</h2>',
    ],
    ['what nobody closes or opens', 'a [su_box]b [/vc_row] c [gallery', '<p>a</p><p>b c [gallery</p>'],
  ])('are read: %s', (_, content, html) => {
    expect(shown(content)).toBe(html);
  });

  test('that are unknown leave what is in them, and their name', () => {
    const content = 'Siehe [contact-form-7 id="12"] [foo a="b"] [bar]innen <b>fett</b>[/bar]';
    expect(shown(content)).toBe(
      '<p>Siehe <import-left-over name="[contact-form-7]"></import-left-over> <import-left-over name="[foo]"></import-left-over> <import-left-over name="[bar]">innen <strong>fett</strong></import-left-over></p>',
    );
    expect(remarked(content)).toEqual([
      'left-over: [contact-form-7 id="12"]',
      'left-over: [foo a="b"]',
      'left-over: [bar]',
    ]);
  });

  test('that made no text are only told', () => {
    expect(shown('[TOC]Text [addtoany]')).toBe('<p>Text</p>');
    expect(remarked('[TOC]Text [addtoany]')).toEqual(['left-over: [TOC]', 'left-over: [addtoany]']);
  });

  test('tell which files are missing', () => {
    expect(remarked('[gallery ids="7,8,99"]')).toEqual(['picture: [gallery ids="7,8,99"]']);
    expect(readText('[gallery ids="7,8,99"]').remarks[0]?.reason).toBe(
      'Im Export fehlen Dateien dieser Galerie oder Liste: Nummer 99.',
    );
  });
});

describe('Blocks', () => {
  const block = (name: string, html: string): string =>
    `<!-- wp:${name} -->\n${html}\n<!-- /wp:${name.split(' ')[0] ?? ''} -->\n\n`;

  test.each([
    [
      'paragraphs, headings, lists',
      block('paragraph', '<p>Eine\nZeile</p>') +
        block('heading {"level":3}', '<h3 class="wp-block-heading" id="ziel">Kopf</h3>') +
        block(
          'list',
          '<ul><!-- wp:list-item -->\n<li>a<!-- wp:list {"ordered":true} --><ol start="3"><li>b</li></ol><!-- /wp:list --></li>\n<!-- /wp:list-item --></ul>',
        ),
      '<p>Eine Zeile</p><h3 id="ziel">Kopf</h3><ul><li>a<ol start="3"><li>b</li></ol></li></ul>',
    ],
    [
      'quotes and pull quotes',
      block(
        'quote',
        '<blockquote class="wp-block-quote"><!-- wp:paragraph --><p>Zitat</p><!-- /wp:paragraph --><cite>Kim</cite></blockquote>',
      ) +
        block(
          'pullquote',
          '<figure class="wp-block-pullquote"><blockquote><p>Groß</p><cite>Ada</cite></blockquote></figure>',
        ),
      '<blockquote><p>Zitat</p><cite>Kim</cite></blockquote><import-pull-quote><p>Groß</p><cite>Ada</cite></import-pull-quote>',
    ],
    [
      'a picture that leads to itself',
      block(
        'image {"id":7}',
        `<figure class="wp-block-image"><a href="${uploads}hafen-scaled.jpg"><img src="${uploads}hafen-1024x683.jpg" alt="" class="wp-image-7"/></a><figcaption>Am <strong>Kai</strong></figcaption></figure>`,
      ),
      '<figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>Am <strong>Kai</strong></figcaption></figure>',
    ],
    [
      'galleries of old',
      block(
        'gallery {"ids":[7,8]}',
        `<figure class="wp-block-gallery columns-2"><ul class="blocks-gallery-grid"><li class="blocks-gallery-item"><figure><img src="${uploads}hafen-300x200.jpg" data-id="7"/><figcaption>eins</figcaption></figure></li><li class="blocks-gallery-item"><figure><img src="${uploads}kran.jpg"/></figure></li></ul><figcaption class="blocks-gallery-caption">Alle</figcaption></figure>`,
      ),
      '<import-gallery columns="2"><figure><img src="U/hafen-scaled.jpg" alt="Der Hafen"><figcaption>eins</figcaption></figure><figure><img src="U/kran.jpg" alt=""></figure></import-gallery><p>Alle</p>',
    ],
    [
      'galleries of today',
      block(
        'gallery',
        `<figure class="wp-block-gallery has-nested-images columns-default"><!-- wp:image {"id":7} --><figure class="wp-block-image"><img src="${uploads}hafen-1024x683.jpg" class="wp-image-7" alt="H"/></figure><!-- /wp:image --><!-- wp:image --><figure class="wp-block-image"><img src="b.jpg" alt="B"/></figure><!-- /wp:image --></figure>`,
      ),
      '<import-gallery><figure><img src="U/hafen-scaled.jpg" alt="H"></figure><figure><img src="https://hafenpost.de/2019/05/beitrag/b.jpg" alt="B"></figure></import-gallery>',
    ],
    [
      'media and text, cover',
      block(
        'media-text',
        `<div class="wp-block-media-text"><figure class="wp-block-media-text__media"><img src="${uploads}kran.jpg" alt="K"/></figure><div class="wp-block-media-text__content"><!-- wp:paragraph --><p>Daneben</p><!-- /wp:paragraph --></div></div>`,
      ) +
        block(
          'cover',
          `<div class="wp-block-cover" style="background-image:url(${uploads}kran-300x200.jpg)"><p class="wp-block-cover-text">Darauf</p></div>`,
        ),
      '<p><img src="U/kran.jpg" alt="K"></p><p>Daneben</p><p><img src="U/kran.jpg" alt=""></p><p>Darauf</p>',
    ],
    [
      'films, sounds, files, buttons',
      block(
        'video',
        '<figure class="wp-block-video"><video controls src="https://a.de/f.mp4"></video><figcaption>Film</figcaption></figure>',
      ) +
        block(
          'file',
          `<div class="wp-block-file"><a href="${uploads}plan.pdf">Plan</a><a href="${uploads}plan.pdf" class="wp-block-file__button" download>Herunterladen</a></div>`,
        ) +
        block(
          'buttons',
          '<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/abo">Abo</a></div></div>',
        ),
      '<figure><video src="https://a.de/f.mp4"></video><figcaption>Film</figcaption></figure><p><a href="U/plan.pdf">Plan</a></p><p><a href="https://hafenpost.de/abo">Abo</a></p>',
    ],
    [
      'embeds whose address is in the attributes alone',
      '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcdefghijk"} /-->',
      '<import-embed url="https://www.youtube.com/watch?v=abcdefghijk"></import-embed>',
    ],
    [
      'embeds with a caption',
      '<!-- wp:core-embed/vimeo {"url":"https://vimeo.com/12345"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://vimeo.com/12345\n</div><figcaption>Ein Film</figcaption></figure><!-- /wp:core-embed/vimeo -->',
      '<import-embed url="https://vimeo.com/12345"><figcaption>Ein Film</figcaption></import-embed>',
    ],
    [
      'verse and code',
      block('verse', '<pre class="wp-block-verse">Zeile eins\nZeile <em>zwei</em>\n\nStrophe</pre>') +
        block('code', '<pre class="wp-block-code"><code class="language-php">a &lt; b\n  c</code></pre>'),
      '<p>Zeile eins<br>Zeile <em>zwei</em></p><p>Strophe</p><import-code language="php">a &lt; b\n  c</import-code>',
    ],
    [
      'tables',
      block(
        'table',
        '<figure class="wp-block-table"><table><thead><tr><th>A</th><th class="has-text-align-right">B</th></tr></thead><tbody><tr><td colspan="2">c</td></tr></tbody><tfoot><tr><td>f</td><td></td></tr></tfoot></table><figcaption>Werte</figcaption></figure>',
      ),
      '<figure><table><thead><tr><th>A</th><th align="right">B</th></tr></thead><tbody><tr><td colspan="2">c</td></tr></tbody><tfoot><tr><td>f</td><td></td></tr></tfoot></table><figcaption>Werte</figcaption></figure>',
    ],
    [
      'details and layout',
      block(
        'group',
        '<div class="wp-block-group"><!-- wp:columns --><div class="wp-block-columns"><div class="wp-block-column"><p>l</p></div><div class="wp-block-column"><p>r</p></div></div><!-- /wp:columns --></div>',
      ) +
        block(
          'details',
          '<details class="wp-block-details"><summary>Mehr</summary><!-- wp:paragraph --><p>Innen</p><!-- /wp:paragraph --></details>',
        ) +
        block('separator', '<hr class="wp-block-separator"/>') +
        block('spacer', '<div style="height:9px" aria-hidden="true"></div>'),
      '<p>l</p><p>r</p><details><summary>Mehr</summary><p>Innen</p></details><hr>',
    ],
    [
      'links to networks',
      '<!-- wp:social-links --><ul class="wp-block-social-links"><!-- wp:social-link {"url":"https://norden.social/@kim","service":"mastodon"} /--></ul><!-- /wp:social-links -->',
      '<ul><li><a href="https://norden.social/@kim">Mastodon</a></li></ul>',
    ],
    [
      'classic text between blocks',
      `${block('paragraph', '<p>eins</p>')}Frei\n\nzwei\n\n${block('shortcode', '[su_box]Kasten[/su_box]')}`,
      '<p>eins</p><p>Frei</p><p>zwei</p><p>Kasten</p>',
    ],
    ['reusable blocks', '<!-- wp:block {"ref":5} /-->', '<p>Immer wieder.</p>'],
    [
      'blocks of page builders',
      block(
        'kadence/rowlayout',
        '<div class="kb"><!-- wp:generateblocks/text --><p>Text</p><!-- /wp:generateblocks/text --></div>',
      ),
      '<p>Text</p>',
    ],
    [
      'broken comments',
      '<!-- wp:paragraph {"a": --><p>eins</p><!-- /wp:group --><!-- wp:quote --><blockquote><p>zwei</p></blockquote><!-- wp:',
      '<p>eins</p><blockquote><p>zwei</p></blockquote>',
    ],
  ])('are read: %s', (_, content, html) => {
    expect(shown(content)).toBe(html);
  });

  test('have their footnotes where their marks stand, and those without a mark at the end', () => {
    const notes = '[{"content":"Die <em>Note</em>","id":"u1"},{"content":"Übrig","id":"u2"}]';
    const content =
      block(
        'paragraph',
        '<p>Text<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup> weiter.</p>',
      ) + '<!-- wp:footnotes /-->';
    expect(shown(content, notes)).toBe(
      '<p>Text<import-footnote><p>Die <em>Note</em></p></import-footnote> weiter.</p><ol><li><p>Übrig</p></li></ol>',
    );
  });

  test('that WordPress fills anew are left out by name', () => {
    const content =
      '<!-- wp:latest-posts /--><!-- wp:query --><div><!-- wp:post-template --><h2>Überall</h2><!-- /wp:post-template --></div><!-- /wp:query --><!-- wp:search {"label":"Suche"} /-->';
    expect(shown(content)).toBe('');
    expect(remarked(content)).toEqual([
      'left-over: Die Liste der neuesten Beiträge (wp:latest-posts)',
      'left-over: Eine Liste von Beiträgen (wp:query)',
      'left-over: Das Suchfeld (wp:search Suche)',
    ]);
  });

  test('of unknown plugins stay readable and are named', () => {
    const content =
      '<!-- wp:foo/karte {"lat":5} /--><!-- wp:foo/kasten --><div><p>Lesbar</p></div><!-- /wp:foo/kasten --><!-- wp:acf/zitat {"data":{"text":"Ein Satz aus Feldern.","_text":"field_1"}} /-->';
    expect(shown(content)).toBe(
      '<import-left-over name="wp:foo/karte"></import-left-over><import-left-over name="wp:foo/kasten"><p>Lesbar</p></import-left-over><import-left-over name="wp:acf/zitat"><p>Ein Satz aus Feldern.</p></import-left-over>',
    );
    expect(remarked(content)).toEqual([
      'left-over: wp:foo/karte {"lat":5}',
      'left-over: wp:foo/kasten Lesbar',
      'left-over: wp:acf/zitat Ein Satz aus Feldern.',
    ]);
  });

  test('that hold themselves, or are missing, are named and stand once', () => {
    expect(shown('<!-- wp:block {"ref":6} /--><!-- wp:block {"ref":77} /-->')).toBe(
      '<p>Kreis</p><import-left-over name="wp:block 6"></import-left-over><import-left-over name="wp:block 77"></import-left-over>',
    );
    expect(remarked('<!-- wp:block {"ref":6} /--><!-- wp:block {"ref":77} /-->')).toEqual([
      'words: wp:block 6',
      'words: wp:block 77',
    ]);
  });

  test('that multiply do not fill the memory', () => {
    expect(remarked('<!-- wp:block {"ref":30} /-->')).toContain('words: wp:block 32');
  });
});

describe('HTML', () => {
  test.each([
    [
      'marks merge, and blanks stand outside of them',
      '<p><b> Fett </b>und<i>kursiv </i><em> x</em></p><p><strong>a<strong>b</strong></strong><b>c</b></p>',
      '<p><strong>Fett</strong> und<em>kursiv</em> <em>x</em></p><p><strong>abc</strong></p>',
    ],
    [
      'styles become marks or go',
      '<p><span style="font-weight:700;font-style:italic">beides</span> <font color="red">rot</font> <b style="font-weight:normal">dünn</b> <s>weg</s> <tt>x</tt> H<sub>2</sub>O <kbd>K</kbd> <abbr title="Abkürzung">Abk.</abbr> <q>Ja</q></p>',
      '<p><em><strong>beides</strong></em> rot dünn <del>weg</del> <code>x</code> H<sub>2</sub>O <kbd>K</kbd> <abbr title="Abkürzung">Abk.</abbr> „Ja“</p>',
    ],
    [
      'languages stay',
      '<p lang="en">The <span lang="de">Hafen</span></p><div lang="fr"><p>Bonjour</p></div>',
      '<p lang="en">The <span lang="de">Hafen</span></p><p lang="fr">Bonjour</p>',
    ],
    [
      'places that links lead to keep their names',
      '<a name="oben"></a><h2>Oben</h2><p id="unten">Ziel <a href="#unten">hin</a></p><p id="egal">x</p>',
      '<h2 id="oben">Oben</h2><p id="unten">Ziel <a href="#unten">hin</a></p><p>x</p>',
    ],
    [
      'a link around blocks is in each of them',
      '<a href="/x"><h3>Karte</h3><p>Text</p></a>',
      '<h3><a href="https://hafenpost.de/x">Karte</a></h3><p><a href="https://hafenpost.de/x">Text</a></p>',
    ],
    [
      'a picture that waits for a script stands once',
      `<p><img data-src="${uploads}kran-300x200.jpg" src="data:image/gif;base64,R0"><noscript><img src="${uploads}kran-300x200.jpg"></noscript></p>`,
      '<p><img src="U/kran.jpg" alt=""></p>',
    ],
    [
      'proxies and sizes give way to the original',
      `<p><img src="https://i0.wp.com/hafenpost.de/wp-content/uploads/2019/05/kran.jpg?resize=300%2C200&ssl=1"> <a href="https://www.hafenpost.de/wp-content/uploads/2019/05/neu.jpg"><img src="https://hafenpost.de/wp-content/uploads/2019/05/neu-150x150.jpg" alt="Neu"></a></p>`,
      '<p><img src="U/kran.jpg" alt=""> <img src="https://www.hafenpost.de/wp-content/uploads/2019/05/neu.jpg" alt="Neu"></p>',
    ],
    [
      'signs of old are text',
      '<p>Lachen <img class="wp-smiley" alt=":-)" src="x.gif"></p>',
      '<p>Lachen :-)</p>',
    ],
    [
      'frames are named by the page they show',
      '<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0&start=9"></iframe><iframe data-src="https://player.vimeo.com/video/123456?h=abcdef12" src="about:blank"></iframe><iframe src="https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=1"></iframe>',
      '<import-embed url="https://www.youtube.com/watch?v=abcdefghijk&amp;t=9"></import-embed><import-embed url="https://vimeo.com/123456/abcdef12"></import-embed><import-embed url="https://soundcloud.com/a/b"></import-embed>',
    ],
    [
      'old players too',
      '<object><param name="movie" value="http://www.youtube.com/v/abcdefghijk"><embed src="http://www.youtube.com/v/abcdefghijk"></object>',
      '<import-embed url="https://www.youtube.com/watch?v=abcdefghijk"></import-embed>',
    ],
    [
      'posts elsewhere keep their words',
      '<blockquote class="twitter-tweet"><p>Ein Satz</p>&mdash; Kim <a href="https://twitter.com/kim/status/123?ref_src=twsrc">Mai</a></blockquote>',
      '<import-embed url="https://twitter.com/kim/status/123"><figcaption>Ein Satz<br>— Kim <a href="https://twitter.com/kim/status/123?ref_src=twsrc">Mai</a></figcaption></import-embed>',
    ],
    [
      'lists in lists and items without one',
      '<ul><li>a</li><ul><li>b</li></ul></ul><li>lose</li><li>zwei</li>',
      '<ul><li>a<ul><li>b</li></ul></li></ul><ul><li>lose</li><li>zwei</li></ul>',
    ],
    ['a table of one cell is none', '<table><tr><td><p>Kasten</p></td></tr></table>', '<p>Kasten</p>'],
  ])('%s', (_, content, html) => {
    expect(shown(content)).toBe(html);
  });

  test('has no script, form, handler or style, and each is named', () => {
    const content =
      '<script>alert(1)</script><p onclick="x()">Text <a href="java&#9;script:alert(1)">klick</a></p><style>p{}</style><form action="/s"><label>Suche</label><input name="q"></form><iframe src="javascript:1"></iframe><p><img src="data:image/png;base64,AAAA" alt="Daten"></p><svg><text>Karte</text></svg>';
    expect(shown(content)).toBe(
      '<p>Text klick</p><p>Suche<import-left-over name="<iframe>"></import-left-over></p><p>Daten</p>',
    );
    expect(remarked(content)).toEqual([
      'left-over: <form action="/s">',
      'left-over: <script> alert(1)',
      'left-over: onclick="x()"',
      'link: klick → java script:alert(1)',
      'left-over: <style> p{}',
      'embed: <iframe> javascript:1',
      'picture: Daten',
      'picture: Karte',
    ]);
  });

  test('in code has no marks and links, which is told', () => {
    const content = '<pre>a <b>fett</b> <a href="/x">Link</a></pre>';
    expect(shown(content)).toBe('<import-code>a fett Link</import-code>');
    expect(remarked(content)).toEqual(['link: Link → /x', 'emphasis: fett']);
  });

  test('keeps what a plugin put between the cells of a table before it', () => {
    expect(shown('<table><tr><td>a</td>[gallery ids="8"]<td>b</td></tr></table>')).toBe(
      '<p><img src="U/kran.jpg" alt=""></p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    );
  });

  test('of counters and of what was hidden is not taken, but told', () => {
    expect(
      shown(
        '<p>Text<img src="https://vg07.met.vgwort.de/na/abc" width="1" height="1"><span style="display:none">versteckt</span></p>',
      ),
    ).toBe('<p>Text</p>');
    expect(
      remarked(
        '<p><img src="https://vg07.met.vgwort.de/na/abc" width="1" height="1"><span style="display:none">versteckt</span></p>',
      ),
    ).toEqual(['left-over: https://vg07.met.vgwort.de/na/abc', 'left-over: versteckt']);
  });
});
