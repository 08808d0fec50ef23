import { RoadError } from './engine.ts';

/** Which road data an engine or a server has. */
export interface GraphName {
  readonly graphId: string;
  /** Whether the data themselves say which they are; otherwise `graphId` is another at every question. */
  readonly isGraphKnown: boolean;
}

/**
 * Throws unless the data are still those of the beginning.
 *
 * @param present asked only when the data of the beginning are known
 * @throws RoadError `graph-changed`
 */
export async function requireGraph(
  first: GraphName,
  present: () => Promise<Pick<GraphName, 'graphId'>>,
): Promise<void> {
  if (!first.isGraphKnown) return;
  const { graphId } = await present();
  if (graphId === first.graphId) return;
  throw new RoadError('graph-changed', `The road data were exchanged: ${first.graphId} became ${graphId}.`);
}
