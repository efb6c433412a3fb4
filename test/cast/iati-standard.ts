/** The published standard of IATI: schema, conformance cases and ruleset, read from the shared data; for tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { XmlDocument, XmlElement, XsdValidator, type XmlNode } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { z } from 'zod';

const FOLDER = resolve(process.env['DIGNA_SHARED'] ?? '../shared', 'data/iati');
export const HAS_STANDARD = existsSync(FOLDER);

/** What the schema says of a file: null where it is valid. */
export function schemaFault(xml: string): string | null {
  xmlRegisterFsInputProviders();
  const path = join(FOLDER, 'iati-activities-schema.xsd');
  const schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  const validator = XsdValidator.fromDoc(schema);
  try {
    const document = XmlDocument.fromString(xml);
    validator.validate(document);
    document.dispose();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    validator.dispose();
    schema.dispose();
  }
}

/** Files of the conformance archive below a folder, by path. */
export function conformanceCases(below: string): [path: string, xml: string][] {
  const bytes = gunzipSync(readFileSync(join(FOLDER, 'conformance.tgz')));
  const cases: [string, string][] = [];
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, to: number): string => bytes.toString('utf8', at + from, at + to).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 136), 8) || 0;
    const path = [field(345, 500), field(0, 100)].filter(Boolean).join('/');
    if (path.includes(below) && path.endsWith('.xml')) cases.push([path, bytes.toString('utf8', at + 512, at + 512 + size)]);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return cases;
}

const ruleCase = z.looseObject({
  paths: z.array(z.string()).optional(),
  condition: z.string().optional(),
  idCondition: z.string().optional(),
  if: z.string().optional(),
  sum: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  less: z.string().optional(),
  more: z.string().optional(),
  regex: z.string().optional(),
  prefix: z.array(z.string()).optional(),
  separator: z.string().optional(),
  ruleInfo: z.object({ id: z.string() }).optional(),
});
type Case = z.output<typeof ruleCase>;
const ruleset = z.record(z.string(), z.record(z.string(), z.object({ cases: z.array(ruleCase) })));

/** Rules of the standard ruleset that the file breaks, by number. Loops over vocabularies are left out: we write one. */
export function brokenRules(xml: string, today: string): string[] {
  const rules = ruleset.parse(JSON.parse(readFileSync(join(FOLDER, 'ruleset_standard.json'), 'utf8')));
  const document = XmlDocument.fromString(xml);
  const broken: string[] = [];
  for (const [path, kinds] of Object.entries(rules)) {
    for (const at of document.find(path)) {
      for (const [kind, { cases }] of Object.entries(kinds)) {
        broken.push(...cases.filter((one) => applies(at, one) && !holds(at, kind, one, today)).map((one) => one.ruleInfo?.id ?? kind));
      }
    }
  }
  document.dispose();
  return broken;
}

const is = (at: XmlNode, test: string): boolean => at.eval(`boolean(${test})`) === true;
const found = (at: XmlNode, paths: readonly string[]): string[] => paths.flatMap((path) => at.find(path).map((node) => node.content));

function applies(at: XmlNode, { condition, idCondition }: Case): boolean {
  return at instanceof XmlElement && idCondition === undefined && (condition === undefined || is(at, condition));
}

function holds(at: XmlNode, kind: string, one: Case, today: string): boolean {
  const values = found(at, one.paths ?? []);
  switch (kind) {
    case 'atleast_one':
      return values.length > 0;
    case 'no_more_than_one':
      return values.length <= 1;
    case 'unique':
      return new Set(values).size === values.length;
    case 'no_spaces':
      return values.every((value) => value === value.trim());
    case 'regex_matches':
      return values.every((value) => new RegExp(one.regex ?? '').test(value));
    case 'range':
      return values.every((value) => Number(value) >= (one.min ?? 0) && Number(value) <= (one.max ?? 0));
    case 'strict_sum':
      return values.reduce((sum, value) => sum + Number(value), 0) === one.sum;
    case 'if_then':
      return !is(at, one.if ?? 'false()') || is(at, typeof one['then'] === 'string' ? one['then'] : 'true()');
    case 'startswith':
      return values.every((value) => found(at, one.prefix ?? []).some((prefix) => value.startsWith(`${prefix}${one.separator ?? ''}`)));
    case 'date_order': {
      const days = (path: string | undefined): string[] => (path === 'NOW' ? [today] : found(at, [path ?? '']));
      return days(one.less).every((less) => days(one.more).every((more) => less.slice(0, 10) <= more.slice(0, 10)));
    }
    default:
      return true;
  }
}
