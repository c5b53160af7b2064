import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Whether a stylesheet, or the value of a `style` attribute, loads nothing: it refers to places in the same file alone. */
export function isHarmlessStyle(css: string, kind: 'sheet' | 'attribute'): boolean {
  // Native code that few drawings need.
  const { transform, transformStyleAttribute }: typeof import('lightningcss') = require('lightningcss');
  const code = Buffer.from(css);
  try {
    const { dependencies } =
      kind === 'sheet'
        ? transform({ code, filename: 'style.css', analyzeDependencies: true })
        : transformStyleAttribute({ code, filename: 'style.css', analyzeDependencies: true });
    return (
      (dependencies ?? []).every((found) => found.type === 'url' && found.url.startsWith('#')) &&
      !isObscure(css)
    );
  } catch {
    return false;
  }
}

/** Custom properties and functions of images hide addresses from the parser; a drawing needs neither. */
function isObscure(css: string): boolean {
  return /\\|image-set|src\s*\(|expression|behavior|-moz-binding|@import|javascript:/i.test(css);
}
