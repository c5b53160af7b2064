import fc from 'fast-check';

const words = fc.constantFrom(
  'Nein', 'sagte', 'er', 'Hans', 'die', 'Leser*innen', 'z', 'B', 'S', 'Dr', 'Karl', 'V', 'September', 'Mai', 'km',
  'Uhr', 'Mio', '2019', '2023', '3', '5', '10', '12', '1', '0', 'x', 'ne', 'n', 's', '90er', 'a', 'd', 'h', 'u', 'R',
  'i', 'Tel', 'https://example.org/a--b', 'info@example.org', 'Ö', 'ß',
);
const signs = fc.constantFrom(
  ' ', ' ', ' ', ' ', '\n', '"', '"', "'", "'", '-', '--', '---', ' - ', ' -- ', '.', '. ', '...', ',', ', ', '!', '?',
  ':', '(', ')', '[', ']', '/', '§', '%', ' %', '€', '„', '“', '‚', '‘', '’', '»', '«', '›', '‹', '–', '…', '\u00a0',
  '\u202f', '\u00ad', '×', '\ufffc',
);

/** Random text that is full of what the rules look at. */
export const germanText = fc
  .array(fc.oneof({ weight: 4, arbitrary: words }, { weight: 5, arbitrary: signs }), { maxLength: 24 })
  .map((parts) => parts.join(''));
