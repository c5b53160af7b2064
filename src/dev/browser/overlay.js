/** Overlay on top of the page: errors by themselves, warnings on demand. */
import { element } from './element.js';
import { surface } from './surface.js';
import { texts } from './texts.js';

/** @typedef {import('../previewEvents.ts').PageState} PageState */
/** @typedef {import('../previewEvents.ts').FaultState} Fault */
/** @typedef {'errors' | 'warnings'} List */

const dialog = element('dialog', { 'aria-labelledby': 'headline', 'aria-describedby': 'lead' });
surface.append(dialog);
dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());

/** @type {PageState | undefined} */
let current;
/** @type {List} */
let opened = 'errors';

/** Shows the errors; when there are none, only warnings that are being read stay open. @param {PageState} state */
export function showFaults(state) {
  current = state;
  if (state.errors.list.length > 0) openFaults('errors');
  else if (dialog.open && opened === 'warnings' && state.warnings.list.length > 0) openFaults('warnings');
  else dialog.close();
}

/** @param {List} list */
export function openFaults(list) {
  if (!current) return;
  opened = list;
  dialog.className = list;
  dialog.setAttribute('role', list === 'errors' ? 'alertdialog' : 'dialog');
  const sheet = createSheet(current, list);
  dialog.replaceChildren(sheet);
  if (dialog.open) sheet.focus();
  else dialog.showModal();
}

export function closeFaults() {
  dialog.close();
}

/**
 * @param {PageState} state
 * @param {List} kind
 */
function createSheet(state, kind) {
  const { headline, list, more } = state[kind];
  const hasPage = !document.body.classList.contains('blattmacher-notice');
  const errorsLead = hasPage ? texts.lastGood : texts.noPage;
  const lead = kind === 'errors' ? errorsLead : texts.warningsLead;
  const close = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': texts.close, title: `${texts.close} (Esc)` },
    ['×'],
  );
  close.addEventListener('click', () => dialog.close());
  return element('div', { class: 'sheet', tabindex: '-1', autofocus: '' }, [
    element('header', {}, [
      element('h1', { id: 'headline' }, [headline]),
      close,
      element('p', { id: 'lead' }, [lead]),
    ]),
    element(
      'ol',
      {},
      list.map((fault) => element('li', {}, entry(fault))),
    ),
    ...(more === '' ? [] : [element('p', { class: 'more' }, [more])]),
  ]);
}

/** @param {Fault} fault */
function entry(fault) {
  const { place, message, ofThisKind, hint, excerpt } = fault;
  return [
    ...(place === '' ? [] : [element('p', { class: 'place' }, [place])]),
    element('p', { class: 'message' }, [message]),
    ...(excerpt.length === 0
      ? []
      : [
          element(
            'pre',
            { tabindex: '0' },
            excerpt.flatMap((line) => lines(line, fault)),
          ),
        ]),
    ...(hint === '' ? [] : [element('p', { class: 'hint' }, [hint])]),
    ...(ofThisKind === '' ? [] : [element('p', { class: 'kind' }, [ofThisKind])]),
  ];
}

/**
 * A line of the source, and below the faulty one a caret at the place. What stands before the place stands
 * before the caret too, unseen: so it is right with tabs and with letters of any width.
 * @param {Fault['excerpt'][number]} excerptLine
 * @param {Fault} fault
 */
function lines({ number, text }, { line, column }) {
  const isFaulty = number === line;
  const shown = element('span', { class: isFaulty ? 'line faulty' : 'line', 'data-number': String(number) }, [
    text,
  ]);
  if (!isFaulty || column === undefined) return [shown];
  const before = element('span', { class: 'before' }, [text.slice(0, column - 1)]);
  const caret = element('span', { class: 'caret' }, ['▲']);
  return [shown, element('span', { class: 'line pointer', 'aria-hidden': 'true' }, [before, caret])];
}
