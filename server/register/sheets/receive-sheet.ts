import type { Request } from 'express';
import { type ReceivedForm, receiveFile } from '../../http/receive-file.ts';
import { sheetProblem } from './problems.ts';

/** Largest spreadsheet, in megabytes: ten thousand points are about two. */
const MOST_MEGABYTES = 20;

/**
 * Reads a form of one spreadsheet and its fields into memory.
 * @throws Problem `media-type-unsupported`, `sheet-too-large`, `sheet-upload-broken`
 */
export async function receiveSheet(request: Request): Promise<ReceivedForm> {
  return await receiveFile(request, MOST_MEGABYTES, {
    tooLarge: (file) => sheetProblem('sheet-too-large', { file, megabytes: MOST_MEGABYTES }),
    broken: () => sheetProblem('sheet-upload-broken'),
  });
}
