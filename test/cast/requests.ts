/** Requests of a route: mostly what goes through, with some of it replaced by whatever its schema allows or nearly allows. */
import fc from 'fast-check';
import { z } from 'zod';
import type { Contract } from '../../src/platform/contract.ts';
import { fitting, oddText } from './arbitrary.ts';
import type { Furnished } from './furnished.ts';
import { FILES, type GoingThrough, type SentFile } from './going-through.ts';
import type { Actor, Reply } from './house.ts';

export interface Request {
  /** The programme among them. */
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Of routes that take one, in the place of a body. */
  readonly file: SentFile | null;
  /** Asked by who alone gets through, where somebody does. */
  readonly byHolder: boolean;
}

/** Whose things a request may name. */
export interface Sides {
  readonly own: Side;
  readonly strange: Side;
}

type Side = Pick<Furnished, 'ids' | 'named'> & { readonly programmeId: string };

const PARAMETER = /([a-z-]+)\/:([A-Za-z0-9]+)/g;

/** Parameters of a route, the programme apart: under which key a furnished programme has something for each. */
export function parametersOf({ path }: Pick<Contract, 'path'>): { name: string; key: string }[] {
  return [...path.matchAll(PARAMETER)].map(([key, , name = '']) => ({ name, key })).filter(({ name }) => name !== 'programme');
}

/** Whether there is nothing to choose in a request of it but the programme. */
export function isPlain(contract: Contract): boolean {
  const { query, body } = contract;
  return parametersOf(contract).length === 0 && body instanceof z.ZodNull && query instanceof z.ZodObject && Object.keys(query.shape).length === 0;
}

/** The request that goes through. */
export function goodRequest(contract: Contract, good: GoingThrough, { own }: Sides): Request {
  const named = parametersOf(contract).map(({ name, key }) => [name, good.params?.[name] ?? own.named[key]?.[0] ?? '']);
  return { params: { ...Object.fromEntries(named), programme: own.programmeId }, query: good.query ?? {}, body: good.body ?? null, file: good.file ?? null, byHolder: true };
}

/** The request that goes through, each text of its body in turn with something in it that no database keeps. */
export function unkeepable(request: Request): Request[] {
  return ['\u0000', '\ud800'].flatMap((odd) => textsOf(request.body, odd).map((body) => ({ ...request, body })));
}

function textsOf(value: unknown, odd: string): unknown[] {
  if (typeof value === 'string') return [value + odd];
  if (Array.isArray(value)) return value.flatMap((one, at) => textsOf(one, odd).map((spoilt) => value.with(at, spoilt)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]) => textsOf(one, odd).map((spoilt) => ({ ...value, [field]: spoilt })));
}

export function requestsOf(contract: Contract, good: GoingThrough, sides: Sides): fc.Arbitrary<Request> {
  const { own, strange } = sides;
  const ids = [...own.ids, ...strange.ids];
  const through = goodRequest(contract, good, sides);
  const programme = fc.oneof({ arbitrary: fc.constant(own.programmeId), weight: 9 }, { arbitrary: fc.constant(strange.programmeId), weight: 1 });
  const named = fc.oneof(
    { arbitrary: namedBy(contract, own, good.params), weight: 6 },
    { arbitrary: namedBy(contract, strange), weight: 2 },
    { arbitrary: fitting(contract.params, ids), weight: 1 },
  );
  return fc.record({
    params: fc.tuple(named, programme).map(([some, of]) => ({ ...(typeof some === 'object' ? some : {}), programme: of })),
    query: near(through.query, fitting(contract.query, ids)),
    body: near(through.body, fitting(contract.body, ids)),
    file: through.file === null ? fc.constant(null) : fileNear(through.file),
    byHolder: fc.boolean(),
  });
}

/** Things of one programme in the places of the parameters. */
function namedBy(contract: Contract, { named, ids }: Side, good: GoingThrough['params'] = {}): fc.Arbitrary<unknown> {
  const values = parametersOf(contract).map(({ name, key }) => {
    const known = named[key] ?? ids;
    const one = good[name];
    return [name, one === undefined ? fc.constantFrom(...known) : fc.oneof(fc.constant(one), fc.constantFrom(...known, one))] as const;
  });
  return fc.record(Object.fromEntries(values));
}

/** What goes through, that with some fields as they may come, or all as it may come. */
function near(good: unknown, may: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = typeof good === 'object' && good !== null ? Object.keys(good) : [];
  if (fields.length === 0) return may;
  const some = fc.tuple(fc.subarray(fields), may).map(([kept, other]) => {
    const own = Object.entries(Object(good)).filter(([field]) => kept.includes(field));
    return { ...(typeof other === 'object' ? other : {}), ...Object.fromEntries(own) };
  });
  return fc.oneof({ arbitrary: fc.constant(good), weight: 1 }, { arbitrary: some, weight: 2 }, { arbitrary: may, weight: 1 });
}

function fileNear(good: SentFile): fc.Arbitrary<SentFile> {
  const text = new TextDecoder().decode(good.bytes);
  // One word or number of it is another.
  const words = [...text.matchAll(/[^\s<>=";]+/g)];
  const spoiled = fc.tuple(fc.constantFrom(...words), oddText).map(([{ 0: word, index }, odd]) => {
    return { ...good, bytes: new TextEncoder().encode(text.slice(0, index) + odd + text.slice(index + word.length)) };
  });
  const any = fc.record({ name: fc.constantFrom('a.csv', 'a.xlsx', 'a', '../a.pdf'), bytes: fc.uint8Array({ maxLength: 200 }) });
  return fc.oneof({ arbitrary: fc.constant(good), weight: 1 }, { arbitrary: spoiled, weight: 3 }, { arbitrary: fc.constantFrom(...Object.values(FILES)), weight: 1 }, { arbitrary: any, weight: 1 });
}

export function sendRequest(who: Actor, contract: Contract, { params, query, body, file }: Request): Promise<Reply> {
  const { method, path } = contract;
  const address = addressOf(contract, params, query);
  if (file !== null) return method === 'PUT' ? who.sendBytes(address, file.bytes) : who.upload(address, file.name, file.bytes);
  if (method === 'GET') return who.get(address);
  if (method === 'DELETE') return who.delete(address);
  if (method === 'PUT') return who.put(address, body);
  const boxes = path.startsWith('/api/') ? null : boxesIn(body);
  return boxes === null ? who.post(address, body) : who.sendForm(address, boxes);
}

/** What a form can hold; null: no form could have sent it. */
function boxesIn(body: unknown): Record<string, string> | null {
  const boxes = z.record(z.string(), z.string()).safeParse(body);
  return boxes.success ? boxes.data : null;
}

/** An address of the contract with these parameters. */
function addressOf(contract: Contract, params: unknown, query: unknown): string {
  const values = new Map(Object.entries(typeof params === 'object' && params !== null ? params : {}));
  const path = contract.path.replace(/:([A-Za-z0-9]+)/g, (_whole, name: string) => encodeURIComponent(wellFormed(values.get(name))));
  const search = Object.entries(typeof query === 'object' && query !== null ? query : {}).filter(([, value]) => value !== undefined);
  return `${path}?${search.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join('&')}`;
}

/** A lone surrogate cannot be written into an address at all. */
function wellFormed(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}
