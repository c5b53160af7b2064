import type { Settings } from '../config/settings.ts';
import { typeset } from '../parse/german/typeset.ts';

/** The site's own words as readers see them: its name, what it says of itself, and its navigation. */
export function typesetSettings(settings: Settings): Settings {
  const set = (text: string): string => typeset(text, settings.typography);
  return {
    ...settings,
    title: set(settings.title),
    description: set(settings.description),
    navigation: settings.navigation.map(({ name, url }) => ({ name: set(name), url })),
  };
}
