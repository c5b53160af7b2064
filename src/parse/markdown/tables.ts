import type { Root } from 'hast';
import { walkElements } from './walk.ts';

/** rehype plugin: the alignment of table cells as a class; HTML has no `align` any more, and a content policy forbids `style`. */
export function rehypeTableClasses() {
  return (tree: Root): void => {
    walkElements(tree, (element) => {
      const { align } = element.properties;
      if (typeof align !== 'string') return;
      delete element.properties['align'];
      element.properties['className'] = [`align-${align}`];
    });
  };
}
