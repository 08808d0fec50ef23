/** Seeded random numbers: xoshiro128**, of Blackman and Vigna (2018), so that a seed gives the same plan on every machine. */

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    // splitmix32 spreads a small seed over the whole state.
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state ^ (state >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
  }

  /** Uniform 32 random bits as an unsigned integer. */
  bits(): number {
    const b = this.#b;
    let result = Math.imul(b, 5);
    result = Math.imul((result << 7) | (result >>> 25), 9);
    const t = b << 9;
    this.#c ^= this.#a;
    this.#d ^= b;
    this.#b = b ^ this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.bits() * 2.3283064365386963e-10;
  }

  /** Uniform whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.bits() * 2.3283064365386963e-10 * below);
  }

  /** Puts `items` in an order of chance, in place. */
  shuffle(items: Int32Array): void {
    for (let k = items.length - 1; k > 0; k--) {
      const other = this.below(k + 1);
      const item = items[k];
      items[k] = items[other];
      items[other] = item;
    }
  }
}
