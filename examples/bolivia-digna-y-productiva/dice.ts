/** Throws of dice that a name decides: FNV-1a over the name and the number of the throw. Pure. */
export function diceOf(name: string): (sides: number) => number {
  let thrown = 0;
  return (sides) => {
    thrown += 1;
    let hash = 2_166_136_261;
    for (const letter of `${name} ${thrown}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
    return (hash >>> 8) % sides;
  };
}
