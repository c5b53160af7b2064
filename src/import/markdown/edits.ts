/** What differs between two sequences: Myers' greedy algorithm with a bound, and unique items as anchors beyond it. */

/** The items `[from, to)` of one became `[otherFrom, otherTo)` of the other. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** With more edits the exact way is too dear: its time grows with their square. */
const mostEdits = 400;

export function editsBetween(one: readonly string[], other: readonly string[]): readonly Edit[] {
  return join(between(one, other, { from: 0, to: one.length, otherFrom: 0, otherTo: other.length }, true));
}

/** Edits with hardly anything between them are one. */
function join(edits: readonly Edit[]): readonly Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && edit.from - last.to <= 1)
      joined[joined.length - 1] = { ...last, to: edit.to, otherTo: edit.otherTo };
    else joined.push(edit);
  }
  return joined;
}

function between(
  one: readonly string[],
  other: readonly string[],
  whole: Edit,
  mayAnchor: boolean,
): readonly Edit[] {
  let { from, to, otherFrom, otherTo } = whole;
  while (from < to && otherFrom < otherTo && one[from] === other[otherFrom]) {
    from++;
    otherFrom++;
  }
  while (from < to && otherFrom < otherTo && one[to - 1] === other[otherTo - 1]) {
    to--;
    otherTo--;
  }
  const rest = { from, to, otherFrom, otherTo };
  if (from === to && otherFrom === otherTo) return [];
  if (from === to || otherFrom === otherTo) return [rest];
  return exact(one, other, rest) ?? (mayAnchor ? anchored(one, other, rest) : [rest]);
}

/** Undefined beyond the bound. */
function exact(one: readonly string[], other: readonly string[], rest: Edit): readonly Edit[] | undefined {
  const [length, otherLength] = [rest.to - rest.from, rest.otherTo - rest.otherFrom];
  const most = Math.min(mostEdits, length + otherLength);
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(most + 1 - edits - 1, most + 1 + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = most + 1 + diagonal;
      const goesDown =
        diagonal === -edits || (diagonal !== edits && (reach[at - 1] ?? 0) < (reach[at + 1] ?? 0));
      let x = goesDown ? (reach[at + 1] ?? 0) : (reach[at - 1] ?? 0) + 1;
      let y = x - diagonal;
      while (x < length && y < otherLength && one[rest.from + x] === other[rest.otherFrom + y]) {
        x++;
        y++;
      }
      reach[at] = x;
      if (x >= length && y >= otherLength) return wayBack(trace, edits, length, otherLength, rest);
    }
  }
  return undefined;
}

function wayBack(
  trace: readonly Int32Array[],
  edits: number,
  length: number,
  otherLength: number,
  { from, otherFrom }: Edit,
): readonly Edit[] {
  const found: Edit[] = [];
  let [x, y] = [length, otherLength];
  for (let step = edits; step > 0; step--) {
    const reach = trace[step];
    const diagonal = x - y;
    const at = step + 1 + diagonal;
    const goesDown =
      diagonal === -step || (diagonal !== step && (reach?.[at - 1] ?? 0) < (reach?.[at + 1] ?? 0));
    const before = diagonal + (goesDown ? 1 : -1);
    const startX = reach?.[step + 1 + before] ?? 0;
    const startY = startX - before;
    const next = { from: from + startX, to: from + startX + (goesDown ? 0 : 1) };
    found.push({
      ...next,
      otherFrom: otherFrom + startY,
      otherTo: otherFrom + startY + (goesDown ? 1 : 0),
    });
    [x, y] = [startX, startY];
  }
  return found.toReversed();
}

/** Items that are unique on both sides and in the same order part the sequences. */
function anchored(one: readonly string[], other: readonly string[], rest: Edit): readonly Edit[] {
  const places = uniquePlaces(one, rest.from, rest.to);
  const otherPlaces = uniquePlaces(other, rest.otherFrom, rest.otherTo);
  const pairs = [...places].flatMap(([item, at]) => {
    const otherAt = otherPlaces.get(item);
    return otherAt === undefined ? [] : [{ at, otherAt }];
  });
  const edits: Edit[] = [];
  let { from, otherFrom } = rest;
  for (const { at, otherAt } of longestRising(pairs)) {
    edits.push(...between(one, other, { from, to: at, otherFrom, otherTo: otherAt }, false));
    [from, otherFrom] = [at + 1, otherAt + 1];
  }
  return [...edits, ...between(one, other, { from, to: rest.to, otherFrom, otherTo: rest.otherTo }, false)];
}

function uniquePlaces(items: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const often = new Set<string>();
  for (let at = from; at < to; at++) {
    const item = items[at] ?? '';
    if (places.has(item)) often.add(item);
    else places.set(item, at);
  }
  for (const item of often) places.delete(item);
  return places;
}

interface Pair {
  readonly at: number;
  readonly otherAt: number;
}

/** Of pairs in the order of `at` the most that are also in that of `otherAt`. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, { otherAt }] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.otherAt ?? 0) < otherAt) low = middle + 1;
      else high = middle;
    }
    previous.push(tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const rising: Pair[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) rising.push(pair);
  }
  return rising.toReversed();
}
