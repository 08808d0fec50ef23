/** A disk that has not answered by then counts as none: a tap must not wait for ever. */
const STORE_PATIENCE_MS = 4_000;

/** What work on the phone's storage gives. @throws where it does not answer for long */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the phone’s storage does not answer')), STORE_PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
