/**
 * rehype plugin: in a live ticker every heading of the second level that begins with a time begins an entry.
 * An entry becomes one element with a deferred reference before it: which of them are shown, and in which
 * order, is decided when pages are made. Its id is made of its time, so that links to it stay valid when it
 * gets another headline.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import type { VFile } from 'vfile';
import type { Moment, TickerEntry, Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { germanDay, germanTime, isoDate, localTime, parseMoment, type Zone } from '../core/time.ts';
import { deferredNode } from './references.ts';
import { positionOf, type DocumentContext, contextOf, type TickerClock } from './documentContext.ts';
import { textOf, walkElements } from './tree.ts';

interface OpenEntry {
  readonly moment: Moment;
  readonly heading: Element;
  readonly rest: ElementContent[];
}

export function rehypeTicker() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    if (!context.ticker) return;
    const { introduction, entries } = splitEntries(tree, context, context.ticker);
    const taken = new Map<string, number>();
    tree.children = [
      ...introduction,
      ...entries.flatMap((entry) => writeEntry(entry, dayOf(context.ticker?.start), taken)),
    ];
  };
}

function splitEntries(
  tree: Root,
  context: DocumentContext,
  { start, zone }: TickerClock,
): { readonly introduction: readonly RootContent[]; readonly entries: readonly OpenEntry[] } {
  const introduction: RootContent[] = [];
  const entries: OpenEntry[] = [];
  let last = start;
  for (const node of tree.children) {
    const place = { file: context.file, position: positionOf(context, node) };
    const moment = isHeading(node) ? takeTime(node, last, zone, context, place) : undefined;
    if (moment && isHeading(node)) {
      last = moment;
      entries.push({ moment, heading: node, rest: [] });
    } else if (isFootnotes(node)) refuseFootnotes(node, context);
    else if (node.type !== 'doctype') (entries.at(-1)?.rest ?? introduction).push(node);
  }
  return { introduction, entries };
}

/** Takes the time from the beginning of the heading. */
function takeTime(
  heading: Element,
  before: Moment,
  zone: TickerClock['zone'],
  context: DocumentContext,
  place: SourceLocation,
): Moment | undefined {
  const [first] = heading.children;
  const time = first?.type === 'text' ? readTickerTime(first.value, before, zone, place) : undefined;
  if (!time || first?.type !== 'text') {
    context.diagnostics.push(diagnose('ticker/no-time', { heading: textOf(heading) }, place));
    return undefined;
  }
  context.diagnostics.push(...time.diagnostics);
  if (time.moment) first.value = first.value.slice(time.length);
  return time.moment;
}

function writeEntry(
  { moment, heading, rest }: OpenEntry,
  firstDay: string,
  taken: Map<string, number>,
): readonly RootContent[] {
  const id = entryId(moment, taken);
  const title = textOf(heading).replaceAll('\u00ad', '').trim();
  const text = [heading, ...rest].map(textOf).join(' ').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  const isDated = dayOf(moment) !== firstDay;
  const deferred: TickerEntry = { kind: 'entry', id, moment, isDated, title, text };
  const words = isDated ? `${germanDay(moment)}, ${germanTime(moment)}` : germanTime(moment);
  const time = element('time', { dateTime: isoDate(moment) }, [{ type: 'text', value: words }]);
  const link = element('a', { className: ['ticker-time'], href: `#${id}` }, [time]);
  heading.properties['id'] = id;
  if (title !== '') heading.children.unshift({ type: 'text', value: ' ' });
  heading.children.unshift(link);
  return [
    deferredNode(deferred),
    element('article', { className: ['ticker-entry'] }, [heading, ...rest]),
    { type: 'text', value: '\n' },
  ];
}

/** `eintrag-2023-09-13-1430`; a second one of the same minute ends with `-2`. */
function entryId(moment: Moment, taken: Map<string, number>): string {
  const id = `eintrag-${localTime(moment).slice(0, 16).replace('T', '-').replace(':', '')}`;
  const count = (taken.get(id) ?? 0) + 1;
  taken.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}

function dayOf(moment: Moment | undefined): string {
  return moment ? germanDay(moment) : '';
}

function isHeading(node: RootContent): node is Element {
  return node.type === 'element' && node.tagName === 'h2';
}

/** The element that holds them was made by the program; the first of them has a place. */
function refuseFootnotes(all: Element, context: DocumentContext): void {
  let first = all;
  walkElements(all, (one) => {
    if (!first.position && one.tagName === 'li') first = one;
  });
  const place = { file: context.file, position: positionOf(context, first) };
  context.diagnostics.push(diagnose('ticker/footnotes', {}, place));
}

function isFootnotes(node: RootContent): node is Element {
  return node.type === 'element' && node.properties['dataFootnotes'] !== undefined;
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

/** `14:30 Uhr:`, `14.30 Uhr –`, `14 Uhr:`, `14. September 2023, 0:15 Uhr` … A number with a point alone is no time. */
const pattern =
  /^(?:(\d{4}-\d{2}-\d{2}|\d{1,2}\. ?(?:\d{1,2}\.|\p{L}{3,9}) ?\d{4}),?\s+(?:um\s+)?)?(?:(\d{1,2}):(\d{2})(?:\s?Uhr)?|(\d{1,2})(?:\.(\d{2}))?\s?Uhr)(?!\p{L}|\d)\s?[:–—-]?\s*/u;

export interface TickerTime {
  /** Missing when no calendar or clock has it. */
  readonly moment?: Moment;
  readonly diagnostics: readonly Diagnostic[];
  /** How many characters of the heading say it. */
  readonly length: number;
}

/** Undefined when the heading does not begin with a time. `before`: a time without a date is of its day. */
function readTickerTime(
  heading: string,
  before: Moment,
  zone: Zone,
  place: SourceLocation,
): TickerTime | undefined {
  const plain = heading.replace(/[\u00a0\u202f]/g, ' ');
  const match = pattern.exec(plain);
  if (!match) return undefined;
  const [{ length }, date, hours, minutes, pointHours, pointMinutes] = match;
  const time = `${hours ?? pointHours}:${minutes ?? pointMinutes ?? '00'}`;
  const value = `${date ?? localTime(before).slice(0, 10)} ${time}`;
  const written = plain.slice(0, length).replace(/[\s:–—-]+$/u, '');
  const reading = parseMoment(value, zone);
  if ('problem' in reading)
    return {
      length,
      diagnostics: [diagnose(reading.problem, { key: '', value: written, expected: '', keys: [] }, place)],
    };
  const diagnostics = reading.ambiguous ? [diagnose('ticker/time-twice', { value: written }, place)] : [];
  return { length, moment: reading.moment, diagnostics };
}
