/** A simulated clock: it starts at an instant and runs `speed` times as fast as the real one. */
export class SimulatedClock {
  private readonly startedAt: number;
  private readonly from: number;
  private readonly speed: number;
  private readonly realNow: () => number;

  /** @param from milliseconds since 1970; `realNow` gives real milliseconds and never goes back */
  constructor(from: number, speed: number, realNow: () => number = () => performance.now()) {
    this.from = from;
    this.speed = speed;
    this.realNow = realNow;
    this.startedAt = realNow();
  }

  /** The simulated instant, milliseconds since 1970. */
  now(): number {
    return this.from + (this.realNow() - this.startedAt) * this.speed;
  }
}
