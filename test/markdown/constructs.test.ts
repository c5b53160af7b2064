/** Each construct that authors can write becomes what its example says. */
import { expect, test } from 'vitest';
import { constructs } from './constructs.ts';
import { renderConstruct } from './renderConstruct.ts';

test.each(Object.entries(constructs))('%s makes of its example what it says', (_, { markdown, html }) => {
  expect(renderConstruct(markdown)).toContain(html);
});
