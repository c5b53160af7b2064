/**
 * The checklists of docs/architecture.md, carried out: for each an invented change, with the edits of every step and what
 * complains when the step is forgotten.
 */
import type { SourceCheck, Tree } from './sourceChecks.ts';

/** Puts `text` in front of, or behind, the one place that reads like that. */
type Edit =
  | { readonly before: string; readonly text: string }
  | { readonly after: string; readonly text: string };

type Alarm =
  /** The compiler, with an error in this file that speaks of the change. */
  | { readonly compiler: string; readonly says: string }
  | { readonly check: SourceCheck; readonly says: string };

interface Step {
  /** As the checklist names it. */
  readonly file: string;
  /** A whole text for a new file. */
  readonly change: string | readonly Edit[];
  readonly forgotten: Alarm;
}

export interface Checklist {
  /** Heading in docs/architecture.md. */
  readonly heading: string;
  /** What stands for `<name>` and the like in its paths. */
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const frontMatterKey: Checklist = {
  heading: 'a front matter key of articles',
  names: {},
  steps: [
    {
      file: 'src/core/model.ts',
      change: [{ before: '  readonly kicker?: string;\n', text: '  readonly venue?: string;\n' }],
      forgotten: { compiler: 'src/content/article.ts', says: 'venue' },
    },
    {
      file: 'src/content/article.ts',
      change: [
        { before: '    kicker: v.optional(text),\n', text: '    venue: v.optional(text),\n' },
        {
          before: '    kicker: kicker && set(kicker),\n',
          text: '    venue: frontMatter.venue && set(frontMatter.venue),\n',
        },
      ],
      forgotten: { compiler: 'src/content/article.ts', says: 'venue' },
    },
    {
      file: 'src/views/views.ts',
      change: [
        {
          before: '  /** 0: nobody can say. */\n',
          text: '  /** May be empty. */\n  readonly venue: string;\n',
        },
      ],
      forgotten: { compiler: 'src/routes/article/articlePages.ts', says: 'venue' },
    },
    {
      file: 'src/routes/article/articlePages.ts',
      change: [{ before: '    kicker: card.kicker,\n', text: "    venue: article.venue ?? '',\n" }],
      forgotten: { compiler: 'src/routes/article/articlePages.ts', says: 'venue' },
    },
    {
      file: 'templates/article.eta',
      change: [{ before: '  </header>\n', text: '    <p class="venue"><%= it.venue %></p>\n' }],
      forgotten: { check: 'field of a view that no template shows', says: 'ArticleView.venue' },
    },
    {
      file: 'scripts/schemaWords.ts',
      change: [{ before: "  kicker: 'Die Dach", text: "  venue: 'Wo es geschah.',\n" }],
      forgotten: { check: 'front matter key without words for the reference', says: 'venue' },
    },
  ],
};

const calendarPage = `/** The calendar: when something appeared. */
import type { UrlPath } from '../../core/model.ts';
import { dateView } from '../../core/time.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';

const url = '/kalender/' as UrlPath;
const heading = 'Kalender';

export function calendarPage({ collections: { articles }, layout }: PageParts): Page {
  const view = () => ({
    ...layout({ url, title: heading, description: heading }),
    heading,
    days: articles.map(({ date }) => dateView(date).day),
  });
  return { url, source: heading, content: { kind: 'calendar', view } };
}
`;

const pageKind: Checklist = {
  heading: 'a page kind',
  names: { kind: 'calendar', feature: 'calendar', name: 'calendarPage' },
  steps: [
    {
      file: 'src/views/views.ts',
      change: [
        {
          before: '/** The templates and the view of each. */\n',
          text: '/** `calendar.eta` */\nexport interface CalendarView extends BaseView {\n  readonly heading: string;\n  readonly days: readonly string[];\n}\n\n',
        },
        { after: 'export interface TemplateViews {\n', text: '  readonly calendar: CalendarView;\n' },
      ],
      forgotten: { compiler: 'src/routes/calendar/calendarPage.ts', says: 'calendar' },
    },
    {
      file: 'src/routes/kinds.ts',
      change: [{ before: '  archive: listing,\n', text: '  calendar: listing,\n' }],
      forgotten: { compiler: 'src/routes/kinds.ts', says: 'calendar' },
    },
    {
      file: 'src/routes/calendar/calendarPage.ts',
      change: calendarPage,
      forgotten: { compiler: 'src/routes/planPages.ts', says: 'calendar' },
    },
    {
      file: 'src/routes/planPages.ts',
      change: [
        {
          before: "import { articlePages } from './article/articlePages.ts';\n",
          text: "import { calendarPage } from './calendar/calendarPage.ts';\n",
        },
        {
          before: '    archivePage(parts),\n',
          text: '    calendarPage(parts),\n',
        },
      ],
      forgotten: { check: 'source that nothing imports', says: 'src/routes/calendar/calendarPage.ts' },
    },
    {
      file: 'templates/calendar.eta',
      change:
        "<% /* View: CalendarView (src/views/views.ts) */ %>\n<% layout('layouts/base', { kind: 'calendar' }) %>\n<h1><%= it.heading %></h1>\n<% for (const day of it.days) { %>\n<p><%= day %></p>\n<% } %>\n",
      forgotten: { check: 'page kind without a template', says: 'calendar' },
    },
    {
      file: 'docs/reference/templates.md',
      change: [
        {
          before: '| `archive.eta` |',
          text: '| `calendar.eta` | when something appeared | `CalendarView` |\n',
        },
      ],
      forgotten: { check: 'template without a row in the reference', says: 'calendar.eta' },
    },
  ],
};

const markersPlugin = `/** rehype plugin: a paragraph that begins with „Merke:“ gets a look of its own. */
import type { Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { contextOf, positionOf } from './documentContext.ts';
import { textOf, walkElements } from './tree.ts';

export function rehypeReminders() {
  return (tree: Root, file: VFile): void => {
    walkElements(tree, (paragraph) => {
      const [, words] = /^Merke:(.*)/s.exec(textOf(paragraph)) ?? [];
      if (paragraph.tagName !== 'p' || words === undefined) return;
      paragraph.properties = { className: ['reminder'] };
      const context = contextOf(file);
      const place = { file: context.file, position: positionOf(context, paragraph) };
      if (words.trim() === '') context.diagnostics.push(diagnose('text/empty-reminder', {}, place));
    });
  };
}
`;

export const reminder = { markdown: 'Merke: Es gilt.', html: '<p class="reminder">Merke: Es gilt.</p>' };

const construct: Checklist = {
  heading: 'a Markdown construct',
  names: { name: 'reminders' },
  steps: [
    {
      file: 'src/markdown/reminders.ts',
      change: markersPlugin,
      forgotten: { compiler: 'src/markdown/markdown.ts', says: 'reminders' },
    },
    {
      file: 'src/markdown/markdown.ts',
      change: [
        {
          before: "import { rehypeTables } from './tables.ts';\n",
          text: "import { rehypeReminders } from './reminders.ts';\n",
        },
        { before: '    .use(rehypeTables)\n', text: '    .use(rehypeReminders)\n' },
      ],
      forgotten: { check: 'source that nothing imports', says: 'src/markdown/reminders.ts' },
    },
    {
      file: 'src/core/diagnostics/messages/textMessages.ts',
      change: [
        {
          after: 'export const textMessages = {\n',
          text: "  'text/empty-reminder': warning('Nach „Merke:“ fehlt der Satz.'),\n",
        },
      ],
      forgotten: { compiler: 'src/markdown/reminders.ts', says: 'text/empty-reminder' },
    },
    {
      file: 'templates/styles/prose.css',
      change: [{ before: '.prose ', text: '.prose .reminder {\n  font-weight: 600;\n}\n\n' }],
      forgotten: { check: 'class in texts without a look', says: 'reminder' },
    },
    {
      file: 'test/markdown/constructs.ts',
      change: [
        {
          before: '  rehypeTables: {\n',
          text: `  rehypeReminders: {\n    handbook: '### Merksätze',\n    markdown: '${reminder.markdown}',\n    html: '${reminder.html}',\n  },\n`,
        },
      ],
      forgotten: { check: 'Markdown plugin without an example', says: 'rehypeReminders' },
    },
    {
      file: 'docs/handbuch.md',
      change: [
        {
          before: '### Tabellen\n',
          text: '### Merksätze\n\nEin Absatz, der mit „Merke:“ beginnt, steht fett da.\n\n',
        },
      ],
      forgotten: { check: 'Markdown construct that the handbook does not explain', says: '### Merksätze' },
    },
  ],
};

const diagnostic: Checklist = {
  heading: 'a diagnostic',
  names: { area: 'rumour' },
  steps: [
    {
      file: 'src/core/diagnostics/messages/rumourMessages.ts',
      change: `import { warning } from '../message.ts';

/** About articles that go by hearsay. */
export const rumourMessages = {
  'rumour/headline': warning(
    'Die Überschrift „{title}“ behauptet etwas vom Hörensagen.',
    'Nenne die Quelle.',
  ),
};
`,
      forgotten: { compiler: 'src/core/diagnostics/diagnostics.ts', says: 'rumour' },
    },
    {
      file: 'src/core/diagnostics/diagnostics.ts',
      change: [
        {
          before: "import { settingsMessages } from './messages/settingsMessages.ts';\n",
          text: "import { rumourMessages } from './messages/rumourMessages.ts';\n",
        },
        { before: '  ...settingsMessages,\n', text: '  ...rumourMessages,\n' },
      ],
      forgotten: { compiler: 'src/content/article.ts', says: 'rumour/headline' },
    },
    {
      file: 'src/content/article.ts',
      change: [
        {
          before: '  const diagnostics = [...reading.diagnostics, ...momentWarnings(',
          text: `  const { title } = reading.value;
  const hearsay = title.startsWith('Angeblich') ? [diagnose('rumour/headline', { title }, { file })] : [];
`,
        },
        { after: '    diagnostics: [...diagnostics, ', text: '...hearsay, ' },
      ],
      forgotten: { check: 'diagnostic that nobody reports', says: 'rumour/headline' },
    },
  ],
};

const endpoint: Checklist = {
  heading: 'a comment endpoint format',
  names: { name: 'postbox' },
  steps: [
    {
      file: 'src/config/commentSettings.ts',
      change: [{ after: 'const commentFormats = [', text: "'postbox', " }],
      forgotten: { compiler: 'src/comments/form/commentForm.ts', says: 'postbox' },
    },
    {
      file: 'src/comments/form/commentForm.ts',
      change: [
        {
          after: '> = {\n',
          text: `  /** A letter box that takes three fields. */
  postbox: ({ endpoint, article }) => ({
    ...usual,
    action: endpoint,
    hidden: [{ name: 'article', value: article.path }],
    names: { text: 'letter', name: 'name', email: 'email' },
  }),
`,
        },
      ],
      forgotten: { compiler: 'src/comments/form/commentForm.ts', says: 'postbox' },
    },
    {
      file: 'test/comments/form/endpoints.ts',
      change: [
        {
          before: '  formspree: { ...own',
          text: "  postbox: { ...own, receive: formspree, action: 'https://p.example/letters' },\n",
        },
      ],
      forgotten: { compiler: 'test/comments/form/endpoints.ts', says: 'postbox' },
    },
    {
      file: 'docs/kommentare.md',
      change: [
        {
          before: '| `formspree` |',
          text: '| `postbox` | ein Briefkasten | `https://…/letters` | von Hand |\n',
        },
      ],
      forgotten: { check: 'comment format that no document names', says: 'postbox' },
    },
  ],
};

export const checklists: readonly Checklist[] = [frontMatterKey, pageKind, construct, diagnostic, endpoint];

/** The tree after these steps. @throws when a step finds no place for itself */
export function carryOut(tree: Tree, steps: readonly Step[]): Tree {
  const changed = new Map(tree);
  for (const { file, change } of steps) {
    if (typeof change === 'string') {
      if (changed.has(file)) throw new Error(`${file} is there already`);
      changed.set(file, change);
    } else for (const edit of change) changed.set(file, edited(changed.get(file) ?? '', edit, file));
  }
  return changed;
}

function edited(text: string, edit: Edit, file: string): string {
  const anchor = 'before' in edit ? edit.before : edit.after;
  const at = text.indexOf(anchor);
  if (at < 0) throw new Error(`${file} has no place like ${anchor}`);
  const place = 'before' in edit ? at : at + anchor.length;
  return text.slice(0, place) + edit.text + text.slice(place);
}
