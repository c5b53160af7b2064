import { message } from '../message.ts';

/** About the theme: templates, stylesheets, scripts. */
export const templateMessages = {
  'template/failed': message('error', (p: { reason: string }) => `Die Vorlage bricht ab: ${p.reason}`),
};
