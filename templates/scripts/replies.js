/** „Antworten“ below each comment: the form says whom it answers, and sends it along. */
import { texts } from './texts.js';

/** @param {HTMLFormElement} form */
export function offerReplies(form) {
  const parent = form.querySelector('[data-parent]');
  const goal = document.querySelector('[data-reply-goal]');
  const name = goal?.querySelector('span');
  const comment = form.querySelector('textarea');
  if (!(parent instanceof HTMLInputElement && goal instanceof HTMLElement && name && comment))
    return { end: () => {} };
  const none = parent.value;
  /** @type {HTMLElement | undefined} */
  let origin;
  const end = () => {
    parent.value = none;
    goal.hidden = true;
  };
  for (const button of document.querySelectorAll('[data-reply]')) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      origin = button;
      parent.value = button.dataset['reply'] ?? none;
      name.textContent = texts.replyTo(button.dataset['name'] ?? '');
      goal.hidden = false;
      document.querySelector('#respond')?.scrollIntoView();
      comment.focus({ preventScroll: true });
    });
  }
  goal.querySelector('button')?.addEventListener('click', () => {
    end();
    origin?.focus();
  });
  return { end };
}
