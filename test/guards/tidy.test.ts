import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROLE_RULES } from '../../src/access/rules.ts';
import { KINDS, MEASURES, UNCOUNTED, YIELDS_BY_KIND } from '../../src/app/catalogue.ts';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { CHECKS, type Tree } from './tidy.ts';

const root = projectRoot();
const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true);
const tree: Tree = new Map(
  paths.filter((path) => /\.(ts|vue|mjs|md|css|html)$/.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

describe('the tree', () => {
  for (const [name, check] of Object.entries(CHECKS)) test(name, () => expect(check(tree)).toEqual([]));

  test('holds no file over 500 kB', () => {
    expect(paths.filter((path) => statSync(join(root, path)).size > 500_000)).toEqual([]);
  });
});

describe('the catalogue', () => {
  test('every kind feeds figures, or says why it does not', () => {
    const silent = KINDS.map(({ kind }) => kind).filter((kind) => !YIELDS_BY_KIND.has(kind) && UNCOUNTED[kind] === undefined);
    expect(silent).toEqual([]);
  });

  test('no two kinds and no two measures share a name or number', () => {
    expect(new Set(KINDS.map(({ kind }) => kind)).size).toBe(KINDS.length);
    expect(new Set([...MEASURES.values()].map(({ number }) => number)).size).toBe(MEASURES.size);
  });

  test('every permission a kind asks for is somebody’s', () => {
    const granted = new Set(Object.values(ROLE_RULES).flatMap(({ permissions }) => permissions));
    expect(KINDS.filter(({ permission }) => !granted.has(permission))).toEqual([]);
  });
});
