import { z } from 'zod';

/** An id as it is stored and compared: RFC 9562 (section 4) writes them in small letters and reads both. */
export const idSchema = z.uuid().toLowerCase();
