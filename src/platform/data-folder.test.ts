import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dataFolder } from './data-folder.ts';

afterEach(() => vi.restoreAllMocks());

function startedBy(uid: number): void {
  vi.spyOn(process, 'getuid').mockReturnValue(uid);
}

describe.runIf(process.platform === 'linux')('the data folder', () => {
  test('is the one asked for, made absolute', () => {
    expect(dataFolder({ DIGNA_DATA: 'somewhere' })).toBe(join(process.cwd(), 'somewhere'));
  });

  test('of root is the folder of the machine, which other users can pass through', () => {
    startedBy(0);
    expect(dataFolder({ HOME: '/root', XDG_DATA_HOME: '/root/data' })).toBe('/var/lib/digna');
  });

  test('of a user is where the user keeps data', () => {
    startedBy(1000);
    expect(dataFolder({ HOME: '/home/ana' })).toBe('/home/ana/.local/share/digna');
    expect(dataFolder({ HOME: '/home/ana', XDG_DATA_HOME: '/data/ana' })).toBe('/data/ana/digna');
    expect(dataFolder({})).toBe(join(homedir(), '.local', 'share', 'digna'));
  });
});
