/**
 * The path that the target of a request (`/a/b%20c/?q`, as it came over the wire) asks for: decoded, NFC,
 * then resolved. It begins with `/`, has no empty, `.` or `..` segments, and ends with `/` if the target's
 * path did. Undefined when it is none or leads out.
 */
export function requestPath(target: string): string | undefined {
  const path = decode(target.replace(/[?#].*$/s, ''))?.normalize('NFC');
  if (path === undefined || !path.startsWith('/') || /[\\\p{Cc}]/u.test(path)) return undefined;
  const resolved: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') resolved.push(segment);
    else if (resolved.pop() === undefined) return undefined;
  }
  const isFolder = resolved.length === 0 || /\/(?:\.\.?)?$/.test(path);
  return `/${resolved.join('/')}${isFolder && resolved.length > 0 ? '/' : ''}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
