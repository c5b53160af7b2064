import type { Diagnostic } from '../model.ts';
import { type Message, type SourceLocation, toDiagnostic } from './message.ts';
import { addressMessages } from './messages/addresses.ts';
import { boxMessages } from './messages/boxes.ts';
import { cacheMessages } from './messages/cache.ts';
import { collectionMessages } from './messages/catalogue.ts';
import { chartMessages } from './messages/charts.ts';
import { commentMessages } from './messages/comments.ts';
import { vgwortMessages } from './messages/countingMarks.ts';
import { embedMessages } from './messages/embeds.ts';
import { frontMatterMessages } from './messages/frontMatter.ts';
import { germanMessages } from './messages/german.ts';
import { moderationMessages } from './messages/moderation.ts';
import { outputMessages } from './messages/output.ts';
import { passageMessages } from './messages/passages.ts';
import { pictureMessages } from './messages/pictures.ts';
import { programMessages } from './messages/program.ts';
import { receiverMessages } from './messages/receiver.ts';
import { schemaMessages } from './messages/schema.ts';
import { searchMessages } from './messages/search.ts';
import { settingsMessages } from './messages/settings.ts';
import { sourceMessages } from './messages/source.ts';
import { templateMessages } from './messages/templates.ts';
import { textMessages } from './messages/text.ts';
import { tickerMessages } from './messages/ticker.ts';
import { yamlMessages } from './messages/yaml.ts';

/** Catalogue of all diagnostics. The first word of a code names its area, and its file in `messages/`. */
const catalogue = {
  ...addressMessages,
  ...boxMessages,
  ...passageMessages,
  ...cacheMessages,
  ...collectionMessages,
  ...chartMessages,
  ...commentMessages,
  ...vgwortMessages,
  ...embedMessages,
  ...germanMessages,
  ...moderationMessages,
  ...outputMessages,
  ...templateMessages,
  ...frontMatterMessages,
  ...pictureMessages,
  ...programMessages,
  ...receiverMessages,
  ...schemaMessages,
  ...searchMessages,
  ...settingsMessages,
  ...sourceMessages,
  ...textMessages,
  ...tickerMessages,
  ...yamlMessages,
};

type Catalogue = typeof catalogue;
export type DiagnosticCode = keyof Catalogue;
type ParametersOf<Code extends DiagnosticCode> =
  Catalogue[Code] extends Message<infer Parameters> ? Parameters : never;

/** Makes the diagnostic of a code; what it needs to know follows from the code. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  parameters: ParametersOf<Code>,
  place: SourceLocation = {},
): Diagnostic {
  return toDiagnostic(code, catalogue[code] as Message<ParametersOf<Code>>, parameters, place);
}
