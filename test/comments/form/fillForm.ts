/** The comment form of a page as a browser without scripts sends it. */
import type { Element } from 'hast';
import { elementsIn } from '../../support/html.ts';

export type Entries = readonly (readonly [name: string, value: string])[];

export interface FilledForm {
  readonly action: string;
  readonly attributes: Element['properties'];
  readonly entries: Entries;
}

/** What a reader types and ticks, by the ids of the fields. */
export type Filling = Readonly<Record<string, string | true>>;

export interface Changes {
  readonly filling: Filling;
  /** Id of the comment that is answered, as the script sets it. */
  readonly parent?: string;
  /** The script leaves out the addresses to lead the browser to. */
  readonly byScript?: boolean;
}

/** The successful controls of the form (HTML, 4.10.21.4), in order. */
export function fillForm(html: string, { filling, parent, byScript = false }: Changes): FilledForm {
  const [form] = elementsIn(html, ({ tagName }) => tagName === 'form');
  if (!form) throw new Error('The page has no form.');
  const controls = elementsIn(html, ({ tagName }) => tagName === 'input' || tagName === 'textarea');
  const entries = controls.flatMap((control): Entries => {
    const { name, type, disabled, value = '', id, dataParent, dataRedirect } = control.properties;
    if (typeof name !== 'string' || disabled === true) return [];
    if (byScript && dataRedirect !== undefined) return [];
    if (parent !== undefined && dataParent !== undefined) return [[name, parent]];
    const given = filling[String(id ?? '')];
    if (type === 'checkbox') return given === true ? [[name, String(value)]] : [];
    return [[name, typeof given === 'string' ? given : String(value)]];
  });
  return { action: String(form.properties['action']), attributes: form.properties, entries };
}
