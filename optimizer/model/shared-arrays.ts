/** Typed arrays in shared memory. */

/** Zeros in memory that threads share. */
export function int32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

export function float64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

export function uint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}
