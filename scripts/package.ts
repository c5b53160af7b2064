/** What the published package has besides the program: types and JSON Schemas. npm runs this before it packs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './schemas.ts';
import { emitTypes } from './types.ts';

const root = join(import.meta.dirname, '..');
const schemas = join(root, 'schemas');

rmSync(schemas, { recursive: true, force: true });
mkdirSync(schemas);
for (const [name, schema] of jsonSchemas())
  writeFileSync(join(schemas, name), `${JSON.stringify(schema, undefined, 2)}\n`);
await emitTypes({ define: 'config/define.d.ts', views: 'views/views.d.ts' }, join(root, 'types'));
