/**
 * The legal pages every German site has, as `path → Markdown`.
 *
 * @param headOf more front matter of the page with an address
 */
export function staticPages(
  folder: string,
  headOf: (address: string) => string = () => '',
): Record<string, string> {
  const page = (address: string, title: string, text: string): [string, string] => [
    `${folder}/${address}.md`,
    `---\ntitle: ${title}\n${headOf(address)}---\n\n${text}\n`,
  ];
  return Object.fromEntries([
    page('impressum', 'Impressum', impressum),
    page('datenschutz', 'Datenschutz', privacy),
  ]);
}

const impressum = `Angaben nach § 5 DDG:

Blattmacher-Vergleich, Beispielstraße 1, 12345 Musterstadt, redaktion@example.org

Verantwortlich nach § 18 Abs. 2 MStV: Anna Müller, Anschrift wie oben.`;

const privacy = `Diese Seite entsteht nur für eine Messung. Sie ruft nichts von Dritten ab.`;
