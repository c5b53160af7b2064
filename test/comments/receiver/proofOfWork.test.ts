import { type Challenge, createChallenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { beforeEach, expect, test } from 'vitest';
import { createProofOfWork, type ProofOfWork } from '../../../src/comments/receiver/proofOfWork.ts';

let ahead = 0;
let proof: ProofOfWork;
beforeEach(() => {
  ahead = 0;
  proof = createProofOfWork({ clock: () => Date.now() + ahead, key: Buffer.alloc(32, 5), cost: 10 });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

async function solve(challenge: Challenge): Promise<string> {
  return encode({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}

test('A solution is good once, also when it comes twice at the same moment', async () => {
  const payload = await solve(await proof.challenge());
  const verified = await Promise.all([payload, payload, payload].map(proof.verify));
  expect(verified.toSorted()).toEqual([false, false, true]);
  expect(await proof.verify(payload)).toBe(false);
});

test('A solution is good for twenty minutes', async () => {
  const [one, two] = [await solve(await proof.challenge()), await solve(await proof.challenge())];
  ahead = 19 * 60_000;
  expect(await proof.verify(one)).toBe(true);
  ahead = 21 * 60_000;
  expect(await proof.verify(two)).toBe(false);
});

test('Nothing else is good: another’s challenge, a cheaper one, a guess, no payload at all', async () => {
  const challenge = await proof.challenge();
  const foreign = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1,
    deriveKey,
    expiresAt: Math.floor(Date.now() / 1000) + 600,
    hmacSignatureSecret: 'guessed',
  });
  const cheaper = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } };
  const guess = { counter: 0, derivedKey: '00'.repeat(32) };
  const payloads = [
    await solve(foreign),
    await solve(cheaper),
    encode({ challenge, solution: guess }),
    encode({ challenge: { parameters: challenge.parameters }, solution: guess }),
    encode({
      challenge: { ...challenge, parameters: { ...challenge.parameters, keyLength: 2 ** 31 } },
      solution: guess,
    }),
    encode(null),
    encode([]),
    '',
    'kein base64',
  ];
  expect(await Promise.all(payloads.map(proof.verify))).toEqual(payloads.map(() => false));
  expect(await proof.verify(await solve(challenge))).toBe(true);
});
