/**
 * Storage that outlives a page: for this tab (`tab`) or for all (`browser`). A browser that allows neither
 * stores nothing.
 */
/** @typedef {{ read: (key: string) => string | undefined, write: (key: string, value: string) => void, forget: (key: string) => void }} Memory */

export const tab = createMemory(() => sessionStorage);
export const browser = createMemory(() => localStorage);

/**
 * @param {() => Storage} storage
 * @returns {Memory}
 */
function createMemory(storage) {
  /** @type {<Value>(task: (opened: Storage) => Value) => Value | undefined} */
  const attempt = (task) => {
    try {
      return task(storage());
    } catch {
      return undefined;
    }
  };
  const name = (/** @type {string} */ key) => `blattmacher:${key}`;
  return {
    read: (key) => attempt((opened) => opened.getItem(name(key))) ?? undefined,
    write: (key, value) => attempt((opened) => opened.setItem(name(key), value)),
    forget: (key) => attempt((opened) => opened.removeItem(name(key))),
  };
}
