import { z } from 'zod';
import { wholeCharacters } from './text.ts';

/** Why something that counted is changed, or what a complaint is answered, stays on record, and says at least so much. */
export const LEAST_REASON_LENGTH = 3;

/** Such a reason. */
export const reasonSchema = z.string().overwrite(wholeCharacters).trim().min(LEAST_REASON_LENGTH).max(400);
