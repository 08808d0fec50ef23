import { describe, expect, it, onTestFinished } from 'vitest';
import { buildModel } from '../model/build-model.ts';
import { emptyRoutes } from '../state/convert.ts';
import { nearestPoints } from '../model/neighbours.ts';
import { Random } from '../random.ts';
import { TimeBudget } from '../stop/time.ts';
import { syntheticProblem } from '../synthetic.ts';
import { Helper } from '../threads/helper.ts';
import { Campaign } from './campaign.ts';
import { RuinRecreate } from './ruin-recreate.ts';

describe('a campaign of several threads', () => {
  it('tells of every better plan, whichever thread found it', async () => {
    const problem = syntheticProblem({ seed: 5, points: 300, vehicles: 20, sites: 2, windowShare: 0.2 });
    const model = buildModel(problem);
    const neighbours = nearestPoints(model, 20);
    const random = new Random(1);
    const search = new RuinRecreate(emptyRoutes(model, 0), neighbours, random);
    search.construct();
    const helper = new Helper();
    onTestFinished(() => helper.end());
    const options = { seed: 1, helpers: [helper], warm: false };
    const campaign = new Campaign(search, neighbours, options, new TimeBudget(4), random);
    const bestCost = (): number => campaign.best().cost(model.prizeWeight);
    const told = [bestCost()];
    await campaign.run((improved) => {
      if (improved) told.push(bestCost());
    });
    expect(told.at(-1)).toBeCloseTo(bestCost(), 4);
    for (let k = 1; k < told.length; k++) expect(told[k]).toBeLessThan(told[k - 1]);
  });
});
