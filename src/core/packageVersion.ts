import nodeModule from 'node:module';

/** The version of a package that makes bytes. It is not loaded: that takes its time, and most builds do without it. */
export function packageVersion(name: string): string {
  const file = nodeModule.findPackageJSON(name, import.meta.url);
  if (file === undefined) throw new Error(`The package ${name} is missing`);
  const { version }: { readonly version: string } = nodeModule.createRequire(import.meta.url)(file);
  return version;
}
