/** A server process that runs on a folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it takes connections already. */
  readonly ready: boolean;
}

/** The server running on this folder of a cluster, or null. */
export function livePostmaster(clusterFolder: string): Postmaster | null;

/** Removes a lock file left by a dead server whose number now belongs to some other process. */
export function clearStaleLock(clusterFolder: string): void;
