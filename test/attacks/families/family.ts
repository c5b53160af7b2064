/** Inputs of one kind, written for one weakness of parsers, writers or browsers. */
export interface Family {
  readonly name: string;
  readonly inputs: readonly string[];
}

/** Function that an attack calls when it runs; the pages of the tests are watched for it. */
export const proof = '__hit()';
/** Where an attack wants something loaded from, or sent to. */
export const foreignHost = 'angreifer.example';
export const foreign = `https://${foreignHost}/x`;

/** All pairs, joined. */
export function pairs<First, Second>(
  firsts: readonly First[],
  seconds: readonly Second[],
  join: (first: First, second: Second) => string,
): readonly string[] {
  return firsts.flatMap((first) => seconds.map((second) => join(first, second)));
}

/** Each of the first with the next of the second, which begin anew when they are used up. */
export function inTurn<First, Second>(
  firsts: readonly First[],
  seconds: readonly Second[],
  join: (first: First, second: Second) => string,
): readonly string[] {
  return firsts.flatMap((first, index) => {
    const second = seconds[index % seconds.length];
    return second === undefined ? [] : [join(first, second)];
  });
}
