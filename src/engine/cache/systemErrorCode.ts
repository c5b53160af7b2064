/** `ENOENT` and the like; undefined for an error that no system call made. */
export function systemErrorCode(error: unknown): string | undefined {
  const isSystemError = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystemError ? String(error.code) : undefined;
}
