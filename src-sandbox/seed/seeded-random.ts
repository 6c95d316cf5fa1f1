/** A stream of numbers that is the same for the same seed and stream name, on every machine. */
export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Shuffles in place and hands the same array back. */
  shuffle<A extends Int32Array | unknown[]>(list: A): A;
  /** An id as the platform makes them: 24 lower-case letters and digits (tenant-api, section 1). */
  id(): string;
}

/** Takes the tenant's seed and a stream name, so that one part of the seeding cannot shift another. */
export function seededRandom(seed: number, stream: string): SeededRandom {
  let state = mix(seed, stream);

  function bits(): number {
    // A 32-bit counter with a large odd step, scrambled: every state gives another value, the period is 2^32.
    state = (state + 0x9e3779b9) >>> 0;
    let scrambled = state;
    scrambled = Math.imul(scrambled ^ (scrambled >>> 16), 0x21f0aaad);
    scrambled = Math.imul(scrambled ^ (scrambled >>> 15), 0x735a2d97);
    return (scrambled ^ (scrambled >>> 15)) >>> 0;
  }

  const next = () => bits() / 0x1_0000_0000;
  const below = (limit: number) => Math.floor(next() * limit);

  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick<T>(list: readonly T[]): T {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error('cannot pick from an empty list');
      return chosen;
    },
    shuffle<A extends Int32Array | unknown[]>(list: A): A {
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        const held = list[last];
        list[last] = list[other];
        list[other] = held;
      }
      return list;
    },
    id: () => `clx${word(bits())}${word(bits())}${word(bits())}`,
  };
}

function word(bits: number): string {
  return bits.toString(36).padStart(7, '0');
}

function mix(seed: number, stream: string): number {
  let hash = (Math.imul(seed | 0, 0x85ebca6b) ^ Math.floor(seed / 0x1_0000_0000)) >>> 0;
  for (let place = 0; place < stream.length; place += 1) {
    hash = Math.imul(hash ^ stream.charCodeAt(place), 0x01000193) >>> 0;
  }
  return hash;
}
