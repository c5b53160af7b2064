/** The settings of a site folder, with what they say beyond the file itself. */
import { parseSettings, type Settings } from '../../config/settings.ts';
import type { Checked, Diagnostic } from '../../core/model.ts';
import { dateView } from '../../core/time.ts';
import { readText, settingsNeighbour, type SourceFile } from '../discover.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { policyPurposes } from '../../config/pageSettings.ts';

/** The settings of the site in `folder`, whose sources are `files`. */
export function readSettings(files: readonly SourceFile[], folder: string): Checked<Settings> {
  const source = files.find(({ kind }) => kind === 'settings');
  if (!source) {
    return { diagnostics: [diagnose('source/no-site', { folder, neighbour: settingsNeighbour(folder) })] };
  }
  const text = readText(source);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseSettings(text.value, source.path);
}

/** The settings with a receiver of our own in place of the site's, if there is one. */
export function redirectComments(
  { value: settings, diagnostics }: Checked<Settings>,
  endpoint: string | undefined,
): Checked<Settings> {
  if (!settings || endpoint === undefined) return { ...(settings && { value: settings }), diagnostics };
  const comments = { ...settings.comments, endpoint, format: 'blattmacher' } as const;
  return { value: { ...settings, comments }, diagnostics };
}

/** Warnings for settings that have expired at the moment of publication. */
export function remarkOnExpiry(
  { security }: Settings,
  files: readonly SourceFile[],
  now: number,
): readonly Diagnostic[] {
  if (!security || security.expires.instant > now) return [];
  const source = files.find(({ kind }) => kind === 'settings');
  const { day } = dateView(security.expires);
  return [diagnose('settings/security-expired', { day }, source && { file: source.path })];
}

/** What pages may load from elsewhere, or send there: a note for each purpose and origin. */
export function remarkOnOrigins({ policy }: Settings): readonly Diagnostic[] {
  return policyPurposes.flatMap((purpose) =>
    policy[purpose].map(({ origin, place }) => diagnose('settings/third-party', { purpose, origin }, place)),
  );
}
