import type { Stream } from './stream-names.ts';

/** One visit of a day, or one part of it where it is divided between trucks. */
export interface CountedVisit {
  /** The same for all parts of one visit. */
  readonly visit: string;
  /** The unit it counts to; `null` where no unit holds its place. */
  readonly unitId: string | null;
  readonly stream: Stream;
  /** Expected at the visit, in kg. */
  readonly massKg: number;
  /** `open` as long as it may still be served. */
  readonly outcome: 'served' | 'missed' | 'open';
  /** What is to be served of it, 0…1; `null` where no target speaks of it. */
  readonly targetShare?: number | null;
}

/** Mass due on a day, in kg: what was served of it, and what may still be. The rest is missed. */
export interface ServedMass {
  dueKg: number;
  servedKg: number;
  openKg: number;
}

interface ServedMassOfUnit extends ServedMass {
  /** The targets of what is due, weighted by its mass; `null` where none speaks of any of it. */
  targetShare: number | null;
}

export interface ServedDay {
  mass: ServedMass;
  /** Whole visits: one in several parts is served when all of them are, and missed when one of them is. */
  visits: { due: number; served: number; open: number };
  /** Only units and streams of which something is due. */
  byUnit: ReadonlyMap<string, ServedMassOfUnit>;
  byStream: ReadonlyMap<Stream, ServedMass>;
}

/** Counts a day's visits, planned ones before it is driven or reported ones afterwards, as a whole, by unit and by stream. */
export function servedDay(counted: Iterable<CountedVisit>): ServedDay {
  const mass = none();
  const byUnit = new Map<string, ServedMass & { targetedKg: number; targetKg: number }>();
  const byStream = new Map<Stream, ServedMass>();
  const outcomes = new Map<string, CountedVisit['outcome']>();
  for (const entry of counted) {
    const { visit, unitId, stream, massKg, outcome, targetShare } = entry;
    add(mass, entry);
    add(
      found(byStream, stream, () => none()),
      entry,
    );
    if (unitId !== null) {
      const unit = found(byUnit, unitId, () => ({ ...none(), targetedKg: 0, targetKg: 0 }));
      add(unit, entry);
      if (targetShare != null) {
        unit.targetedKg += massKg;
        unit.targetKg += targetShare * massKg;
      }
    }
    outcomes.set(visit, worse(outcomes.get(visit) ?? 'served', outcome));
  }
  const all = [...outcomes.values()];
  return {
    mass,
    visits: {
      due: all.length,
      served: all.filter((outcome) => outcome === 'served').length,
      open: all.filter((outcome) => outcome === 'open').length,
    },
    byUnit: new Map(
      [...byUnit].map(([id, { targetedKg, targetKg, ...unit }]) => [
        id,
        { ...unit, targetShare: targetedKg === 0 ? null : targetKg / targetedKg },
      ]),
    ),
    byStream,
  };
}

/** Served ÷ due, 0…1; 1 where nothing is due. */
export function servedShare({ dueKg, servedKg }: Pick<ServedMass, 'dueKg' | 'servedKg'>): number {
  return dueKg > 0 ? servedKg / dueKg : 1;
}

/** What the share comes to when all that is open is served, 0…1; 1 where nothing is due. */
export function attainableShare({ dueKg, servedKg, openKg }: ServedMass): number {
  return servedShare({ dueKg, servedKg: servedKg + openKg });
}

function none(): ServedMass {
  return { dueKg: 0, servedKg: 0, openKg: 0 };
}

function add(to: ServedMass, { massKg, outcome }: CountedVisit): void {
  to.dueKg += massKg;
  if (outcome === 'served') to.servedKg += massKg;
  if (outcome === 'open') to.openKg += massKg;
}

function worse(a: CountedVisit['outcome'], b: CountedVisit['outcome']): CountedVisit['outcome'] {
  if (a === 'missed' || b === 'missed') return 'missed';
  return a === 'open' || b === 'open' ? 'open' : 'served';
}

function found<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
