const thinGroups = /\B(?=(?:\d{3})+$)/g;

/** `-1234.5` → `−1.234,5`, with `decimals` digits behind the comma. Four digits alone are not grouped. */
export function formatGermanNumber(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length > 4 ? whole.replace(thinGroups, '.') : whole;
  const digits = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}
