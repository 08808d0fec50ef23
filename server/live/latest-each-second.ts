const INTERVAL_MILLISECONDS = 1000;

/** Lets the newest entry of each key through, at most once a second. */
export interface LatestEachSecond<Entry> {
  offer(entry: Entry): void;
  /** Stops; what has not been let through is dropped. */
  close(): void;
}

/**
 * @param keyOf what an entry is about
 * @param isOlder whether the first was true before the second, so that it must not replace it
 * @param emit gets what has come in since the last time, one entry a key
 */
export function latestEachSecond<Entry>(
  keyOf: (entry: Entry) => string,
  isOlder: (entry: Entry, than: Entry) => boolean,
  emit: (entries: Entry[]) => void,
): LatestEachSecond<Entry> {
  const latest = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    if (latest.size === 0) {
      timer = undefined;
      return;
    }
    const entries = [...latest.values()];
    latest.clear();
    timer = setTimeout(flush, INTERVAL_MILLISECONDS);
    emit(entries);
  };

  return {
    offer(entry) {
      const known = latest.get(keyOf(entry));
      if (known !== undefined && isOlder(entry, known)) return;
      latest.set(keyOf(entry), entry);
      // The first after a quiet second goes out with whatever else arrives in the same turn.
      timer ??= setTimeout(flush, 0);
    },
    close() {
      clearTimeout(timer);
      latest.clear();
    },
  };
}
