/** How much is tried: enough to see a fault that is there while somebody waits, all of it in `npm run test:soak`. */

export const isSoak = process.env['BLATTMACHER_SOAK'] !== undefined;

/** How often a property is tried, or anything else that is drawn by chance. */
export function tries(usual: number, soak = 20 * usual): number {
  return isSoak ? soak : usual;
}

/** Of what is drawn by chance in this run; the variable `BLATTMACHER_SEED` draws it again. Tests name it in their title. */
export const freshSeed = Number(process.env['BLATTMACHER_SEED'] ?? Date.now() % 1_000_000);
