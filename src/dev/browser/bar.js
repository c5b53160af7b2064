/** The bar at the lower edge: says that this is a preview, how it stands, and whether it follows the author. */
import { isFollowing, setFollowing } from './edited.js';
import { element } from './element.js';
import { browser } from './memory.js';
import { openFaults } from './overlay.js';
import { surface } from './surface.js';
import { texts } from './texts.js';

const status = element('span', { class: 'status', role: 'status' });
const errorsButton = listButton('errors', texts.showFaults);
const warningsButton = listButton('warnings', texts.showWarnings);
const bar = element('div', { class: 'bar' }, [
  status,
  errorsButton,
  warningsButton,
  commentsLink(),
  followSwitch(),
  foldButton(),
]);
const unfold = element('button', {
  type: 'button',
  class: 'unfold',
  'aria-label': texts.unfold,
  title: texts.unfold,
});
unfold.addEventListener('click', () => setFolded(false));
surface.append(bar, unfold);
setFolded(browser.read('bar') === 'folded');

/** @param {import('../previewEvents.ts').PageState} state */
export function showConnected({ errors, warnings }) {
  status.textContent = texts.preview;
  setCount(errorsButton, errors.count);
  setCount(warningsButton, warnings.count);
  setState(errors.count === '' ? 'well' : 'faulty');
}

/** The server does not answer: said even where the bar is folded. */
export function showGone() {
  status.textContent = texts.gone;
  setCount(errorsButton, '');
  setCount(warningsButton, '');
  setState('gone');
}

/**
 * @param {'errors' | 'warnings'} list
 * @param {string} title
 */
function listButton(list, title) {
  const button = element('button', { type: 'button', class: list, title });
  button.addEventListener('click', () => openFaults(list));
  return button;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} count empty when there are none
 */
function setCount(button, count) {
  button.textContent = count;
  button.hidden = count === '';
}

/** @param {'well' | 'faulty' | 'gone'} state */
function setState(state) {
  bar.dataset['state'] = state;
  unfold.dataset['state'] = state;
}

/** @param {boolean} isFolded */
function setFolded(isFolded) {
  bar.classList.toggle('folded', isFolded);
  unfold.hidden = !isFolded;
  browser.write('bar', isFolded ? 'folded' : 'open');
}

function commentsLink() {
  const href = new URL('kommentare/', import.meta.url).pathname;
  return element('a', { href, title: texts.commentsHint }, [texts.comments]);
}

function followSwitch() {
  const box = element('input', { type: 'checkbox', role: 'switch' });
  box.checked = isFollowing();
  box.addEventListener('change', () => setFollowing(box.checked));
  return element('label', { title: texts.followHint }, [box, texts.follow]);
}

function foldButton() {
  const button = element(
    'button',
    { type: 'button', class: 'fold', 'aria-label': texts.fold, title: texts.fold },
    ['×'],
  );
  button.addEventListener('click', () => setFolded(true));
  return button;
}
