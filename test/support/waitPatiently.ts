/** Before each test file: what is waited for may come late on a machine under load, whatever the test says. */
import { vi } from 'vitest';
import { patience } from './patience.ts';

const { waitFor } = vi;

vi.waitFor = (callback, options) =>
  waitFor(callback, { ...(typeof options === 'object' && options), timeout: patience });
