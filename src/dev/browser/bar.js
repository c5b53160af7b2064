/** The bar at the lower edge: says that this is a preview, how it stands, and whether it follows the author. */
import { isFollowing, setFollowing } from './edited.js';
import { element } from './element.js';
import { browser } from './memory.js';
import { reopenFaults } from './overlay.js';
import { surface } from './surface.js';
import { texts } from './texts.js';

const status = element('span', { class: 'status', role: 'status' });
const faultsButton = element('button', { type: 'button', class: 'faults', title: texts.showFaults });
const bar = element('div', { class: 'bar' }, [
  status,
  faultsButton,
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
faultsButton.addEventListener('click', reopenFaults);
unfold.addEventListener('click', () => setFolded(false));
surface.append(bar, unfold);
setFolded(browser.read('bar') === 'folded');

/** @param {string} faults how many there are, or empty */
export function showConnected(faults) {
  status.textContent = texts.preview;
  faultsButton.textContent = faults;
  faultsButton.hidden = faults === '';
  setState(faults === '' ? 'well' : 'faulty');
}

/** The server does not answer: said even where the bar is folded. */
export function showGone() {
  status.textContent = texts.gone;
  faultsButton.hidden = true;
  setState('gone');
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
