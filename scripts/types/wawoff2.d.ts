/** The part of wawoff2 that unpacks; the package has no types. */
declare module 'wawoff2/decompress.js' {
  export default function decompress(packed: Uint8Array): Promise<Uint8Array>;
}
