import { itemAt } from '../domain/item-at.ts';
/**
 * Random numbers that are the same on every machine for the same seed (sfc32, seeded by a string hash).
 * Every part of the town forks its own source by name, so that a change in one part leaves the others as they were.
 */
export class Random {
  private readonly seed: string;
  /** The four words of the state, 32 bits each. */
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(seed: string | number) {
    this.seed = String(seed);
    [this.a, this.b, this.c, this.counter] = hashToState(this.seed);
    for (let i = 0; i < 15; i++) this.next();
  }

  /** An independent source that depends on this one's seed and `name` only, not on what was drawn before. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return itemAt(from, this.whole(0, from.length - 1));
  }

  /** Roughly normal with mean 0 and deviation 1 (Irwin–Hall sum of twelve), never beyond ±6. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum;
  }
}

/** FNV-1a over four salted copies of the text. */
function hashToState(text: string): [number, number, number, number] {
  return [hash(text, 0), hash(text, 1), hash(text, 2), hash(text, 3)];
}

function hash(text: string, salt: number): number {
  let hashed = 0x811c9dc5 ^ salt;
  for (let i = 0; i < text.length; i++) {
    hashed ^= text.charCodeAt(i) + salt * 131;
    hashed = Math.imul(hashed, 0x01000193);
  }
  return hashed | 0;
}
