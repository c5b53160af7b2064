/** The first place from `first` to before `end` at which `holds` is true; it must stay true from there on. `end` when it never is. */
export function relatedBisect(first: number, end: number, holds: (place: number) => boolean): number {
  let low = first;
  for (let high = end; low < high;) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
