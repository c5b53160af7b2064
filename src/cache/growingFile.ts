/**
 * A file that is made under a temporary name and gets its own by a rename when it is complete, so
 * that nobody ever sees half of it. What is appended can be read at once.
 */
import { renameFile } from './renameFile.ts';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A file that is open for reading. */
export interface OpenFile {
  /** The bytes from `offset` on; fewer than `length` when the file ends before. Throws what the system refuses. */
  readonly read: (offset: number, length: number) => Buffer;
  readonly close: () => void;
}

/** Pattern for the names of unfinished files. */
export const temporaryName = /^new-\d+$/;

const usualBuffer = 1024 * 1024;

export class GrowingFile implements OpenFile {
  readonly #folder: string;
  readonly #bufferSize: number;
  #descriptor: number | undefined;
  /** Undefined before the file exists and after it has its own name. */
  #temporaryPath: string | undefined;
  #buffer: Buffer | undefined;
  #buffered = 0;
  /** How many bytes are in the file; those in the buffer follow them. */
  #written = 0;

  /** Touches nothing yet: the file comes into being when the first `bufferSize` bytes are full. */
  constructor(folder: string, bufferSize = usualBuffer) {
    this.#folder = folder;
    this.#bufferSize = bufferSize;
  }

  /** Returns the offset of the bytes. Throws what the system refuses. */
  readonly append = (bytes: Uint8Array): number => {
    if (this.#buffered + bytes.length > this.#bufferSize) this.#flush();
    const offset = this.#written + this.#buffered;
    if (bytes.length > this.#bufferSize) {
      this.#write(bytes);
    } else {
      this.#buffer ??= Buffer.allocUnsafe(this.#bufferSize);
      this.#buffer.set(bytes, this.#buffered);
      this.#buffered += bytes.length;
    }
    return offset;
  };

  readonly read = (offset: number, length: number): Buffer => {
    if (offset >= this.#written && this.#buffer) {
      const start = offset - this.#written;
      return Buffer.from(this.#buffer.subarray(start, Math.min(start + length, this.#buffered)));
    }
    return this.#descriptor === undefined ? Buffer.alloc(0) : readAt(this.#descriptor, offset, length);
  };

  /** Completes the file and lets the world see it, in place of what had the name before. Throws what the system refuses. */
  readonly publish = (name: string): void => {
    this.#flush();
    if (this.#temporaryPath === undefined) throw new Error('An empty file, or one that is published already');
    renameFile(this.#temporaryPath, join(this.#folder, name));
    this.#temporaryPath = undefined;
    this.#buffer = undefined;
  };

  /** Ends reading and writing; a file that was not published is gone. */
  readonly close = (): void => {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    if (this.#temporaryPath !== undefined) removeFile(this.#temporaryPath);
    this.#descriptor = undefined;
    this.#temporaryPath = undefined;
    this.#buffer = undefined;
    this.#buffered = 0;
  };

  #flush(): void {
    if (this.#buffer && this.#buffered > 0) this.#write(this.#buffer.subarray(0, this.#buffered));
    this.#buffered = 0;
  }

  #write(bytes: Uint8Array): void {
    this.#descriptor ??= this.#create();
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done);
    }
    this.#written += bytes.length;
  }

  /** No two processes get the same name: the system makes a file only where there is none. */
  #create(): number {
    for (let number = 1; ; number++) {
      const path = join(this.#folder, `new-${number}`);
      try {
        const descriptor = openSync(path, 'wx+', 0o666);
        this.#temporaryPath = path;
        return descriptor;
      } catch (error) {
        if (systemErrorCode(error) !== 'EEXIST') throw error;
      }
    }
  }
}

/** Puts a whole file in the place of another, or of none. Throws what the system refuses. */
export function replaceFile(folder: string, name: string, bytes: Uint8Array): void {
  // Complete files need no buffer: those of thousands of small files would take gigabytes.
  const file = new GrowingFile(folder, 0);
  try {
    file.append(bytes);
    file.publish(name);
  } finally {
    file.close();
  }
}

/** Reads at a place; fewer bytes when the file ends before. Throws what the system refuses. */
export function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const count = readSync(descriptor, bytes, done, Math.min(length - done, longestRead), offset + done);
    if (count === 0) return bytes.subarray(0, done);
    done += count;
  }
  return bytes;
}

/** Removes a file, or finds that somebody else did. Throws what else the system refuses. */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** In bytes; Node refuses more than 2 GiB at a time. */
const longestRead = 2 ** 30;

/** `ENOENT` and the like; undefined for an error that no system call made. */
export function systemErrorCode(error: unknown): string | undefined {
  const isSystemError = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystemError ? String(error.code) : undefined;
}
