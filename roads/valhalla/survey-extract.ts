/** What an extract says that Valhalla's builder does not hear: measures on nodes, bans by the hour, the side of driving. */
import { driveSide } from '@rapideditor/country-coder';
import type { Position } from '../engine.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { readMeasure } from '../osm/tag-figures.ts';
import type { OsmTags, OsmWay } from '../osm/types.ts';

export interface ExtractSurvey {
  /** Ways that get the measures of barriers on them, with their new tags. */
  measured: Map<number, OsmTags>;
  /** How many streets are closed to trucks, or to heavier ones, at some hours only. */
  conditionalWays: number;
  drivesOnLeft: boolean;
  /** West, south, east, north; `null` without nodes. */
  bounds: [number, number, number, number] | null;
}

/** Measures of a vehicle that Valhalla minds on ways only. */
const MEASURES = ['maxheight', 'maxwidth', 'maxlength', 'maxweight', 'maxaxleload'] as const;

/** Rules of some hours that concern trucks, of one direction too. */
const CONDITION = new RegExp(
  `^(?:access|vehicle|motor_vehicle|hgv|maxweightrating|${MEASURES.join('|')})(?::(?:hgv|forward|backward))*:conditional$`,
);
const hasCondition = (tags: OsmTags): boolean => Object.keys(tags).some((key) => CONDITION.test(key));

/**
 * Reads an extract once, and thereby checks it.
 *
 * @throws OsmFileError if the file is no PBF, or damaged
 */
export async function surveyExtract(pbfPath: string, signal?: AbortSignal): Promise<ExtractSurvey> {
  const barriers = new Map<number, OsmTags>();
  const conditionalNodes = new Set<number>();
  const survey: ExtractSurvey = { measured: new Map(), conditionalWays: 0, drivesOnLeft: false, bounds: null };
  await readPbf(
    pbfPath,
    {
      node: ({ id, lon, lat, tags }) => {
        const box = survey.bounds;
        survey.bounds = box
          ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
          : [lon, lat, lon, lat];
        if (tags && MEASURES.some((key) => readMeasure(tags[key]) !== null)) barriers.set(id, tags);
        if (tags && hasCondition(tags)) conditionalNodes.add(id);
      },
      way: (way) => {
        if (!way.tags?.highway) return;
        if (hasCondition(way.tags) || way.refs.some((ref) => conditionalNodes.has(ref))) survey.conditionalWays++;
        const tags = barriers.size > 0 ? withMeasures(way, barriers) : null;
        if (tags) survey.measured.set(way.id, tags);
      },
    },
    { signal },
  );
  survey.drivesOnLeft = survey.bounds !== null && isOnLeft(middleOf(survey.bounds));
  return survey;
}

/** The way's tags with the smallest of its own measures and those of the barriers on it; `null` where they are its own already. */
function withMeasures({ refs, tags }: OsmWay, barriers: ReadonlyMap<number, OsmTags>): OsmTags | null {
  let measured: OsmTags | null = null;
  for (const ref of refs) {
    const barrier = barriers.get(ref);
    if (!barrier) continue;
    for (const key of MEASURES) {
      const value = readMeasure(barrier[key]);
      if (value === null) continue;
      const own = readMeasure((measured ?? tags)?.[key]) ?? Number.POSITIVE_INFINITY;
      if (value < own) measured = { ...(measured ?? tags), [key]: String(value) };
    }
  }
  return measured;
}

function middleOf([west, south, east, north]: [number, number, number, number]): Position {
  return [(west + east) / 2, (south + north) / 2];
}

function isOnLeft([lon, lat]: Position): boolean {
  return driveSide([lon, lat]) === 'left';
}
