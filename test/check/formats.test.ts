/** What other programs read of `check`. */
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { parseXml } from '@rgrove/parse-xml';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toGithub, toJunit, toSarif } from '../../src/check/formats.ts';
import type { Diagnostic, SourcePath } from '../../src/core/model.ts';
import { article } from '../support/testSite.ts';
import { runIn } from '../support/smallPaper.ts';

const fault: Diagnostic = {
  code: 'links/dead',
  severity: 'error',
  file: 'content/articles/a,b:c 100%.md' as SourcePath,
  position: { line: 3, column: 7 },
  message: 'Der Link „/x“ führt\nins Leere, 100 %.',
  hint: 'Meintest du „/y“?',
};

const diagnostic = fc.record(
  {
    code: fc.constantFrom('links/dead', 'legal/gap', 'text/empty'),
    severity: fc.constantFrom('error', 'warning', 'note'),
    file: fc.string({ unit: 'binary' }).map((path) => path as SourcePath),
    position: fc.record({ line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) }),
    message: fc.string({ unit: 'binary' }),
    hint: fc.string({ unit: 'binary' }),
  },
  { requiredKeys: ['code', 'severity', 'message'] },
) as fc.Arbitrary<Diagnostic>;

/** The official schema of SARIF 2.1.0; Ajv does not know the draft that it names. */
const { id: _id, $schema: _draft, ...sarifSchema } = schema;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajvFormats.default(ajv);
const isSarif = ajv.compile(sarifSchema);

describe('Formats', () => {
  test('of GitHub are one escaped line each', () => {
    expect(toGithub([fault])).toBe(
      '::error file=content/articles/a%2Cb%3Ac 100%25.md,line=3,col=7,title=links/dead::Der Link „/x“ führt%0Ains Leere, 100 %25.%0AMeintest du „/y“?',
    );
    fc.assert(
      fc.property(fc.array(diagnostic, { minLength: 1 }), (all) => {
        const lines = toGithub(all).split(/\r\n|[\n\r]/);
        expect(lines).toHaveLength(all.length);
        expect(lines.every((line) => /^::(?:error|warning|notice) [^\n]*title=[^:,]*::/.test(line))).toBe(
          true,
        );
      }),
    );
  });

  test('of SARIF are JSON with rules, levels and places', () => {
    expect(JSON.parse(toSarif([fault]))).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'blattmacher', rules: [{ id: 'links/dead' }] } },
          results: [
            {
              ruleId: 'links/dead',
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'content/articles/a,b:c%20100%25.md' },
                    region: { startLine: 3, startColumn: 7 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('of SARIF are what its schema asks for, whatever they tell', () => {
    fc.assert(
      fc.property(fc.array(diagnostic), (all) => {
        isSarif(JSON.parse(toSarif(all)));
        expect(isSarif.errors).toBeNull();
      }),
    );
    // It can tell.
    expect(isSarif({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  test('of JUnit are well-formed XML with as many failures as faults', () => {
    fc.assert(
      fc.property(fc.array(diagnostic), (all) => {
        const { root } = parseXml(toJunit(all));
        expect(root?.attributes['failures']).toBe(
          String(all.filter(({ severity }) => severity !== 'note').length),
        );
      }),
    );
  });

  test('are chosen on the command line; a wrong word is told with the right ones', () => {
    const files = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', '[x](/nichts/)') };
    for (const format of ['github', 'sarif', 'junit', 'json']) {
      const { code, stdout } = runIn(files, 'check', '--format', format);
      expect(code).toBe(1);
      expect(stdout).toContain('text/dead-address');
    }
    const { code, stderr } = runIn(files, 'check', '--format', 'xml');
    expect(code).toBe(2);
    expect(stderr).toContain('„--format“ kennt „xml“ nicht, nur: text, json, github, sarif, junit.');
    expect(runIn(files, 'check', '--only', 'links,recht').code).toBe(2);
    expect(runIn(files, 'check', '--only', 'weight').code).toBe(1);
  });
});
