/**
 * Proof of work in the ALTCHA v2 format: the reader's browser searches for a number, which costs a spammer
 * time and asks no third party. Keys and solved challenges live as long as the process.
 */
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as v from 'valibot';
import { createExpiringMap } from './senderLimits.ts';

export type ProofOfWork = ReturnType<typeof createProofOfWork>;

export interface ProofOfWorkOptions {
  /** ms */
  readonly clock: () => number;
  /** At least 16 random bytes. */
  readonly key: Uint8Array;
  /** Rounds of PBKDF2 for each number that is tried; 256 numbers on average. */
  readonly cost?: number;
}

/** Milliseconds from the challenge to the comment. */
const lifetime = 20 * 60_000;
const usualCost = 5000;
const most = 50_000;

const hex = v.pipe(v.string(), v.maxLength(200), v.regex(/^[0-9a-f]+$/));
const payloadSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    challenge: v.object({
      parameters: v.strictObject({
        algorithm: v.literal('PBKDF2/SHA-256'),
        nonce: hex,
        salt: hex,
        cost: v.number(),
        keyLength: v.number(),
        keyPrefix: hex,
        expiresAt: v.number(),
      }),
      signature: hex,
    }),
    solution: v.object({ counter: v.number(), derivedKey: hex }),
  }),
);

export function createProofOfWork({ clock, key, cost = usualCost }: ProofOfWorkOptions) {
  const secret = Buffer.from(key).toString('hex');
  /** Signatures of the challenges that were solved. */
  const solved = createExpiringMap<true>({ lifetime, most });
  return {
    challenge: () =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        deriveKey,
        expiresAt: Math.floor((clock() + lifetime) / 1000),
        hmacSignatureSecret: secret,
      }),
    /** Whether `payload` (base64 of JSON) solves a challenge of ours, in time and for the first time. */
    verify: async (payload: string): Promise<boolean> => {
      const parsed = v.safeParse(payloadSchema, Buffer.from(payload, 'base64').toString('utf8'));
      if (!parsed.success) return false;
      const { challenge, solution } = parsed.output;
      if (challenge.parameters.expiresAt * 1000 < clock()) return false;
      const { verified } = await verifySolution({
        challenge,
        solution,
        deriveKey,
        hmacSignatureSecret: secret,
      });
      if (!verified || solved.get(challenge.signature)) return false;
      solved.set(challenge.signature, true, clock());
      return true;
    },
  };
}
