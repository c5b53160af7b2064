/** Diagnostics in the formats of other programs. */
import type { Diagnostic, Severity } from '../core/model.ts';
import { printable, printableJson } from '../core/diagnostics/printDiagnostics.ts';
import { escapeAttribute, escapeText, xmlDeclaration } from '../render/feeds/feedParts.ts';

export const checkFormats = ['text', 'json', 'github', 'sarif', 'junit'] as const;
export type CheckFormat = (typeof checkFormats)[number];

function textOf({ message, hint }: Diagnostic): string {
  return printable(hint === undefined ? message : `${message}\n${hint}`);
}

// Annotations of GitHub Actions („Workflow commands for GitHub Actions“).

const githubWords: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

export function toGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((diagnostic) => {
      const { severity, file, position, code } = diagnostic;
      const properties = [
        ...(file === undefined ? [] : [['file', file] as const]),
        ...(position
          ? [['line', String(position.line)] as const, ['col', String(position.column)] as const]
          : []),
        ['title', code] as const,
      ];
      const head = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
      return `::${githubWords[severity]} ${head}::${escapeData(textOf(diagnostic))}`;
    })
    .join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

// SARIF 2.1.0 (OASIS).

export function toSarif(diagnostics: readonly Diagnostic[]): string {
  const rules = [...new Set(diagnostics.map(({ code }) => code))];
  const results = diagnostics.map((diagnostic) => {
    const { code, severity, file, position } = diagnostic;
    const location = file !== undefined && {
      physicalLocation: {
        artifactLocation: {
          uri: encodeURI(file).replace(/[?#]/g, encodeURIComponent),
          uriBaseId: '%SRCROOT%',
        },
        ...(position && { region: { startLine: position.line, startColumn: position.column } }),
      },
    };
    return {
      ruleId: code,
      ruleIndex: rules.indexOf(code),
      level: severity,
      message: { text: textOf(diagnostic) },
      ...(location && { locations: [location] }),
    };
  });
  return printableJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'blattmacher', language: 'de', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  });
}

// JUnit's XML, as CI servers read it.

/** One case for each diagnostic, below its area; what is no fault has passed. */
export function toJunit(diagnostics: readonly Diagnostic[]): string {
  const isFault = ({ severity }: Diagnostic): boolean => severity !== 'note';
  const cases = diagnostics.map((diagnostic) => {
    const { code, file, position, severity, message } = diagnostic;
    const place = file === undefined ? '' : position ? `${file}:${position.line}:${position.column}` : file;
    const head = `<testcase classname="${escapeAttribute(code)}" name="${escapeAttribute(place || code)}"`;
    if (!isFault(diagnostic)) return `${head}/>\n`;
    const start = `<failure type="${severity}" message="${escapeAttribute(printable(message))}">`;
    return `${head}>${start}${escapeText(textOf(diagnostic))}</failure></testcase>\n`;
  });
  const passed = cases.length === 0 ? '<testcase classname="blattmacher" name="check"/>\n' : '';
  const counts = `tests="${Math.max(cases.length, 1)}" failures="${diagnostics.filter(isFault).length}"`;
  return `${xmlDeclaration}<testsuites ${counts}>\n<testsuite name="blattmacher check" ${counts}>\n${passed}${cases.join('')}</testsuite>\n</testsuites>`;
}
