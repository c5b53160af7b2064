/** Where every history begins: a small site with every kind of source and of relation between them. */
import { article, type SiteText, svgPicture } from '../support/testSite.ts';

const settings = `title: Der Bote
url: https://example.org/
description: Nachrichten aus der Nachbarschaft
language: de
timezone: Europe/Berlin
permalink: /:year/:month/:slug/
articlesPerPage: 5
feedItems: 6
html: []
typography: true
related: { limit: 3, inText: 1 }
comments: { endpoint: "https://comments.example.org/comments" }
design: { socialPictures: nie }
`;

const articles: SiteText = {
  'content/articles/kim.md': article(
    `title: Kim besucht Flugzeugwerk
date: 2023-09-13 14:30
section: Ausland
tags: [Nordkorea, Russland, Flugzeuge]
authors: anna-mueller
image: { src: kim.svg, alt: Ein Flugzeug }
slug: kim
aliases: [/alt/kim.html, /alt/kim/]`,
    'Kim war dort. Mehr im [Pakt](weit/pakt.md).',
  ),
  'content/articles/weit/pakt.md': article(
    `title: Der Pakt
date: 2024-06-19
section: Ausland
tags: [Nordkorea, Russland]
description: Zwei einigen sich.
authors: Jonas Weißbach
slug: pakt
related: [bus]
series: Nordkorea
kiker: ein Tippfehler`,
    '"Wir", sagte er.\n\nNoch ein Absatz - mit Strich.\n\n![Der Hafen](hafen.svg)',
  ),
  'content/articles/weit/bahn.md': article(
    'title: Die Bahn\ndate: 2024-02-01\nsection: Inland\ntags: [Verkehr, Bahn]\nslug: bahn\nlabel: meinung',
    'Die Bahn und ihr Bus: <blink>wichtig</blink>.',
  ),
  'content/articles/weit/bus.md': article(
    `title: Der Bus
date: 2024-01-01
section: Inland
tags: [Verkehr]
slug: bus
corrections: [{ date: 2024-01-03, text: Es war ein Bus. }]
comments: closed`,
    'Der Bus fährt. Mehr im [Bericht](/medien/bericht) und [hier](../../media/bericht.pdf).',
  ),
  'content/articles/ort/markt.md': article('title: Markt\ndate: 2026-09-30\ntags: [Köln]\nsection: Sport'),
  'content/articles/ort/fest.md': article('title: Fest\ndate: 2026-09-30 18:00\ntags: [Köln, Grün]'),
  'content/articles/ort/verein.md': article(
    'title: Verein\ndate: 2025-05-05\ntags: [Köln]\nexpires: 2026-10-20',
  ),
  'content/articles/ort/alt.md': article(
    'title: Abgelaufen\ndate: 2025-05-05\nexpires: 2025-06-01\ntags: [SPD]',
  ),
  'content/articles/ort/bald.md': article('title: Geplant\ndate: 2026-10-02 09:00\ntags: [Verkehr, SPD]'),
  'content/articles/ort/entwurf.md': article('title: Entwurf\ndate: 2026-01-01\ndraft: true\ntags: [Geheim]'),
};

export const firstSite: SiteText = {
  'site.yaml': settings,
  ...articles,
  'content/authors/anna-mueller.md': article(
    'name: Anna Müller\nrole: Korrespondentin\nimage: { src: neu/turm.svg, alt: Sie }',
    'Sie berichtet aus *Seoul*.',
  ),
  'content/authors/bea-oez.md': article('name: Bea Öz', 'Sie kennt den Bus.'),
  'content/dossiers/verkehr.md': article(
    'title: Alles fährt\nimage: { src: hafen.svg, alt: Hafen }\narticles: [bus]',
    'Wohin nur?',
  ),
  'content/pages/impressum.md': article('title: Impressum', 'Verantwortlich ist niemand.'),
  'content/pages/ueber-uns.md': article('title: Über uns\naliases: [/wir/]', 'Wir sind [wir](impressum.md).'),
  'content/media/kim.svg': svgPicture,
  'content/media/kim.svg.yaml': 'alt: Ein Flugzeug\ncaption: So "groß"\ncredit: Bote\n',
  'content/media/hafen.svg': svgPicture.replace('M0', 'M1'),
  'content/media/neu/turm.svg': svgPicture.replace('M0', 'M2'),
  'content/media/ton.mp3': new Uint8Array([73, 68, 51, 0]),
  'content/media/bericht.pdf': new Uint8Array([37, 80, 68, 70, 255, 0, 1]),
  'content/comments/kim/1.yaml': 'name: Eva\ndate: 2024-01-01 10:00\ntext: Schön.\n',
  'content/comments/pakt/1.yaml': 'name: Udo\ndate: 2024-07-01 10:00\ntext: Nun ja.\n',
  'templates/parts/kicker.eta': '<p class="eigen"><%= it.kicker %></p>\n',
  'templates/styles/print.css': '@media print { nav { display: none } }\n',
  'templates/static/robots.txt': 'User-agent: *\n',
};
