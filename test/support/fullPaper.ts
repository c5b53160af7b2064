/** A small site with every kind of source: articles, an author, pages, a picture, old addresses. */
import { article, type SiteText } from './testSite.ts';

const kim = article(
  `
title: Kim besucht Flugzeugwerk
date: 2023-09-13 14:30
section: Ausland
tags: [Nordkorea, Russland]
author: anna-mueller
image: { src: kim.svg, alt: Ein Flugzeug }
aliases: [/alt/kim.html, /alt/kim/, /alt/größe]`,
  'Kim Jong Un war in Russland.',
);
export const sampleText: SiteText = {
  'content/articles/2023/kim.md': kim,
  'content/articles/weit/unten/pakt.md': article(
    'title: Pakt\ndate: 2024-06-19\nsection: Ausland\ntags: [Nordkorea]\nauthor: Jonas Weißbach',
  ),
  'content/authors/anna-mueller.md': article(
    'name: Anna Müller\nrole: Korrespondentin\nlinks: [{name: Website, url: https://anna.example/}]',
    'Sie berichtet aus *Seoul*.',
  ),
  'content/pages/impressum.md': article('title: Impressum', 'Verantwortlich ist niemand.'),
  'content/pages/ueber-uns.md': article('title: Über uns\naliases: [/wir/]', 'Wir sind wir.'),
  'content/media/kim.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
};
