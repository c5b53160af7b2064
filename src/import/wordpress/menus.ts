/** The menus of a WordPress, whose entries are items of the export → the `navigation:` of a new blog. */
import type { SourcePath } from '../../core/model.ts';
import type { AccountItem } from '../model.ts';
import type { FollowLink } from './oldLinks.ts';
import type { WordPressPlan } from './plan.ts';
import { plainWords } from './words.ts';
import type { WxrItem } from './wxr.ts';

export interface NavigationEntry {
  readonly name: string;
  readonly url: string;
}

export interface MenuGoals {
  readonly plan: WordPressPlan;
  readonly follow: FollowLink;
  readonly isShown: (id: string) => boolean;
  /** List of a term by taxonomy and id; undefined where there is none. */
  readonly listOf: (taxonomy: string, id: string) => string | undefined;
  /** Title of a text that an entry without words of its own is called after. */
  readonly titleOf: (id: string) => string | undefined;
}

export interface MenuEntry {
  readonly item: Pick<WxrItem, 'id' | 'type' | 'status' | 'title'>;
  readonly menu: string;
  readonly order: number;
  readonly isTop: boolean;
  readonly found: NavigationEntry | undefined;
}

/** What a menu entry needs of its item. */
export function menuEntryOf(item: WxrItem, goals: MenuGoals): MenuEntry {
  const valueOf = (name: string): string =>
    item.meta.find(([key]) => key === `_menu_item_${name}`)?.[1].trim() ?? '';
  const url = addressOf(valueOf('type'), valueOf('object'), valueOf('object_id'), valueOf('url'), goals);
  const name = plainWords(item.title) || goals.titleOf(valueOf('object_id')) || '';
  return {
    item: { id: item.id, type: item.type, status: item.status, title: name },
    menu: item.terms.find(({ taxonomy }) => taxonomy === 'nav_menu')?.slug ?? '',
    order: item.menuOrder,
    isTop: ['', '0'].includes(valueOf('menu_item_parent')),
    found: url === undefined || name === '' ? undefined : { name, url },
  };
}

function addressOf(
  type: string,
  object: string,
  id: string,
  url: string,
  { plan, follow, isShown, listOf }: MenuGoals,
): string | undefined {
  if (type === 'post_type') return isShown(id) ? plan.texts.get(id)?.url : undefined;
  if (type === 'taxonomy') return listOf(object, id);
  if (!/^https?:\/\//i.test(url)) return undefined;
  const goal = follow(url);
  if (goal.kind === 'address') return goal.address;
  if (goal.kind !== 'text') return undefined;
  const text = [...plan.texts.values()].find(({ file }) => file === goal.file);
  return text && isShown(text.id) ? text.url : undefined;
}

export interface Navigation {
  readonly entries: readonly NavigationEntry[];
  readonly account: readonly AccountItem[];
}

/** Takes the upper level of the menu that has most in it, unless the blog has a menu with these addresses. */
export function navigationOf(
  menus: readonly MenuEntry[],
  ownMenu: ReadonlySet<string> | undefined,
): Navigation {
  const top = menus.filter(({ isTop, found }) => isTop && found !== undefined);
  const [chosen] = [...Map.groupBy(top, ({ menu }) => menu)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const taken = ownMenu ? [] : (chosen?.[1] ?? []).toSorted((one, other) => one.order - other.order);
  const names = new Set<string>();
  const entries = taken.flatMap(({ found }) => {
    if (!found || names.has(found.name)) return [];
    names.add(found.name);
    return [found];
  });
  const ids = new Set(taken.map(({ item }) => item.id));
  return {
    entries,
    account: menus.map(({ item, found }): AccountItem => {
      const isInOwn = found !== undefined && ownMenu?.has(found.url) === true;
      if (ids.has(item.id) || isInOwn)
        return { ...item, result: 'imported', file: 'site.yaml' as SourcePath };
      return { ...item, result: 'left-out', reason: found ? otherMenu : toNowhere };
    }),
  };
}

const otherMenu =
  'Steht hier nicht im Menü: Ein neuer Blog bekommt die oberste Ebene des größten; alles andere stellst du in site.yaml unter „navigation“ ein.';
const toNowhere = 'Führt zu nichts, was Leser hier sehen.';
