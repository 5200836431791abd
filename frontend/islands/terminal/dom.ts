// Elements without a template language: tag, attributes, children.
type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | boolean | ((event: Event) => void) | undefined>;

export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.append(typeof child === "object" ? child : String(child));
  return made;
}

/** A short sound: two high notes for well done, a low one for refused. */
export function beep(good: boolean): void {
  try {
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    const loud = sound.createGain();
    tone.frequency.value = good ? 880 : 220;
    loud.gain.value = 0.15;
    tone.connect(loud).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + (good ? 0.12 : 0.4));
  } catch {
    /* a machine without sound */
  }
}
