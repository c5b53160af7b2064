/** Warnings on dates in the front matter of an article that are valid but odd. */
import type { Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { ReadMoment } from './momentField.ts';

type Path = readonly (string | number)[];
type Dated = readonly { readonly date: ReadMoment }[];

interface Dates {
  readonly date: ReadMoment;
  readonly updated?: ReadMoment | undefined;
  readonly embargo?: ReadMoment | undefined;
  readonly expires?: ReadMoment | undefined;
  readonly breaking?: ReadMoment | undefined;
  readonly corrections?: Dated | undefined;
  readonly gegendarstellungen?: Dated | undefined;
}

export function momentWarnings(
  { date, updated, embargo, expires, breaking, corrections, gegendarstellungen }: Dates,
  locate: (path: Path) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const dates: readonly (readonly [Path, ReadMoment | undefined])[] = [
    [['date'], date],
    [['updated'], updated],
    [['embargo'], embargo],
    [['expires'], expires],
    [['breaking'], breaking],
    ...datesOf('corrections', corrections),
    ...datesOf('gegendarstellungen', gegendarstellungen),
  ];
  const twice = dates.flatMap(([path, read]) =>
    read?.ambiguous === undefined
      ? []
      : diagnose('front-matter/time-twice', { value: read.ambiguous }, { file, position: locate(path) }),
  );
  const appears = Math.max(date.moment.instant, embargo?.moment.instant ?? -Infinity);
  const ends = [
    ['expires', expires, 'front-matter/expires-early'],
    ['breaking', breaking, 'front-matter/breaking-early'],
  ] as const;
  const early = ends.flatMap(([key, end, code]) =>
    end && end.moment.instant <= appears ? diagnose(code, {}, { file, position: locate([key]) }) : [],
  );
  return [...twice, ...early];
}

function datesOf(key: string, list: Dated = []): readonly (readonly [Path, ReadMoment])[] {
  return list.map(({ date }, index) => [[key, index, 'date'], date]);
}
