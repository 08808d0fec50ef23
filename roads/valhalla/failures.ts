/** Valhalla's own words for what went wrong, as {@link RoadError}. The process gives texts only, a server codes too. */
import type { RoadErrorCode } from '../engine.ts';
import { RoadError } from '../engine.ts';

/** https://valhalla.github.io/valhalla/api/turn-by-turn/api-reference/#internal-error-codes-and-conditions */
const FAILURES: { text: RegExp; code: RoadErrorCode; sentence: string }[] = [
  {
    text: /no suitable edges|no data found/i,
    code: 'out-of-area',
    sentence: 'A place has no road near it that this vehicle may use.',
  },
  {
    text: /no path could be found|exceeded max iterations/i,
    code: 'no-route',
    sentence: 'There is no way between these places.',
  },
  {
    text: /map match algorithm failed|could not find candidates|exact route match|insufficient shape/i,
    code: 'no-route',
    sentence: 'No part of this trace lies on a road.',
  },
  {
    text: /max distance limit|exceeds the max/i,
    code: 'out-of-area',
    sentence: 'These places lie farther apart than one area can be.',
  },
];

/** `text` is Valhalla's message. What is not known here is taken for a bad question. */
export function toRoadError(text: string, cause: unknown): RoadError {
  const known = FAILURES.find((failure) => failure.text.test(text));
  if (known) return new RoadError(known.code, known.sentence, { cause });
  return new RoadError('bad-input', `Valhalla refused the question: ${text}`, { cause });
}
