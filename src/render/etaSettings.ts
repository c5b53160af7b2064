import { printable } from './printable.ts';

/** How templates print: `<%= %>` is checked, then escaped; `<%~ %>` is checked and goes out as it is. */
export const etaSettings = { autoFilter: true, filterFunction: printable } as const;
