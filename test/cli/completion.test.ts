/** `blattmacher completion`: what a shell offers after some words. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const script = (shell: string): string => runProgram(tmpdir(), ['completion', shell]).stdout;

describe('bash', () => {
  const bash = script('bash');
  /** What is offered for the last word. */
  const offered = (...words: readonly string[]): readonly string[] => {
    const line = ['blattmacher', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `${bash}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _blattmacher; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['-c', ask], { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout.trim().split('\n');
  };

  test.each([
    [['bu'], ['build']],
    [['--ve'], ['--version']],
    [['comments', 'li'], ['list']],
    [['build', '--ne'], ['--next-build']],
    [['build', '--site', 'x', '--dra'], ['--drafts']],
    [['comments', 'serve', '--po'], ['--port']],
    [['explain', '--next'], ['']],
  ])('offers after %j: %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

test.each([
  ['zsh', "'build:macht aus dem Blog die fertigen Seiten'"],
  [
    'fish',
    "complete -c blattmacher -n '__fish_seen_subcommand_from build' -l out -r -d 'wohin die Seiten kommen (sonst: dist im Blog)'",
  ],
])('%s gets commands and options in German', (shell, row) => {
  expect(script(shell)).toContain(row);
});

test.each([[], ['powershell'], ['bash', 'zsh'], ['toString']])(
  'Another shell is refused: %j',
  (...shells) => {
    expect(runProgram(temporaryFolder(), ['completion', ...shells])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'Für welche Shell? Schreibe: blattmacher completion bash | zsh | fish\nHilfe: blattmacher completion --help\n',
    });
  },
);
