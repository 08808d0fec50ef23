import type { CoverageView } from '../../../domain/coverage.ts';

/** Which of the two shares is looked at: within reach of points working and served, or of points working. */
export type Figure = 'served' | 'reach';

type Figures = CoverageView['total'];

export function shareOf(figures: Figures, figure: Figure): number {
  return figure === 'served' ? figures.share : figures.reachedShare;
}

export function peopleOf(figures: Figures, figure: Figure): number {
  return figure === 'served' ? figures.coveredPeople : figures.reachedPeople;
}
