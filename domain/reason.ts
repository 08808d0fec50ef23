import { z } from 'zod';
import { wholeCharacters } from './text.ts';

/** Why something that counted is changed, which stays on record, says at least so much. */
export const LEAST_REASON_LENGTH = 3;

/** Such a reason, or the answer to a complaint. */
export const reasonSchema = z.string().overwrite(wholeCharacters).trim().min(LEAST_REASON_LENGTH).max(400);
