/** From the report of one stop to that of the next, as one truck drove it on a past day. */
export interface PastGap {
  readonly pointId: string;
  readonly stream: string;
  /** Between the two reports. */
  readonly seconds: number;
  /** Planned driving between the two. */
  readonly legSeconds: number;
  /** Local hour of the second report, 0…23. */
  readonly hour: number;
}

/** What past days teach of a town. */
export interface Learnt {
  /** Seconds a stop usually takes, and of how many visits the median is; `null` where there are too few. */
  service(pointId: string, stream: string): { readonly seconds: number; readonly visits: number } | null;
  /** Driving as it was ÷ as it was planned, by local hour. */
  pace(hour: number): number;
}

/** Fewer visits than this say nothing. */
const LEAST_VISITS = 3;
/** Longer than this between two reports, somebody had a rest or forgot to report. */
const LONGEST_GAP_SECONDS = 3600;
/** Planned driving that an hour's pace is held at 1 with, so that a few legs do not make a rush hour. */
const PACE_PRIOR_SECONDS = 3600;
const ROUNDS = 3;

export const NOTHING_LEARNT: Learnt = { service: () => null, pace: () => 1 };

/**
 * Learns the usual time at each stop and the pace of each hour. What lies between two reports is driving and service together:
 * service is the median of what the driving leaves, the pace is what all stops of an hour leave of theirs; each is made from the
 * other a few times over.
 */
export function learn(gaps: readonly PastGap[]): Learnt {
  const used = gaps.filter(({ seconds }) => seconds >= 0 && seconds <= LONGEST_GAP_SECONDS);
  const byStop = new Map<string, PastGap[]>();
  for (const gap of used) {
    const key = `${gap.pointId} ${gap.stream}`;
    const known = byStop.get(key);
    if (known) known.push(gap);
    else byStop.set(key, [gap]);
  }
  let paces = Array<number>(24).fill(1);
  const services = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [key, own] of byStop) {
      services.set(key, medianOf(own.map((gap) => Math.max(0, gap.seconds - gap.legSeconds * (paces[gap.hour] ?? 1)))));
    }
    const hours = paces.map(() => ({ driven: PACE_PRIOR_SECONDS, planned: PACE_PRIOR_SECONDS }));
    for (const gap of used) {
      const own = hours[gap.hour];
      if (!own) continue;
      const driving = gap.seconds - (services.get(`${gap.pointId} ${gap.stream}`) ?? 0);
      own.driven += Math.max(0.3 * gap.legSeconds, Math.min(3 * gap.legSeconds, driving));
      own.planned += gap.legSeconds;
    }
    paces = hours.map(({ driven, planned }) => driven / planned);
  }
  return {
    service(pointId, stream) {
      const visits = byStop.get(`${pointId} ${stream}`)?.length ?? 0;
      const seconds = services.get(`${pointId} ${stream}`);
      return seconds === undefined || visits < LEAST_VISITS ? null : { seconds: Math.round(seconds), visits };
    },
    pace: (hour) => paces[hour] ?? 1,
  };
}

/** The middle one, or halfway between the middle two. @throws where there is no value */
export function medianOf(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const middle = ascending.length >> 1;
  const upper = ascending[middle];
  const lower = ascending.length % 2 === 1 ? upper : ascending[middle - 1];
  if (lower === undefined || upper === undefined) throw new Error('of no values there is no middle one');
  return (lower + upper) / 2;
}
