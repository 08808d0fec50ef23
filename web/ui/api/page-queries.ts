import { makeQueryClient } from './query-client.ts';

/** What this opening of the program asked the server, for all its pages. */
export const queryClient = makeQueryClient();
