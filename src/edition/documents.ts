import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { Bodies } from './bodies.ts';
import { type BodyIntakeOptions, createBodyIntake } from './bodyIntake.ts';
import type { PackedBody } from './packedBody.ts';
import { type ArrivedBody, parseBody, readBody } from './parseBody.ts';
import { recallOrRead } from './recallOrRead.ts';
import type { ReadSource } from './sourceIdentities.ts';
import type { SourceMemory } from './sourceMemory.ts';
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
  // Of a file that changes between the looks at its head and its body no id tells what was read.
  const parsing = createParsing(memory, options, arrive, (file) => identities.set(file, ''));
  return {
    bodies,
    identities,
    parsed: parsing.count,
    read: (source, reader) => {
      const { value: found, diagnostics } = recallOrRead(memory, source, reader.unwrap);
      if (!found) return { diagnostics };
      // The function below lives as long as the edition; it may not hold the bytes.
      const { id, digest: now } = found;
      const document = 'known' in found ? found.known : undefined;
      identities.set(source.path, id);
      fetchers.set(source.path, () => {
        const html = memory.recallHtml(id);
        if (html) return { facts: bodies.factsOf(source.path), html };
        // What was remembered is damaged, or the file has changed meanwhile.
        const { digest, facts, faults: inBody, html: parsed } = readBody(source, reader);
        const isSame = document && digest === now;
        if (isSame) memory.remember(id, reader.wrap({ ...document, facts, faults: inBody }), parsed);
        return { facts, html: parsed };
      });
      if (!('known' in found)) return parsing.start(source, found, reader);
      faults.push(...found.known.faults);
      bodies.arrive(source.path, found.known.facts);
      return found.known.head;
    },
    finish: async () => [...(await parsing.finish()), ...faults],
  };
}

interface Parsing {
  /** Parses the head now and the body sooner or later. */
  readonly start: <Meta>(source: SourceFile, read: ReadSource, reader: SourceReader<Meta>) => Checked<Meta>;
  readonly finish: () => Promise<readonly Diagnostic[]>;
  readonly count: () => number;
}

function createParsing(
  memory: SourceMemory,
  options: Omit<BodyIntakeOptions, 'receive'>,
  arrive: (body: ArrivedBody) => void,
  onMoved: (file: SourcePath) => void,
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
      const head = reader.head(bytes, source.path);
      expected.set(source.path, ({ digest: parsed, facts, html, faults }) => {
        if (parsed !== digest) onMoved(source.path);
        else memory.remember(id, reader.wrap({ head, facts, faults }), html);
      });
      if (source.kind === 'article') intake.add(source);
      else receive(parseBody(bytes, source.path, reader));
      return head;
    },
    finish: intake.finish,
    count: () => count,
  };
}
