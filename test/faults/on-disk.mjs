/**
 * Ids of the events that are on a browser's disk.
 * @param {import('playwright').Page} page
 * @returns {Promise<string[]>}
 */
export const idsOnDisk = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('sayso-demo');
        request.onupgradeneeded = () => request.transaction?.abort();
        request.onerror = () => resolve([]);
        request.onsuccess = () => {
          const keys = request.result.transaction('events').objectStore('events').getAllKeys();
          keys.onsuccess = () => {
            request.result.close();
            resolve(keys.result.map(String));
          };
        };
      }),
  );
