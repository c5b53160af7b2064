/** Ids consist of the second of arrival in UTC and 40 random bits in base 32 (RFC 4648, small letters). */
export const commentIdPattern = /^\d{8}-\d{6}-[a-z2-7]{8}$/;

const digits = 'abcdefghijklmnopqrstuvwxyz234567';

/** `20261123-124500-abcd2345`, from a moment (ms) and eight random bytes. */
export function commentId(moment: number, random: Uint8Array): string {
  const [day = '', time = ''] = new Date(moment).toISOString().split('T');
  const letters = Array.from(random.subarray(0, 8), (byte) => digits[byte & 31] ?? '').join('');
  if (letters.length < 8) throw new Error('An id is made of eight random bytes');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${letters}`;
}

/** Whether a text can be the id of a comment, whoever made it (ours look like `commentId` makes them): safe in file names, addresses and HTML. */
export function isCommentId(text: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text);
}
