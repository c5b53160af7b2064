import { expect, test } from 'vitest';
import { diagnose } from '../../../src/core/diagnostics/diagnostics.ts';

test('A parameter stands in a message as it is, whatever looks like a placeholder in it', () => {
  const { message, hint } = diagnose('catalogue/spelling', { name: '{url}', other: '$&', url: '/a/' });
  expect(message).toBe('„$&“ und „{url}“ haben dieselbe Adresse /a/ und gelten als eins.');
  expect(hint).toBe('Schreibe überall „{url}“.');
});

test('Braces around anything else than a name stay as they are', () => {
  expect(diagnose('box/no-title', {}).hint).toContain('::: {kasten=fakten}');
  expect(diagnose('settings/no-fields', {}).hint).toContain('{ text: message, name: name, email: email }');
});
