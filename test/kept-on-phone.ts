/** How many days are kept on the phone; to be evaluated in its page. */
export async function keptDays(): Promise<number> {
  const answer = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error ?? new Error('no answer of IndexedDB')));
    });
  const database = await answer(indexedDB.open('tuyen-xanh.outbox'));
  const count = await answer(database.transaction('kept').objectStore('kept').count('own-day'));
  database.close();
  return count;
}

/** How many pieces of base maps are kept on the phone; to be evaluated in its page. */
export async function keptMapPieces(): Promise<number> {
  // Opened before the page has made it, it would never be made.
  if (!(await indexedDB.databases()).some(({ name, version }) => name === 'tuyen-xanh.map' && version === 1)) return 0;
  const answer = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error ?? new Error('no answer of IndexedDB')));
    });
  const database = await answer(indexedDB.open('tuyen-xanh.map'));
  const count = await answer(database.transaction('pieces').objectStore('pieces').count());
  database.close();
  return count;
}
