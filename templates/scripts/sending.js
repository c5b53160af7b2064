/** Sends the comment without leaving the page, where the endpoint's answer can be read; else as the browser does. */
import { solveChallenge } from './proofOfWork.js';
import { texts } from './texts.js';

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof import('./validation.js').validateForm>} validation
 * @param {() => void} onSent
 */
export function sendByScript(form, validation, onSent) {
  const button = form.querySelector('[type=submit]');
  const status = form.querySelector('[role=status]');
  if (!(button && status instanceof HTMLElement)) return;
  /** @type {Say} */
  const say = (state, text) => {
    status.dataset['state'] = state;
    status.textContent = text;
  };
  let isBusy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isBusy) return;
    const faults = validation.check();
    if (faults > 0) return say('failed', texts.faults(faults));
    isBusy = true;
    button.setAttribute('aria-disabled', 'true');
    const isSent = (await prove(form, say)) && (await send(form, validation, say));
    isBusy = false;
    button.removeAttribute('aria-disabled');
    if (isSent) onSent();
  });
}

/** @typedef {(state: 'busy' | 'sent' | 'failed', text: string) => void} Say */

/**
 * @param {HTMLFormElement} form
 * @param {Say} say
 */
async function prove(form, say) {
  const proof = form.querySelector('[data-proof]');
  if (!(proof instanceof HTMLInputElement)) return true;
  say('busy', texts.checking);
  try {
    proof.value = await solveChallenge(form.dataset['challenge'] ?? '');
    proof.disabled = false;
    return true;
  } catch {
    say('failed', texts.noProof);
    return false;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof import('./validation.js').validateForm>} validation
 * @param {Say} say
 * @returns {Promise<boolean>} whether it was taken, as far as this page knows
 */
async function send(form, validation, say) {
  say('busy', texts.sending);
  if (form.dataset['readable'] === undefined) return sendNatively(form);
  const response = await post(form);
  if (response === undefined) {
    if (await isThere(form.action)) return sendNatively(form);
    say('failed', texts.unreachable);
    return false;
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) {
    const text = form.querySelector('textarea');
    if (text) text.value = '';
    say('sent', texts.sent);
    return true;
  }
  validation.tell(answer?.fields);
  say('failed', answer?.status === 'refused' ? String(answer.message) : texts.refused);
  return false;
}

/**
 * Addresses to lead the browser to are left out: with them endpoints answer with a page instead of saying how it went.
 * @param {HTMLFormElement} form
 */
function post(form) {
  const redirects = new Set(
    [...form.querySelectorAll('[data-redirect]')].map((field) => field.getAttribute('name')),
  );
  const entries = [...new FormData(form)].filter(([name]) => !redirects.has(name));
  const body = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  const headers = { accept: 'application/json' };
  return fetch(form.action, { method: 'POST', body, headers, credentials: 'omit' }).catch(() => undefined);
}

/**
 * Whether somebody answers at all, though perhaps not to this page.
 * @param {string} address
 */
function isThere(address) {
  return fetch(address, { mode: 'no-cors', credentials: 'omit' }).then(
    () => true,
    () => false,
  );
}

/** @param {HTMLFormElement} form */
function sendNatively(form) {
  HTMLFormElement.prototype.submit.call(form);
  return true;
}
