/** The legal pages every German site has, as `path → Markdown`. */
export function staticPages(folder: string): Record<string, string> {
  return {
    [`${folder}/impressum.md`]: page('Impressum', impressum),
    [`${folder}/datenschutz.md`]: page('Datenschutz', privacy),
  };
}

function page(title: string, text: string): string {
  return `---\ntitle: ${title}\n---\n\n${text}\n`;
}

const impressum = `Angaben nach § 5 DDG:

Blattmacher-Vergleich, Beispielstraße 1, 12345 Musterstadt, redaktion@example.org

Verantwortlich nach § 18 Abs. 2 MStV: Anna Müller, Anschrift wie oben.`;

const privacy = `Diese Seite entsteht nur für eine Messung. Sie ruft nichts von Dritten ab.`;
