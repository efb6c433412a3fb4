/** Things put together by what they have in common. Pure. */

/** In the order in which they come. (`Map.groupBy` is missing in Node 20 and in browsers that phones of the field still have.) */
export function grouped<Thing, By>(things: readonly Thing[], byOf: (thing: Thing) => By): Map<By, Thing[]> {
  const groups = new Map<By, Thing[]>();
  for (const thing of things) {
    const by = byOf(thing);
    const group = groups.get(by);
    if (group === undefined) groups.set(by, [thing]);
    else group.push(thing);
  }
  return groups;
}
