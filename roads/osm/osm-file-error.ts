export type OsmFileErrorCode = 'not-a-pbf' | 'truncated' | 'damaged' | 'unsupported';

/** A file that cannot be read as OpenStreetMap data; `message` is one sentence naming the file. */
export class OsmFileError extends Error {
  override readonly name = 'OsmFileError';
  readonly code: OsmFileErrorCode;
  readonly path: string;
  /** Where in the file the fault begins. */
  readonly byte: number;

  constructor(code: OsmFileErrorCode, path: string, byte: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.path = path;
    this.byte = byte;
  }
}
