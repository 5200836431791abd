// The way to the server: reads that remember their last answer, and the queue that is sent in order.
import * as store from "./store";

export interface Person {
  user: number;
  name: string;
  token: string;
  now: string;
  skew?: number; // how far this machine's clock is behind the server's, in ms
  site: number;
  may_mend: boolean;
  machines: { id: number; name: string; code: string }[];
}

export interface Refused {
  code: string;
  title: string;
}

export let online = navigator.onLine;
let sending: Promise<void> | null = null;
let person: Person | null = null;
let tell: () => void = () => undefined;

export function onChange(heard: () => void): void {
  tell = heard;
}

/** Who is signed in: from the server, else as last seen. null: nobody is, and the network is there. */
export async function who(): Promise<Person | null> {
  const answer = await reach("/floor/state/");
  if (answer === null) return person ?? (await store.kept<Person>("person")) ?? null;
  if (!answer.ok) {
    person = null;
    return null;
  }
  person = (await answer.json()) as Person;
  person.skew = Date.parse(person.now) - Date.now();
  await store.keep("person", person);
  return person;
}

async function reach(url: string, init?: RequestInit): Promise<Response | null> {
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", ...init });
    online = true;
    return answer;
  } catch {
    online = false;
    return null;
  } finally {
    tell();
  }
}

/** A list of the server's, as it was last seen while the network is away. Throws what the server refuses with. */
export async function read<T>(name: string, url: string, otherwise: T): Promise<T> {
  const answer = await reach(url, { headers: { Accept: "application/json" } });
  if (answer === null || answer.status >= 500) return (await store.kept<T>(name)) ?? otherwise;
  if (!answer.ok) throw (await answer.json()) as Refused;
  const found = (await answer.json()) as T;
  await store.keep(name, found);
  return found;
}

/** Something that must happen: kept first, then sent. */
export async function act(row: Omit<store.Waiting, "user" | "userName" | "key">): Promise<void> {
  if (!person) return;
  const key = crypto.randomUUID();
  const body = { ...row.body, ...("key" in row.body ? { key, happened_at: new Date(Date.now() + (person.skew ?? 0)).toISOString() } : {}) };
  await store.add({ ...row, body, key, user: person.user, userName: person.name });
  tell();
  await flush();
}

/** Sends what waits, one after the other; a refusal stays for a person, a missing network stops it. */
export function flush(): Promise<void> {
  sending ??= send().finally(() => {
    sending = null;
    tell();
  });
  return sending;
}

async function send(): Promise<void> {
  for (const row of await store.all()) {
    if (!person || row.user !== person.user || row.refused) continue;
    const answer = await reach(row.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": person.token, "Idempotency-Key": row.key },
      body: JSON.stringify(row.body),
    });
    if (answer === null || answer.status >= 500 || answer.status === 401 || answer.status === 429) return;
    if (answer.ok) {
      await store.drop(row.id ?? 0);
      continue;
    }
    const said = (await answer.json().catch(() => null)) as Refused | null;
    if (answer.status === 403 && !said?.code) {
      const fresh = await who(); // the token is an older sign-in's
      if (!fresh || fresh.user !== row.user) return;
      continue;
    }
    await store.change({ ...row, refused: said?.title ?? String(answer.status) });
  }
}
