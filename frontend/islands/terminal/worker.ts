// Keeps the terminal's page and its built files, so that it opens while the network is away. It stores nothing else.
interface Fetching extends Event { request: Request; respondWith(answer: Promise<Response>): void }
interface Living extends Event { waitUntil(work: Promise<unknown>): void }
const self_ = self as unknown as { skipWaiting(): Promise<void>; clients: { claim(): Promise<void> }; addEventListener(type: string, heard: (event: never) => void): void };

self_.addEventListener("install", ((event: Living) => event.waitUntil(self_.skipWaiting())) as (event: never) => void);
self_.addEventListener("activate", ((event: Living) => event.waitUntil(self_.clients.claim())) as (event: never) => void);
self_.addEventListener("fetch", ((event: Fetching) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/floor/") event.respondWith(page(event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(built(event.request));
}) as (event: never) => void);

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/floor/")) ?? Response.error();
  }
}

async function built(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request));
}
