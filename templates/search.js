/** The search page: what the form asks for is looked up by Pagefind, in the reader's own browser. */
import { openIndex } from './scripts/searchIndex.js';
import { fillIn, keepInAddress, questionIn } from './scripts/searchQuestion.js';
import { createResultList } from './scripts/searchResults.js';
import { texts } from './scripts/searchTexts.js';

/** Typing goes on for so long, ms. */
const pause = 250;

const form = document.querySelector('[data-search]');
const results = document.querySelector('[data-results]');
if (form instanceof HTMLFormElement && results instanceof HTMLElement) {
  const find = openIndex(form.dataset['search'] ?? '');
  const list = createResultList(results);
  let latest = 0;
  const search = async () => {
    const question = questionIn(form);
    keepInAddress(form);
    const number = ++latest;
    if (!question) return list.say('');
    const found = await find(question).catch(() => undefined);
    // The reader may have typed on meanwhile.
    if (number !== latest) return;
    if (found) list.show(found, question.words);
    else list.say(texts.unreachable);
  };
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, pause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void search();
  });
  fillIn(form);
  form.hidden = false;
  document.querySelector('[data-without-script]')?.remove();
  if (questionIn(form)) void search();
}
