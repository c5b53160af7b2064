/** The `check:` and `budget:` of `site.yaml`: how strict `check` is, and what pages may weigh. */
import * as v from 'valibot';
import { choice, count, mapping } from '../core/yaml/fields.ts';

/** What `check` looks at in finished pages; each is the first word of its diagnostics' codes, too. */
export const checkGroups = ['links', 'legal', 'third-parties', 'accessibility', 'weight'] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** `error` stops, `warning` does not, `off` is not looked at. */
const strictness = v.optional(choice(['error', 'warning', 'off']));

export const strictnessSchema = mapping({
  links: strictness,
  legal: strictness,
  thirdParties: strictness,
  accessibility: strictness,
  weight: strictness,
});

/** Missing: each diagnostic is as grave as it is by itself. */
export type CheckSettings = Readonly<Partial<Record<CheckGroup, 'error' | 'warning' | 'off'>>>;

export function toCheckSettings(given: v.InferOutput<typeof strictnessSchema> = {}): CheckSettings {
  const { thirdParties, ...rest } = given;
  const all = Object.entries({ ...rest, 'third-parties': thirdParties });
  return Object.fromEntries(all.filter(([, strict]) => strict !== undefined));
}

const kilobytes = count(1, 100_000);

/** In kilobytes (1,000 bytes). */
export interface BudgetSettings {
  /** The HTML of a page. */
  readonly html: number;
  /** Stylesheets and scripts that a page loads. */
  readonly code: number;
  /** Pictures that a page loads at once. */
  readonly pictures: number;
}

export const budgetSchema = mapping({
  html: v.optional(kilobytes, '500'),
  code: v.optional(kilobytes, '300'),
  pictures: v.optional(kilobytes, '1000'),
});
