/**
 * Random numbers that are the same on every machine for the same seed (sfc32, seeded by a string hash).
 * Every part of the town forks its own source by name, so that a change in one part leaves the others as they were.
 */
export class Random {
  private readonly seed: string;
  private readonly state: Uint32Array;

  constructor(seed: string | number) {
    this.seed = String(seed);
    this.state = hashToState(this.seed);
    for (let i = 0; i < 15; i++) this.next();
  }

  /** An independent source that depends on this one's seed and `name` only, not on what was drawn before. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** Uniform in [0, 1). */
  next(): number {
    const s = this.state;
    const t = (s[0] + s[1] + s[3]) | 0;
    s[3] = s[3] + 1;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = s[2] + (s[2] << 3);
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
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
    return from[this.whole(0, from.length - 1)];
  }

  /** Roughly normal with mean 0 and deviation 1 (Irwin–Hall sum of twelve), never beyond ±6. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum;
  }
}

/** FNV-1a over four salted copies of the text. */
function hashToState(text: string): Uint32Array {
  return Uint32Array.from([0, 1, 2, 3], (salt) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < text.length; i++) {
      hash ^= text.charCodeAt(i) + salt * 131;
      hash = Math.imul(hash, 0x01000193);
    }
    return hash >>> 0;
  });
}
