import type { RangeResponse, Source } from 'pmtiles';
import type { MapStore } from './map-store.ts';

/** A piece of a base map's file as it is kept: which bytes of it. */
export const pieceKey = (url: string, offset: number, length: number): string => `${url} ${offset} ${length}`;

/** The whole file of a base map as one piece. */
export const wholeKey = (url: string): string => `${url} whole`;

type Fetched = (url: string, range: string, signal?: AbortSignal) => Promise<ArrayBuffer>;

/**
 * A base map's file (PMTiles) as far as this phone keeps it, and the rest from the server. The same tile is always the same range of
 * bytes, so that what was read once is found again.
 */
export class KeptSource implements Source {
  readonly #url: string;
  readonly #store: MapStore;
  readonly #fetched: Fetched;
  /** What is read from the server is kept, too. */
  readonly #keeps: boolean;
  #whole: Promise<ArrayBuffer | undefined> | null = null;

  /** @param url absolute */
  constructor(url: string, store: MapStore, { keeps = false, fetched = fetchRange } = {}) {
    this.#url = url;
    this.#store = store;
    this.#keeps = keeps;
    this.#fetched = fetched;
  }

  getKey(): string {
    return this.#url;
  }

  async getBytes(offset: number, length: number, signal?: AbortSignal): Promise<RangeResponse> {
    const kept = await this.#kept(offset, length);
    if (kept) return { data: kept };
    const data = await this.#fetched(this.#url, `bytes=${offset}-${offset + length - 1}`, signal);
    if (this.#keeps) await this.#store.put(pieceKey(this.#url, offset, length), data);
    return { data };
  }

  async #kept(offset: number, length: number): Promise<ArrayBuffer | undefined> {
    try {
      this.#whole ??= this.#store.get(wholeKey(this.#url));
      const whole = await this.#whole;
      return whole ? whole.slice(offset, offset + length) : await this.#store.get(pieceKey(this.#url, offset, length));
    } catch (error) {
      // A phone's storage that does not answer keeps nobody from a map that the server has.
      console.error(error);
      this.#whole = Promise.resolve(undefined);
      return undefined;
    }
  }
}

/** @throws where there is no network, or another answer than the range */
async function fetchRange(url: string, range: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { headers: { Range: range }, ...(signal && { signal }) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.arrayBuffer();
}
