/** Which records are one person, or one organisation, now: components over the edges in force. The canonical id is the smallest. */
import type { PoolClient } from 'pg';
import { findEdgesAt, findEdgeEndsOfBatch, findEdgeEndsOfRoot, updateCanonical } from './identity-queries.ts';
import type { Subject } from './subject.ts';

export type Cause = { readonly edgesOf: 'root'; readonly position: number } | { readonly edgesOf: 'batch'; readonly batchId: string };

/** Recomputes canonical ids of every record that an entry's edges can reach; returns the ids of those records. */
export async function recomputeCanonical(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  cause: Cause,
  position: number,
): Promise<string[]> {
  const start =
    cause.edgesOf === 'root'
      ? await findEdgeEndsOfRoot(client, programmeId, what, cause.position)
      : await findEdgeEndsOfBatch(client, programmeId, what, cause.batchId);
  if (start.length === 0) return [];
  const ids = new Map(start.map(({ number, id }) => [number, id]));
  const neighbours = new Map<number, Set<number>>();
  let frontier = start.map(({ number }) => number);
  while (frontier.length > 0) {
    const edges = await findEdgesAt(client, programmeId, what, frontier);
    frontier = [];
    for (const edge of edges) {
      for (const [number, id] of [[edge.a, edge.aId], [edge.b, edge.bId]] as const) {
        if (!ids.has(number)) frontier.push(number);
        ids.set(number, id);
      }
      link(neighbours, edge.a, edge.b);
      link(neighbours, edge.b, edge.a);
    }
  }
  await updateCanonical(client, programmeId, what, canonicalIds(ids, neighbours), position);
  return [...ids.values()];
}

function link(neighbours: Map<number, Set<number>>, from: number, to: number): void {
  const known = neighbours.get(from) ?? new Set<number>();
  known.add(to);
  neighbours.set(from, known);
}

/** Id -> canonical id, walking each component from its smallest id. */
function canonicalIds(ids: ReadonlyMap<number, string>, neighbours: ReadonlyMap<number, ReadonlySet<number>>): Map<string, string> {
  const canonical = new Map<string, string>();
  for (const [number, smallest] of [...ids].sort((a, b) => (a[1] < b[1] ? -1 : 1))) {
    if (canonical.has(smallest)) continue;
    const waiting = [number];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const id = ids.get(next);
      if (id === undefined || canonical.has(id)) continue;
      canonical.set(id, smallest);
      waiting.push(...(neighbours.get(next) ?? []));
    }
  }
  return canonical;
}
