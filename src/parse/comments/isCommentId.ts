/** Whether a text can be the id of a comment, whoever made it (ours look like `commentId` makes them): safe in file names, addresses and HTML. */
export function isCommentId(text: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text);
}
