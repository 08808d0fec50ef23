import type { LonLat } from '../../domain/geo.ts';

/** What a device says of itself, whatever protocol it spoke. */
export interface TrackerReport {
  /** What the device calls itself. */
  readonly deviceId: string;
  readonly fixTime: Date;
  /** `null` = the device lives but knows no place. */
  readonly position: LonLat | null;
  /** Metres per second. */
  readonly speed: number | null;
  /** Degrees from north, clockwise. */
  readonly course: number | null;
  readonly accuracyMetres: number | null;
  readonly altitudeMetres: number | null;
  readonly batteryPercent: number | null;
  /** What else it said. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** A report whose truck is known and whose place can be true. */
export interface Fix extends TrackerReport {
  readonly position: LonLat;
  readonly townId: string;
  readonly truckId: string;
}

/** What a device said could not be understood; the message names the part, in English, as devices show nobody else. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
  /** Whose report it was, as far as that could be read. */
  readonly deviceId: string | null;
  /** It is counted and not refused: a phone would send what can never be read until it is taken, and nothing after it. */
  readonly isTaken: boolean;

  constructor(message: string, deviceId: string | null = null, { isTaken = false } = {}) {
    super(message);
    this.deviceId = deviceId;
    this.isTaken = isTaken;
  }
}
