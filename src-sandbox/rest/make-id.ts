import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id as the platform makes them: 25 lower-case letters and digits. */
export function makeId(): string {
  return `cm${Array.from(randomBytes(23), (byte) => letters[byte % letters.length]).join('')}`;
}
