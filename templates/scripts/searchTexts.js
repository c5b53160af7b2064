/** Every German word that the search says by itself. */
export const texts = {
  /** @param {number} count @param {string} words */
  found: (count, words) => {
    const results =
      count === 1 ? '1 Ergebnis' : `${count === 0 ? 'Keine' : count.toLocaleString('de')} Ergebnisse`;
    return words === '' ? results : `${results} für „${words}“`;
  },
  nothing: 'Versuche es mit einem kürzeren oder ähnlichen Wort, oder suche in allen Ressorts und Jahren.',
  unreachable: 'Die Suche ist gerade nicht erreichbar. Versuche es später noch einmal.',
};
