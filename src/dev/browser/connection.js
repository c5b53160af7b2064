/**
 * Connection to the preview server. It reconnects by itself, whether the server was restarted or the computer
 * slept.
 */
/** @typedef {import('../previewEvents.ts').PageState} PageState */

/** Milliseconds. The server's heart beats every ten seconds. */
const silence = 30_000;
const pause = 500;

/**
 * Listens while the page is visible: browsers allow six lines to a server, and a page that nobody sees has
 * time until it is seen.
 * @param {{ onState: (state: PageState) => void, onLost: () => void }} listener `onLost`: the server does not answer.
 */
export function connect({ onState, onLost }) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let failures = 0;

  const hangUp = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const dial = () => {
    hangUp();
    if (document.visibilityState === 'hidden') return;
    source = new EventSource(new URL('events', import.meta.url));
    source.addEventListener('message', ({ data }) => {
      listenOn();
      onState(JSON.parse(data));
    });
    source.addEventListener('heartbeat', listenOn);
    source.addEventListener('error', () => {
      hangUp();
      // A server that is just being started anew is back in a moment.
      if (++failures > 1) onLost();
      timer = setTimeout(dial, pause);
    });
    timer = setTimeout(dial, silence);
  };
  const listenOn = () => {
    failures = 0;
    clearTimeout(timer);
    timer = setTimeout(dial, silence);
  };

  document.addEventListener('visibilitychange', dial);
  addEventListener('pageshow', ({ persisted }) => persisted && dial());
  addEventListener('pagehide', hangUp);
  dial();
}
