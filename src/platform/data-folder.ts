/** Where Digna keeps what it must not lose: the embedded database, its password, the attachments. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder of this installation's data, always absolute.
 * `DIGNA_DATA` when it is set; else the system's folder for data: of the user, or of the machine for root.
 */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env['DIGNA_DATA']) return resolve(env['DIGNA_DATA']);
  const root = process.getuid?.() === 0;
  const home = env['HOME'] || homedir();
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Digna');
  if (process.platform === 'darwin') return join(root ? '/' : home, 'Library', 'Application Support', 'Digna');
  // An unprivileged database server cannot reach below root's home, hence the machine's folder.
  return root ? '/var/lib/digna' : join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'digna');
}
