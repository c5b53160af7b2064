/**
 * The theme's templates, compiled once, then rendered many times. All of them are in memory: a name is
 * looked up among the given sources and never on disk.
 */
import { Eta } from 'eta/core';
import type { Checked, Diagnostic, SourcePath } from '../../core/model.ts';
import type { OwnView, TemplateViews } from '../../views/views.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../../core/diagnostics/message.ts';
import { nearest } from '../../core/diagnostics/suggester.ts';
import { type CompiledTemplate, compileTemplate, type TemplateSource } from './compileTemplate.ts';
import { etaSettings } from './templateFunction.ts';
import { type PrebuiltTemplates, prebuiltTemplates } from '../prebuiltTemplates.ts';
import { renderFault } from './templateFaults.ts';
import { placeInTemplate } from './templateTags.ts';
import { digestOf } from '../../core/digestOf.ts';

/** Name (path in `templates/` without `.eta`: `article`, `parts/card`) → source; the site's own laid over the built-in ones. */
export type TemplateSources = ReadonlyMap<string, TemplateSource>;

export interface Templates {
  /** The page's text, or the one error that stopped it; the same fault in many pages gives equal diagnostics. */
  readonly render: <Name extends keyof TemplateViews>(
    name: Name,
    view: TemplateViews[Name],
  ) => Checked<string>;
  /** The same for a page of the site's configuration, which names its template. */
  readonly renderOwn: (name: string, view: OwnView) => Checked<string>;
  /** The template itself and all that it includes or is laid out by, however deep; sorted by code point. */
  readonly dependencies: (name: string) => readonly string[];
  /** 32 hex digits that change if and only if the text of a dependency or their list does. */
  readonly digest: (name: string) => string;
}

/** Compiles all templates and reports all that is wrong with them, unknown names in `include` and `layout` too. */
export function compileTemplates(
  sources: TemplateSources,
  prebuilt: PrebuiltTemplates = prebuiltTemplates,
): Checked<Templates> {
  const names = [...sources.keys()];
  const compiled = new Map<string, CompiledTemplate>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, source] of sources) {
    const checked = compileTemplate(`template:${encodeURIComponent(name)}`, source, prebuilt);
    diagnostics.push(...checked.diagnostics);
    if (checked.value === undefined) continue;
    diagnostics.push(...unknownReferences(checked.value, names));
    compiled.set(name, checked.value);
  }
  if (diagnostics.length > 0) return { diagnostics };
  const render = renderer(compiled);
  const value = {
    render,
    renderOwn: render,
    dependencies: (name: string) => usedTemplates(name, compiled),
    digest: (name: string) => templateDigest(name, compiled),
  };
  return { value, diagnostics };
}

function unknownReferences({ file, references }: CompiledTemplate, names: readonly string[]): Diagnostic[] {
  return references.named
    .filter(({ name }) => !names.includes(name))
    .map(({ name, position }) =>
      diagnose('template/unknown-template', { name, suggestion: nearest(name, names) }, { file, position }),
    );
}

function renderer(templates: CompiledTemplates): (name: string, view: object) => Checked<string> {
  const eta = new Eta(etaSettings);
  for (const [name, { run }] of templates) eta.loadTemplate(name, run);
  return (name, view) => {
    try {
      const value = eta.render(name, view);
      const addition = takeAddition();
      if (addition === undefined) return { value, diagnostics: [] };
      const file = fileOf(name, templates);
      return { diagnostics: [diagnose('template/lasting', { name: addition }, { file })] };
    } catch (error) {
      takeAddition();
      const place = thrownPlace(error, templates) ?? { file: fileOf(name, templates) };
      return { diagnostics: [renderFault(error, place, [...templates.keys()])] };
    }
  };
}

const ownValues = { Object, Array, String, Number, Function } as const;

/** Takes away what a template has given to all values of the language, and with that to all later pages. */
function takeAddition(): string | undefined {
  for (const [name, { prototype }] of Object.entries(ownValues)) {
    const [added] = Object.keys(prototype);
    if (added === undefined) continue;
    for (const key of Object.keys(prototype)) Reflect.deleteProperty(prototype, key);
    return `${name}.prototype.${added}`;
  }
  return undefined;
}

function fileOf(name: string, templates: CompiledTemplates): SourcePath {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return template.file;
}

const templateFrame = /^ +at .*?template:([^:\s]+):(\d+):(\d+)/gm;

/** The innermost template in the error's stack, and the place in it. */
function thrownPlace(error: unknown, templates: CompiledTemplates): SourceLocation | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  for (const [, script = '', line, column] of (stack ?? '').matchAll(templateFrame)) {
    const template = templates.get(decodeURIComponent(script));
    const thrown = { line: Number(line), column: Number(column) };
    const position = template && placeInTemplate(template.code, thrown);
    if (template && position) return { file: template.file, position };
  }
  return undefined;
}

/** Path inside `templates/` (`article.eta`, `styles/base.css`) → file; the site's own laid over the built-in ones. */
export type ThemeFiles = ReadonlyMap<string, ThemeFile>;

export interface ThemeFile {
  readonly file: SourcePath;
  readonly bytes: Uint8Array;
}

const extension = '.eta';

/** The templates among the files of a theme. */
export function templateSources(theme: ThemeFiles): TemplateSources {
  const decoder = new TextDecoder();
  const templates = [...theme].filter(([path]) => path.endsWith(extension));
  const toSource = ({ file, bytes }: ThemeFile): TemplateSource => ({ file, text: decoder.decode(bytes) });
  return new Map(templates.map(([path, file]) => [path.slice(0, -extension.length), toSource(file)]));
}

type CompiledTemplates = ReadonlyMap<string, CompiledTemplate>;

/** The template and all that it can bring in, sorted; a template that chooses another while rendering can bring in any. */
function usedTemplates(name: string, templates: CompiledTemplates): readonly string[] {
  const used = new Set([name]);
  for (const next of used) {
    const references = templates.get(next)?.references;
    if (references?.dynamic === true) return [...templates.keys()].toSorted();
    for (const reference of references?.named ?? []) used.add(reference.name);
  }
  return [...used].toSorted();
}

/** 32 hex digits over names and texts of {@link usedTemplates}. */
function templateDigest(name: string, templates: CompiledTemplates): string {
  const texts = usedTemplates(name, templates).map((used) => [used, templates.get(used)?.text ?? '']);
  return digestOf(JSON.stringify(texts));
}
