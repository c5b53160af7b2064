/** The receiver at a real port of this machine, with a store in a temporary folder and a clock that stands still. */
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import {
  type Fields,
  listenTo,
  makeTestReceiver,
  siteOrigin,
  type TestReceiver,
  type TestReceiverOptions,
} from './testReceiver.ts';

export interface ReceiverStage extends Omit<TestReceiver, 'receiver'> {
  readonly folder: string;
  readonly url: string;
  /** Sends a body as it is. */
  readonly send: (body: string | Uint8Array<ArrayBuffer>, headers?: Fields) => Promise<Response>;
  /** Sends a form as a browser does without a script. */
  readonly post: (fields: Fields, headers?: Fields) => Promise<Response>;
  /** Sends JSON, as a script does. */
  readonly postJson: (fields: unknown, headers?: Fields) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** It is gone at the end of the test. */
export async function setReceiverStage(
  options: TestReceiverOptions & { readonly folder?: string } = {},
): Promise<ReceiverStage> {
  const folder = options.folder ?? temporaryFolder();
  const { receiver, store, caught, world } = makeTestReceiver(folder, options);
  const { url, close } = await listenTo(receiver);
  onTestFinished(close);
  const send: ReceiverStage['send'] = (body, headers) =>
    fetch(`${url}/comments`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: siteOrigin, ...headers },
      body,
    });
  return {
    folder,
    url,
    store,
    caught,
    world,
    send,
    post: (fields, headers) =>
      send(new URLSearchParams(fields).toString(), {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    postJson: async (fields, headers) => {
      const response = await send(JSON.stringify(fields), { 'Content-Type': 'application/json', ...headers });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
}
