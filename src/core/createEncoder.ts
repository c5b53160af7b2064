const firstRoom = 1024 * 1024;

/** Encodes texts as UTF-8, all into the same memory: what it returns is whole until the next call. */
export function createEncoder(): (text: string) => Uint8Array {
  let room = Buffer.allocUnsafeSlow(firstRoom);
  return (text) => {
    // A UTF-16 unit takes at most three bytes.
    if (text.length * 3 > room.length) room = Buffer.allocUnsafeSlow(text.length * 3);
    return room.subarray(0, room.write(text));
  };
}
