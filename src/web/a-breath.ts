/** Lets the browser answer whoever taps, and paint, before work goes on. */
export function aBreath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
