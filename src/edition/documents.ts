import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { Bodies } from './bodies.ts';
import { type BodyIntakeOptions, createBodyIntake } from './bodyIntake.ts';
import type { PackedBody } from './packedBody.ts';
import { type ArrivedBody, parseBody } from './parseBody.ts';
import type { Identity, SourceMemory } from './sourceMemory.ts';
import type { SourceReader } from './sourceReaders.ts';

export interface Documents {
  readonly bodies: Bodies;
  /** The head of a source; its body arrives at once when it is remembered, and otherwise when it has been parsed. */
  readonly read: <Meta>(source: SourceFile, reader: SourceReader<Meta>) => Checked<Meta>;
  /** Waits for all bodies; returns what is wrong with them. */
  readonly finish: () => Promise<readonly Diagnostic[]>;
  /** What the sources hold: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** How many sources were parsed, because nothing was remembered of them. */
  readonly parsed: () => number;
}

export interface DocumentsOptions extends Omit<BodyIntakeOptions, 'receive'> {
  readonly memory: SourceMemory;
}

/** Takes documents from memory, or has them parsed and remembers them. */
export function createDocuments({ memory, ...options }: DocumentsOptions): Documents {
  const faults: Diagnostic[] = [];
  const identities = new Map<SourcePath, string>();
  const fetchers = new Map<SourcePath, () => PackedBody>();
  const bodies = new Bodies((file) => {
    const fetch = fetchers.get(file);
    if (!fetch) throw new Error(`The body of ${file} was let go`);
    return fetch();
  });
  const arrive = ({ file, facts, html, faults: inBody }: ArrivedBody): void => {
    faults.push(...inBody);
    bodies.arrive(file, facts, html);
  };
  const parsing = createParsing(memory, options, arrive);
  return {
    bodies,
    identities,
    parsed: parsing.count,
    read: (source, reader) => {
      const { value: identity, diagnostics } = memory.identify(source);
      if (!identity) return { diagnostics };
      identities.set(source.path, identity.id);
      const remembered = memory.recall(identity.id);
      const document = remembered && reader.unwrap(remembered);
      fetchers.set(source.path, () => {
        const html = memory.recallHtml(identity.id);
        if (html) return { facts: bodies.factsOf(source.path), html };
        // What was remembered is damaged, or the file has changed meanwhile.
        const { digest, facts, faults: found, html: parsed } = parseBody(source, reader);
        const isSame = document && digest === identity.digest;
        if (isSame) memory.remember(identity.id, reader.wrap({ ...document, facts, faults: found }), parsed);
        return { facts, html: parsed };
      });
      if (!document) return parsing.start(source, identity, reader);
      faults.push(...document.faults);
      bodies.arrive(source.path, document.facts);
      return document.head;
    },
    finish: async () => [...(await parsing.finish()), ...faults],
  };
}

interface Parsing {
  /** Parses the head now and the body sooner or later. */
  readonly start: <Meta>(source: SourceFile, identity: Identity, reader: SourceReader<Meta>) => Checked<Meta>;
  readonly finish: () => Promise<readonly Diagnostic[]>;
  readonly count: () => number;
}

function createParsing(
  memory: SourceMemory,
  options: Omit<BodyIntakeOptions, 'receive'>,
  arrive: (body: ArrivedBody) => void,
): Parsing {
  const expected = new Map<SourcePath, (body: ArrivedBody) => void>();
  let count = 0;
  const receive = (body: ArrivedBody): void => {
    expected.get(body.file)?.(body);
    expected.delete(body.file);
    arrive(body);
  };
  const intake = createBodyIntake({ ...options, receive });
  return {
    start: (source, { id, digest, bytes }, reader) => {
      count++;
      const head = bytes ? reader.head(bytes, source.path) : headOf(source, reader);
      expected.set(source.path, ({ digest: parsed, facts, html, faults }) => {
        // Otherwise the file was changed between the two looks at it.
        if (parsed === digest) memory.remember(id, reader.wrap({ head, facts, faults }), html);
      });
      if (source.kind === 'article') intake.add(source);
      else receive(parseBody(source, reader));
      return head;
    },
    finish: intake.finish,
    count: () => count,
  };
}

function headOf<Meta>(source: SourceFile, reader: SourceReader<Meta>): Checked<Meta> {
  const { value, diagnostics } = readSource(source);
  return value ? reader.head(value, source.path) : { diagnostics };
}
