/** Sites as text, checked whole. */
import { checkPages, type CheckReport } from '../../src/check/checkPages.ts';
import type { SnapshotOptions } from '../../src/build/snapshot.ts';
import { type Paint, printDiagnostic } from '../../src/core/diagnostics/printDiagnostics.ts';
import type { Diagnostic } from '../../src/core/model.ts';
import { article, createSite, type SiteText, type TestSite } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';

export const oneArticle = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13') };

export function check(site: TestSite, options: Partial<SnapshotOptions> = {}): Promise<CheckReport> {
  return checkPages({ ...usualBuild(site.folder, site.out), ...options }, undefined, { foreign: true });
}

/** What is told of a site of these files, as the command line prints it; `group`: only of this one. */
export async function told(files: SiteText, group = ''): Promise<readonly string[]> {
  const { diagnostics } = await check(createSite({ ...oneArticle, ...files }));
  return linesOf(diagnostics.filter(({ code }) => code.startsWith(group)));
}

export function linesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((diagnostic) => printDiagnostic(diagnostic, plain).split('\n')[0] ?? '');
}

const same = (text: string): string => text;
const plain: Paint = { error: same, warning: same, note: same, strong: same, faint: same };
