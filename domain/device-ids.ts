import { z } from 'zod';

/**
 * An id that a device makes by itself, so that what it sends again is known: a UUID of version 7 (RFC 9562), which begins with the
 * time, so that rows lie in the order in which they were made. It is stored and compared in small letters.
 */
export const deviceIdSchema = z
  .uuid({ version: 'v7', error: 'expected a UUID of version 7 (RFC 9562), made by the device' })
  .toLowerCase();
