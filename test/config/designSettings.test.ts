import { expect, test } from 'vitest';
import type { DesignSettings } from '../../src/config/designSettings.ts';
import { parseSettings } from '../../src/config/settings.ts';
import { parseSourcePath } from '../../src/core/paths.ts';

const file = parseSourcePath('site.yaml');
if (file === undefined) throw new Error('no path');

function parsed(design: string): {
  readonly design: DesignSettings | undefined;
  readonly reported: readonly string[];
} {
  const lines = ['title: Der Bote', 'url: https://example.org/', 'comments: { open: nein }', design];
  const { value, diagnostics } = parseSettings(lines.join('\n'), file as NonNullable<typeof file>);
  return {
    design: value?.design,
    reported: diagnostics.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`),
  };
}

test('Colours may be short, and stand without the sign that begins a comment in YAML', () => {
  const { design, reported } = parsed("design: { accent: '#900', ink: 000000, accentDark: '#FFB3A5' }");
  expect(reported).toEqual([]);
  expect(design?.colours).toEqual({
    light: { accent: '#990000', ink: '#000000' },
    dark: { accent: '#ffb3a5' },
  });
});

test.each(['rot', '#12345', '#zzzzzz'])('„%s“ is no colour', (word) => {
  expect(parsed(`design:\n  accent: '${word}'`).reported).toEqual(['schema/colour 5:11']);
});

test('A colour in which text is hard to read is reported, at the colour that the site has changed', () => {
  expect(parsed("design:\n  accent: '#ff8800'").reported).toEqual(['settings/low-contrast 5:11']);
  expect(parsed("design:\n  paperDark: '#777777'").reported).toEqual([
    'settings/low-contrast 5:14',
    'settings/low-contrast 5:14',
  ]);
  expect(parsed("design:\n  accent: '#003366'").reported).toEqual([]);
});

test('Ways to hand an article on are chosen in their order, or none at all', () => {
  expect(parsed('design: { share: [whatsapp, mail] }').design?.share).toEqual(['whatsapp', 'mail']);
  expect(parsed('design: { share: [] }').design?.share).toEqual([]);
  expect(parsed('design: { share: [facebook] }').reported).toEqual(['schema/choice 4:19']);
});
