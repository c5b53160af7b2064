/**
 * Makes the comment form more comfortable. Without it everything works as well: the browser sends the form
 * itself and shows the page that the endpoint answers with.
 */
import { rememberReader } from './scripts/memory.js';
import { offerReplies } from './scripts/replies.js';
import { sendByScript } from './scripts/sending.js';
import { validateForm } from './scripts/validation.js';

const form = document.querySelector('#commentform');
if (form instanceof HTMLFormElement) {
  const started = form.querySelector('[data-started]');
  if (started instanceof HTMLInputElement) {
    started.value = String(Date.now());
    started.disabled = false;
  }
  form.querySelector('[data-without-script]')?.remove();
  const validation = validateForm(form);
  const memory = rememberReader(form);
  const replies = offerReplies(form);
  sendByScript(form, validation, () => {
    memory.keep();
    replies.end();
  });
}
