/**
 * Solves a challenge of ALTCHA v2 (altcha.org, algorithm `PBKDF2/SHA-256`): which number behind the nonce, as
 * four bytes, gives a key that begins as it must?
 */

/**
 * @param {string} address of the challenge
 * @returns {Promise<string>} what the endpoint verifies: JSON as base64
 * @throws {Error} when there is no challenge, or the browser cannot do the sum
 */
export async function solveChallenge(address) {
  const response = await fetch(address, { credentials: 'omit', cache: 'no-store' });
  const { parameters, signature } = await response.json();
  const { nonce, salt, cost, keyLength, keyPrefix } = parameters;
  const password = new Uint8Array([...fromHex(nonce), 0, 0, 0, 0]);
  const counters = new DataView(password.buffer);
  const rule = { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations: cost };
  for (let counter = 0; ; counter++) {
    counters.setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = toHex(await crypto.subtle.deriveBits(rule, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix))
      return btoa(
        JSON.stringify({ challenge: { parameters, signature }, solution: { counter, derivedKey } }),
      );
  }
}

/** @param {string} hex */
function fromHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {ArrayBuffer} bytes */
function toHex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
