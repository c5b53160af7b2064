/** A Markdown table with its columns aligned: the first to the left, the others to the right. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(4, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const [head = [], ...body] = rows.map((row) => tableRow(row, widths));
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return `${[head, tableRow(rule, widths), ...body].join('\n')}\n`;
}

function tableRow(row: readonly string[], widths: readonly number[]): string {
  const cells = widths.map((width, column) => {
    const cell = row[column] ?? '';
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return `| ${cells.join(' | ')} |`;
}
