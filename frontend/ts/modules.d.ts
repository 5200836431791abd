declare module "@alpinejs/csp" {
  interface Alpine {
    start(): void;
    data(name: string, make: (...parts: unknown[]) => object): void;
    store(name: string, value?: object): object;
  }
  const alpine: Alpine;
  export default alpine;
}
