/**
 * rehype plugin: code blocks, whose long lines scroll, are reached by the keyboard and have a name. The boxes of task lists become
 * pictures with a name: nobody can tick them, and a form control without a label tells a screen reader nothing.
 */
import type { Element, ElementContent, Parents, Properties, Root } from 'hast';
import { siteTexts } from '../core/siteTexts.ts';
import { walkElements } from './tree.ts';

export function rehypeCodeAndTasks() {
  return (tree: Root): void => {
    walkElements(tree, (element, index, parent) => {
      if (element.tagName === 'pre')
        Object.assign(element.properties, { role: 'group', ariaLabel: siteTexts.code, tabIndex: 0 });
      else if (element.tagName === 'input') {
        // Any other one is raw HTML, of which the author has been told that it falls away.
        parent.children[index] = isTask(parent) ? boxOf(element) : { type: 'text', value: '' };
      }
    });
  };
}

function isTask(parent: Parents): boolean {
  const item = parent.type === 'element' ? parent : undefined;
  return item?.tagName === 'li' || item?.tagName === 'p';
}

/** The stylesheet draws it; the sign is for feed readers and mails. */
function boxOf({ properties }: Element): Element {
  const isDone = Boolean(properties['checked']);
  const ariaLabel = isDone ? siteTexts.taskDone : siteTexts.taskOpen;
  const sign = span({ ariaHidden: 'true' }, { type: 'text', value: isDone ? '☑' : '☐' });
  return span({ className: ['task-box', ...(isDone ? ['task-done'] : [])], role: 'img', ariaLabel }, sign);
}

function span(properties: Properties, child: ElementContent): Element {
  return { type: 'element', tagName: 'span', properties, children: [child] };
}
