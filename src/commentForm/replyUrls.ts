/** Where readers land who send a comment without a script. */
import type { UrlPath } from '../model.ts';

export const successUrl = '/kommentar-danke/' as UrlPath;
/** A reason stands at `#grund-<code>`. */
export const errorUrl = '/kommentar-fehler/' as UrlPath;
