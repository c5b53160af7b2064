/**
 * The preview's part in the browser: every page loads this module, with the number of its revision in the
 * address.
 */
import { showConnected, showGone } from './bar.js';
import { connect } from './connection.js';
import { arriveAtEdited, showEdited } from './edited.js';
import { closeFaults, showFaults } from './overlay.js';
import { reloadHere, returnToPlace } from './place.js';
import { bePresent } from './presence.js';
import { replaceStylesheet } from './stylesheets.js';

/** @typedef {import('../previewEvents.ts').PageState} PageState */

let revision = Number(new URL(import.meta.url).searchParams.get('edition'));
let isLeaving = false;

returnToPlace();
arriveAtEdited();
await bePresent();
connect({
  onState: (state) => !isLeaving && receive(state),
  onLost: () => {
    closeFaults();
    showGone();
  },
});

/** @param {PageState} state */
function receive(state) {
  const { change } = state;
  showFaults(state);
  showConnected(state);
  const next = change ? revision + 1 : revision;
  if (state.revision !== next || change?.kind === 'reload') return renew(state);
  revision = state.revision;
  if (change?.kind === 'stylesheet') replaceStylesheet(change);
}

/** @param {PageState} state */
function renew({ edited }) {
  isLeaving = true;
  if (edited && edited.revision > revision) showEdited(edited);
  else reloadHere();
}
