/**
 * Writes the synthetic demo town as files for the area import: `node --import tsx demo/main.ts --out DIR [--seed N]`.
 * Every line of output tells a step.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { writeTownFiles } from './town/files.ts';
import { generateTown, type TownStep } from './town/town.ts';

const STEPS: Record<TownStep | 'files', string> = {
  boundaries: 'Vẽ ranh giới phường, xã · Drawing the units',
  streets: 'Vẽ mạng lưới đường · Growing the streets',
  buildings: 'Dựng nhà · Building houses',
  people: 'Chia khu phố, thôn · Settling people',
  points: 'Đặt điểm thu gom · Placing collection points',
  map: 'Vẽ bản đồ · Drawing the map',
  files: 'Ghi tệp · Writing files',
};

const { values } = parseArgs({ options: { out: { type: 'string' }, seed: { type: 'string', default: '1' } } });
const seed = /^\d+$/.test(values.seed) ? Number.parseInt(values.seed, 10) : Number.NaN;
if (!values.out || !Number.isSafeInteger(seed)) {
  console.error('Cách dùng · Usage: node --import tsx demo/main.ts --out DIR [--seed 1]');
  process.exit(2);
}
const say = (step: keyof typeof STEPS): void => console.log(STEPS[step]);
const town = generateTown(seed, say);
say('files');
await writeTownFiles(town, values.out, randomBytes(16).toString('hex'));
console.log(`${town.points.length} điểm thu gom · collection points, ${town.trucks.length} xe · trucks: ${values.out}`);
