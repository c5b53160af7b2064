import { createRequire, findPackageJSON } from 'node:module';

/**
 * The version of sharp, which makes the bytes. Sharp itself would take a tenth of a second to load, and
 * most builds make no picture.
 */
export function encoderVersion(): string {
  const file = findPackageJSON('sharp', import.meta.url);
  if (file === undefined) throw new Error('The package sharp is missing');
  const { version }: { readonly version: string } = createRequire(import.meta.url)(file);
  return version;
}
