/** The legal pages every German site has, as `path → Markdown`; `extra` are more lines of front matter. */
export function staticPages(folder: string, extra = ''): Record<string, string> {
  return {
    [`${folder}/impressum.md`]: page('Impressum', extra, impressum),
    [`${folder}/datenschutz.md`]: page('Datenschutz', extra, privacy),
  };
}

function page(title: string, extra: string, text: string): string {
  return `---\ntitle: ${title}\n${extra}---\n\n${text}\n`;
}

const impressum = `Angaben nach § 5 DDG:

Blattmacher-Vergleich, Beispielstraße 1, 12345 Musterstadt, redaktion@example.org

Verantwortlich nach § 18 Abs. 2 MStV: Anna Müller, Anschrift wie oben.`;

const privacy = `Diese Seite entsteht nur für eine Messung. Sie ruft nichts von Dritten ab.`;
