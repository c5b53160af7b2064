type Listener = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

/** Server-Sent Events (HTML Standard, 9.2) to all pages that listen. */
export interface EventStream {
  /** A new listener, who gets `first` at once. */
  readonly open: (first: unknown) => ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Sends a value as JSON. */
  readonly send: (value: unknown) => void;
  /** Ends all streams. */
  readonly close: () => void;
}

/** Milliseconds; a listener who hears nothing for three of these knows that the line is dead. */
const heartbeat = 10_000;
/** A listener who leaves so many messages lying is hung up on; it comes back and sees that it missed something. */
const mostUnread = 64;

export function createEventStream(): EventStream {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  const sendTo = (listener: Listener, event: string): void => {
    if ((listener.desiredSize ?? 0) > -mostUnread) listener.enqueue(encoder.encode(event));
    else if (listeners.delete(listener)) listener.close();
  };
  const sendToAll = (event: string): void => {
    for (const listener of listeners) sendTo(listener, event);
  };
  const timer = setInterval(sendToAll, heartbeat, 'event: heartbeat\ndata: .\n\n').unref();
  return {
    open: (first) => {
      let opened: Listener;
      return new ReadableStream({
        start: (listener) => {
          opened = listener;
          listeners.add(listener);
          sendTo(listener, messageOf(first));
        },
        cancel: () => void listeners.delete(opened),
      });
    },
    send: (value) => sendToAll(messageOf(value)),
    close: () => {
      clearInterval(timer);
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}

/** JSON has no line ends of its own. */
function messageOf(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
