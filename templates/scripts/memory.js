/** Name, e-mail address and website for the next time, in this browser, if the reader ticks the box (§ 25 TDDDG). */

const key = 'kommentar';
const fields = ['author', 'email', 'url'];

/**
 * Fills in what an earlier comment left. `keep` is for a comment that was sent.
 * @param {HTMLFormElement} form
 */
export function rememberReader(form) {
  const place = form.querySelector('[data-remember]');
  const box = form.querySelector('#remember');
  if (!(place instanceof HTMLElement && box instanceof HTMLInputElement)) return { keep: () => {} };
  place.hidden = false;
  const known = read();
  box.checked = known !== undefined;
  for (const input of inputs(form)) input.value ||= String(known?.[input.id] ?? '');
  box.addEventListener('change', () => box.checked || use((storage) => storage.removeItem(key)));
  const keep = () => {
    const values = Object.fromEntries(inputs(form).map(({ id, value }) => [id, value]));
    if (box.checked) use((storage) => storage.setItem(key, JSON.stringify(values)));
  };
  return { keep };
}

/** @param {HTMLFormElement} form */
function inputs(form) {
  return fields.flatMap((id) => {
    const input = form.querySelector(`#${id}`);
    return input instanceof HTMLInputElement ? [input] : [];
  });
}

/** @returns {Record<string, unknown> | undefined} */
function read() {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? 'null');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A browser that stores nothing remembers nothing.
 * @param {(storage: Storage) => void} action
 */
function use(action) {
  try {
    action(localStorage);
  } catch {}
}
