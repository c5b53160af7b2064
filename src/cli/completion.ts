/** `blattmacher completion`: a script that completes commands and options in a shell, made of the table of commands. */
import {
  type Command,
  type CommandGroup,
  type CommandOption,
  type ListedCommand,
  UsageError,
} from './command.ts';
import { commandTexts } from './texts.ts';

interface Completed {
  /** `build`; `comments list`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, CommandOption>>;
}

const shells: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `table`: all commands as the general help lists them. */
export function completionCommand(table: readonly (ListedCommand | CommandGroup)[]): Command {
  return {
    options: {},
    run: async (_, [shell = '', ...rest], world) => {
      const script = Object.hasOwn(shells, shell) && rest.length === 0 ? shells[shell] : undefined;
      if (!script) throw new UsageError(commandTexts.whichShell(Object.keys(shells)));
      const listed = table.flatMap((one) => ('members' in one ? one.members : [one]));
      const completed = await Promise.all(
        listed.map(async ({ name, summary, load }) => ({
          words: name.split(' '),
          summary,
          options: (await load()).options,
        })),
      );
      world.print(script(completed));
      return 0;
    },
  };
}

/** What may come after these words. */
function followers(commands: readonly Completed[], words: readonly string[]): readonly string[] {
  const below = commands.filter((one) => words.every((word, index) => one.words[index] === word));
  const next = below.map((one) => one.words[words.length]).filter((word) => word !== undefined);
  const options = below
    .filter((one) => one.words.length === words.length)
    .flatMap((one) => Object.keys(one.options));
  return [...new Set([...next, ...options.map((option) => `--${option}`)])];
}

/** The beginnings of a call after which something is known. */
function prefixes(commands: readonly Completed[]): readonly (readonly string[])[] {
  const groups = commands.filter(({ words }) => words.length > 1).map(({ words }) => words.slice(0, 1));
  const known = new Map(
    [...commands.map(({ words }) => words), ...groups].map((words) => [words.join(' '), words]),
  );
  return [...known.values()].toSorted((one, other) => other.length - one.length);
}

function bashScript(commands: readonly Completed[]): string {
  const cases = prefixes(commands).map(
    (words) => `    '${words.join(' ')} '*) known='${followers(commands, words).join(' ')}' ;;`,
  );
  return `_blattmacher() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[*]:1:COMP_CWORD-1}" known
  case "$before " in
${cases.join('\n')}
    ' ') known='${followers(commands, []).join(' ')} --help --version' ;;
  esac
  COMPREPLY=($(compgen -W "$known" -- "$current"))
}
complete -o default -F _blattmacher blattmacher`;
}

function zshScript(commands: readonly Completed[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const described = (name: string, help: string): string =>
    quoted(`${name.replaceAll(':', String.raw`\:`)}:${help}`);
  const cases = prefixes(commands).map((words) => {
    const rows = followers(commands, words).map((word) => described(word, helpOf(commands, words, word)));
    return `    ${quoted(`${words.join(' ')} `)}*) known=(${rows.join(' ')}) ;;`;
  });
  const first = followers(commands, []).map((word) => described(word, helpOf(commands, [], word)));
  return `#compdef blattmacher
_blattmacher() {
  local -a known
  local before="\${words[2,CURRENT-1]}"
  case "$before " in
${cases.join('\n')}
    ' ') known=(${first.join(' ')}) ;;
  esac
  _describe 'blattmacher' known
  _files
}
compdef _blattmacher blattmacher`;
}

function fishScript(commands: readonly Completed[]): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
  const rows = [[], ...prefixes(commands)].flatMap((words) => {
    const condition =
      words.length === 0
        ? '__fish_use_subcommand'
        : words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return followers(commands, words).map((word) => {
      const option = commands.find((one) => one.words.join(' ') === words.join(' '))?.options[word.slice(2)];
      const what = word.startsWith('--')
        ? `-l ${word.slice(2)}${option?.value === undefined ? '' : ' -r'}`
        : `-f -a ${word}`;
      return `complete -c blattmacher -n ${quoted(condition)} ${what} -d ${quoted(helpOf(commands, words, word))}`;
    });
  });
  return rows.join('\n');
}

function helpOf(commands: readonly Completed[], words: readonly string[], word: string): string {
  if (word.startsWith('--'))
    return (
      commands.find((one) => one.words.join(' ') === words.join(' '))?.options[word.slice(2)]?.help ?? ''
    );
  const whole = [...words, word].join(' ');
  return commands.find((one) => one.words.join(' ') === whole)?.summary ?? word;
}
