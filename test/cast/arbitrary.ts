/** Values that fit a schema, nearly fit it, or do not fit at all: for trying every route with whatever may come. */
import fc from 'fast-check';
import { z } from 'zod';

interface Shape {
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly oneOf?: readonly Shape[] | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: Shape | boolean | undefined;
  readonly items?: Shape | boolean | undefined;
  readonly prefixItems?: readonly Shape[] | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

const shapeSchema: z.ZodType<Shape> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(shapeSchema).optional(),
    oneOf: z.array(shapeSchema).optional(),
    properties: z.record(z.string(), shapeSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([shapeSchema, z.boolean()]).optional(),
    items: z.union([shapeSchema, z.boolean()]).optional(),
    prefixItems: z.array(shapeSchema).optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

/** Text that has made other programs stumble. */
const ODD_TEXT = ['', ' ', '0', '-1', 'null', '\u0000', '\ud800', "'; drop table entry; --", '%', '_', '../../etc/passwd', '<b>', 'ñÑ', '💧', 'a'.repeat(500), '2020-02-30', '9'.repeat(30)];
export const oddText = fc.constantFrom(...ODD_TEXT);
const junk = fc.oneof(oddText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant([]), fc.constant({}), fc.array(oddText, { maxLength: 3 }));

/** Mostly what fits; now and then something else in one place. `ids` are ids that exist. */
export function fitting(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return arbitraryOf(shapeSchema.parse(made), ids);
}

function arbitraryOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  const good = goodOf(shape, ids);
  return fc.oneof({ arbitrary: good, weight: 14 }, { arbitrary: junk, weight: 1 });
}

function goodOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const options = shape.anyOf ?? shape.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => goodOf(option, ids)));
  if (typeof shape.type === 'object') return fc.oneof(...shape.type.map((type) => goodOf({ ...shape, type }, ids)));
  switch (shape.type) {
    case 'object':
      return objectOf(shape, ids);
    case 'array':
      if (shape.prefixItems !== undefined) return fc.tuple(...shape.prefixItems.map((item) => arbitraryOf(item, ids)));
      return fc.array(arbitraryOf(typeof shape.items === 'object' ? shape.items : {}, ids), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: Math.max(shape.minimum ?? -5, -1_000_000), max: Math.min(shape.maximum ?? 400, 1_000_000) }),
        fc.constantFrom(0, -1, 2_147_483_648, Number.MAX_SAFE_INTEGER, 1.5),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(shape, ids);
    default:
      return fc.oneof(junk, fc.record({ a: junk }));
  }
}

function objectOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  const named = Object.entries(shape.properties ?? {}).map(([name, one]) => [name, arbitraryOf(one, ids)] as const);
  const optional = named.map(([name]) => name).filter((name) => shape.required?.includes(name) !== true);
  // Of many that need not be there mostly a few: each may be what does not fit.
  const said = fc.oneof({ arbitrary: fc.subarray(optional, { maxLength: Math.min(2, optional.length) }), weight: 2 }, { arbitrary: fc.subarray(optional), weight: 1 });
  const record = fc.tuple(fc.record(Object.fromEntries(named)), said).map(([all, some]) => {
    return Object.fromEntries(Object.entries(all).filter(([name]) => !optional.includes(name) || some.includes(name)));
  });
  if (typeof shape.additionalProperties === 'object') {
    return fc.tuple(record, fc.dictionary(fc.string({ maxLength: 8 }), arbitraryOf(shape.additionalProperties, ids), { maxKeys: 2 })).map(([own, more]) => ({ ...more, ...own }));
  }
  return fc.oneof({ arbitrary: record, weight: 12 }, { arbitrary: record.map((own) => ({ ...own, extra: 1 })), weight: 1 });
}

function textOf(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (shape.format === 'uuid') return fc.oneof({ arbitrary: fc.constantFrom(...ids), weight: 6 }, { arbitrary: fc.uuid(), weight: 1 });
  if (shape.format === 'date') return fc.constantFrom('2020-10-14', '2021-12-31', '1999-01-01', '0001-01-01', '9999-12-31');
  if (shape.format === 'date-time') return fc.constantFrom('2020-10-14T12:00:00Z', '2020-02-30T12:00:00Z', '2020-10-14T25:00:00Z');
  if (shape.pattern !== undefined) return fc.oneof({ arbitrary: fc.stringMatching(new RegExp(shape.pattern)), weight: 4 }, { arbitrary: oddText, weight: 1 });
  return fc.oneof(fc.string({ maxLength: Math.min(shape.maxLength ?? 20, 20), unit: 'binary' }), oddText, fc.constantFrom(...ids, '@0', '@99999999', '2021-11-26', 'woman', 'TRAINED'));
}
