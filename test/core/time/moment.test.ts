import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay, parseMoment, createZone, isZoneName } from '../../../src/core/time.ts';

const berlin = createZone('Europe/Berlin');

function utc(text: string, zone = berlin): string {
  const reading = parseMoment(text, zone);
  return 'moment' in reading ? new Date(reading.moment.instant).toISOString() : reading.problem;
}

describe('parseMoment', () => {
  it.each([
    ['2023-09-13', '2023-09-12T22:00:00.000Z'],
    ['2023-09-13 14:30', '2023-09-13T12:30:00.000Z'],
    ['2023-09-13T14:30', '2023-09-13T12:30:00.000Z'],
    ['2023-09-13T14:30:15', '2023-09-13T12:30:15.000Z'],
    ['2023-09-13T14:30:00Z', '2023-09-13T14:30:00.000Z'],
    ['2023-09-13 14:30 +05:30', '2023-09-13T09:00:00.000Z'],
    ['2023-01-13 14:30', '2023-01-13T13:30:00.000Z'],
    ['13.09.2023 14:30', '2023-09-13T12:30:00.000Z'],
    ['13.9.2023', '2023-09-12T22:00:00.000Z'],
    ['13. September 2023, 14:30 Uhr', '2023-09-13T12:30:00.000Z'],
    ['1. März 2024', '2024-02-29T23:00:00.000Z'],
    ['13. Jänner 2023', '2023-01-12T23:00:00.000Z'],
    ['1. feber 2023, 12:00 Uhr', '2023-02-01T11:00:00.000Z'],
    ['13. Sep 2023', '2023-09-12T22:00:00.000Z'],
    ['13. Sep. 2023', '2023-09-12T22:00:00.000Z'],
    ['13 Sept. 2023', '2023-09-12T22:00:00.000Z'],
    ['1. Maerz 2023', '2023-02-28T23:00:00.000Z'],
    ['1. MÄRZ 2023', '2023-02-28T23:00:00.000Z'],
    ['1.Mrz.2023', '2023-02-28T23:00:00.000Z'],
    ['13.09.23', '2023-09-12T22:00:00.000Z'],
    ['13.9.98, 8 Uhr', '1998-09-13T06:00:00.000Z'],
    ['13.09.2023 um 14 Uhr', '2023-09-13T12:00:00.000Z'],
    ['13.09.2023, 14.30 Uhr', '2023-09-13T12:30:00.000Z'],
    ['13.09.2023 14:30h', '2023-09-13T12:30:00.000Z'],
    ['2023-09-13 14:30 Uhr', '2023-09-13T12:30:00.000Z'],
    ['2023-09-13, 14 Uhr', '2023-09-13T12:00:00.000Z'],
    ['2023-09-13 um 14 Uhr MESZ', '2023-09-13T12:00:00.000Z'],
    ['2023/09/13', '2023-09-12T22:00:00.000Z'],
    ['2023-09-13T14:30:00+02', '2023-09-13T12:30:00.000Z'],
    ['Mittwoch, 13. September 2023', '2023-09-12T22:00:00.000Z'],
    ['Mi., 13.09.2023, 14:30', '2023-09-13T12:30:00.000Z'],
    ['Mittwoch, den 13. September 2023 um 14:30 Uhr', '2023-09-13T12:30:00.000Z'],
    ['Wed, 13 Sep 2023 14:30:00 +0200', '2023-09-13T12:30:00.000Z'],
    ['Sep 13, 2023', '2023-09-12T22:00:00.000Z'],
    ['September 13th, 2023 14:30 UTC', '2023-09-13T14:30:00.000Z'],
  ])('reads %s in the zone of the site', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });

  it.each([
    ['gestern', 'schema/date'],
    ['2023', 'schema/date'],
    ['13/09/2023', 'schema/date'],
    ['2023-02-30', 'schema/date-unreal'],
    ['2023-13-01', 'schema/date-unreal'],
    ['2023-09-13 25:00', 'schema/date-unreal'],
    ['2023-01-01T00:00:00+99:99', 'schema/date-offset'],
    ['2023-01-01T00:00:00+14:01', 'schema/date-offset'],
    ['2023-01-01T00:00:00-1430', 'schema/date-offset'],
    ['2023-01-01T00:00:00+01:60', 'schema/date-offset'],
    ['13. Brumaire 2023', 'schema/date-month'],
    ['2023-09-13 14', 'schema/date'],
    ['13.09.202', 'schema/date'],
    ['September 2023', 'schema/date'],
    ['Uhr', 'schema/date'],
    ['2024-03-31 02:30', 'schema/date-gap'],
  ])('refuses %s as %s', (text, problem) => {
    expect(utc(text)).toBe(problem);
  });

  it('takes the first of two equal clock times at the end of summer time and says so', () => {
    const reading = parseMoment('2024-10-27 02:30', berlin);
    expect(reading).toMatchObject({
      ambiguous: true,
      moment: { instant: Date.UTC(2024, 9, 27, 0, 30), offset: 120 },
    });
  });

  it('shows a time that was given with an offset on the clock of the site', () => {
    const reading = parseMoment('2023-12-31T23:30:00Z', berlin);
    expect('moment' in reading && calendarDay(reading.moment)).toEqual({ year: 2024, month: 1, day: 1 });
  });

  it('reads back every minute that it is given, in any zone', () => {
    const zones = ['Europe/Berlin', 'Pacific/Auckland', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'].map(
      (name) => createZone(name),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 }),
        fc.constantFrom(...zones),
        (minute, zone) => {
          const instant = minute * 60_000;
          const local = new Date(instant + zone.offsetAt(instant) * 60_000).toISOString().slice(0, 16);
          const reading = parseMoment(local, zone);
          if (!('moment' in reading)) throw new Error(`${local} was refused`);
          const isSame = reading.moment.instant === instant;
          expect(isSame || (reading.ambiguous && reading.moment.instant < instant)).toBe(true);
        },
      ),
    );
  });
});

describe('isZoneName', () => {
  it('knows the zones of the IANA database and nothing else', () => {
    expect(isZoneName('Europe/Vienna')).toBe(true);
    expect(isZoneName('Europa/Berlin')).toBe(false);
  });
});
