import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/**
 * A text as it is kept in a column, gzipped. Fast rather than small: what a large day keeps is travel times, whose digits come out as
 * long at any level, and the usual one takes more than twice the time.
 */
export async function packText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await zip(text, { level: constants.Z_BEST_SPEED }));
}

/** The text that was gzipped, in whatever way. @throws where these bytes are none */
export async function unpackText(packed: Uint8Array): Promise<string> {
  return (await unzip(packed)).toString('utf8');
}
