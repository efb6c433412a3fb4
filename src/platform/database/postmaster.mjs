// Which PostgreSQL runs on a folder. Plain JavaScript because the watcher runs without a build.
import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

export function livePostmaster(clusterFolder) {
  const lock = readLock(clusterFolder);
  if (lock === null || !isAlive(lock.pid) || !runsOn(lock.pid, lock.folder)) return null;
  return { pid: lock.pid, port: lock.port, ready: lock.status === 'ready' };
}

export function clearStaleLock(clusterFolder) {
  const lock = readLock(clusterFolder);
  // PostgreSQL itself takes over the lock of a dead process; it refuses only when the number lives again,
  // as happens in a container started anew, where numbers are few.
  if (lock === null || !isAlive(lock.pid) || runsOn(lock.pid, lock.folder)) return;
  unlinkSync(join(clusterFolder, 'postmaster.pid'));
}

/** Lines of `postmaster.pid`: process, folder, start, port, socket folder, address, memory key, status. */
function readLock(clusterFolder) {
  let lines;
  try {
    lines = readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null; // No lock file: nothing runs here.
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 1) return null;
  return { pid, folder: lines[1] ?? '', port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A process number alone proves nothing; the command line names the folder. Only Linux lets us read it. */
function runsOn(pid, folder) {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
  } catch {
    return false; // Gone between the two looks.
  }
}
