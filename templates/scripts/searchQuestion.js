/** The question of a reader: in the form, and in the address, so that it can be shared. */

/** @typedef {{ words: string, filters: Record<string, string>, byDate: boolean }} Question */

/**
 * Undefined when there is nothing to look for.
 * @param {HTMLFormElement} form
 * @returns {Question | undefined}
 */
export function questionIn(form) {
  const fields = new FormData(form);
  const words = String(fields.get('q') ?? '').trim();
  const filters = Object.fromEntries(
    [...form.querySelectorAll('select[data-filter]')].flatMap((select) =>
      select instanceof HTMLSelectElement && select.value !== '' ? [[select.name, select.value]] : [],
    ),
  );
  const byDate = fields.get('reihenfolge') === 'datum';
  return words === '' && Object.keys(filters).length === 0 ? undefined : { words, filters, byDate };
}

/**
 * Fills in what the address asks for.
 * @param {HTMLFormElement} form
 */
export function fillIn(form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    // A value that is none of the options would leave the field without any.
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value))
      field.value = value;
  }
}

/** @param {HTMLFormElement} form */
export function keepInAddress(form) {
  const asked = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
  );
  const query = new URLSearchParams(asked).toString();
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
}
