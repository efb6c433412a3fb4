/** Kills the server and its database in turn, while clients append. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause, type AppendStream } from './append-stream.ts';
import type { RunningServer } from './running-server.ts';

/** Entries that must go in between two kills: the service is back by itself each time. */
const BETWEEN = 20;

export async function killServerAndDatabase(server: RunningServer, stream: AppendStream, kills: number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    await stream.more(BETWEEN);
    await pause(Math.random() * 100);
    if (kill % 2 === 0) {
      server.child().kill('SIGKILL');
      await server.restart();
    } else {
      process.kill(await databasePid(server.folder), 'SIGKILL');
    }
  }
  await stream.more(BETWEEN);
}

/** Process number of the database server below a data folder. */
async function databasePid(folder: string): Promise<number> {
  for (;;) {
    const paths = await readdir(folder, { recursive: true });
    const file = paths.find((path) => path.endsWith('postmaster.pid'));
    const pid = file === undefined ? Number.NaN : Number((await readFile(join(folder, file), 'utf8').catch(() => '')).split('\n')[0]);
    if (pid > 0) return pid;
    await pause(50);
  }
}
