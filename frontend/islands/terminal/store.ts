// What the terminal keeps when the network is away: waiting reports in their order, and the last answers it saw.

export interface Waiting {
  id?: number; // their order
  key: string; // the report's own UUID: sent twice it counts once
  user: number;
  userName: string;
  url: string;
  body: Record<string, unknown>;
  words: string; // what a person reads in the queue
  operation: number;
  good: number;
  refused?: string; // why the server does not take it; waits for a person
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("taktline-floor", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "id", autoIncrement: true });
      request.result.createObjectStore("seen");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(store: string, mode: IDBTransactionMode, work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const change = base.transaction(store, mode, { durability: "strict" });
      const request = work(change.objectStore(store));
      change.oncomplete = () => resolve(request.result);
      change.onerror = () => reject(change.error);
      change.onabort = () => reject(change.error);
    });
  } finally {
    base.close();
  }
}

export const add = (row: Waiting): Promise<IDBValidKey> => within("queue", "readwrite", (rows) => rows.add(row));
export const all = (): Promise<Waiting[]> => within("queue", "readonly", (rows) => rows.getAll() as IDBRequest<Waiting[]>);
export const change = (row: Waiting): Promise<IDBValidKey> => within("queue", "readwrite", (rows) => rows.put(row));
export const drop = (id: number): Promise<undefined> => within("queue", "readwrite", (rows) => rows.delete(id));
export const keep = (name: string, what: unknown): Promise<IDBValidKey> => within("seen", "readwrite", (rows) => rows.put(what, name));
export const kept = <T>(name: string): Promise<T | undefined> => within("seen", "readonly", (rows) => rows.get(name) as IDBRequest<T | undefined>);
