const literal = /\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** The code with its comments, and unless `keepStrings` its strings too, turned to blanks; every other character stays at its place. */
export function maskCode(code: string, keepStrings = false): string {
  return code.replace(literal, (found) =>
    keepStrings && !found.startsWith('/*') ? found : found.replace(/[^\n]/g, ' '),
  );
}
