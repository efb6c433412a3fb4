/**
 * What registration sheets would say of the invented people and organisations beyond the attendance lists: births, what
 * people say of themselves, consents, activities, sizes. Pure; the same for the same names. No figure of the article
 * depends on any of it.
 */
import type { z } from 'zod';
import type { DraftInput } from '../../src/ledger/entry.ts';
import {
  consentStated,
  organisationRegistered,
  organisationSized,
  personRegistered,
  type ConsentPurpose,
} from '../../src/registry/entries.ts';
import { diceOf } from './dice.ts';
import { stableId } from './stable-id.ts';

type PersonPayload = z.output<typeof personRegistered.payload>;
type OrganisationPayload = z.output<typeof organisationRegistered.payload>;

export interface KnownPerson {
  readonly id: string;
  readonly leafId: string;
  /** Decides what is invented; two programmes with the same people get the same. */
  readonly name: string;
  readonly payload: PersonPayload;
}

export interface KnownOrganisation {
  readonly id: string;
  readonly leafId: string;
  readonly payload: OrganisationPayload;
}

const SHEETS_ON = '2021-06-15';

/** A person's sheet: six in ten give a year of birth, one in ten only a band, the others nothing. */
export function personSheet({ id, leafId, name, payload }: KnownPerson): DraftInput[] {
  const dice = diceOf(name);
  const birth = dice(10);
  const birthYear = birth < 6 ? 1958 + dice(44) : null;
  const ageBand = birth === 6 ? BANDS[dice(BANDS.length)] ?? null : null;
  const told = { ...payload, birthYear, ageBand, indigenous: STATED[dice(4)] ?? null, disability: dice(20) === 0 ? ('yes' as const) : ('no' as const), languages: LANGUAGES[dice(5)] ?? [] };
  const sheet: DraftInput[] =
    birth < 8
      ? [{ id: stableId(`sheet ${id}`), kind: personRegistered.kind, schemaVersion: personRegistered.version, occurredOn: SHEETS_ON, payload: told, rootId: id, supersedes: [leafId] }]
      : [];
  const purposes: readonly ConsentPurpose[] = ['data', 'photo', 'publication', 'contact'];
  const consents = purposes.filter(() => birth < 7).map((purpose): DraftInput => ({
    id: stableId(`consent ${purpose} ${id}`),
    kind: consentStated.kind,
    occurredOn: SHEETS_ON,
    payload: { personId: id, purpose, given: purpose === 'data' || dice(3) > 0, statedOn: SHEETS_ON },
  }));
  return [...sheet, ...consents];
}

const BANDS = [
  { fromYears: 18, toYears: 25, statedOn: SHEETS_ON },
  { fromYears: 30, toYears: 45, statedOn: SHEETS_ON },
  { fromYears: 60, toYears: null, statedOn: SHEETS_ON },
];
const STATED = ['yes', 'no', 'no', 'not-stated'] as const;
const LANGUAGES = [['es'], ['es'], ['es', 'ay'], ['es', 'qu'], ['es', 'gn']];

/** An organisation's sheet: activity, formality, exports; of enterprises also sizes in two years. */
export function organisationSheet({ id, leafId, payload }: KnownOrganisation): DraftInput[] {
  const dice = diceOf(payload.name);
  const enterprise = payload.organisationKind === 'enterprise';
  const sectors = enterprise ? ['1079', '5510', '1410', '1061', '7912', '31'] : payload.organisationKind === 'government' ? ['84'] : ['94'];
  const told: OrganisationPayload = {
    ...payload,
    sector: sectors[dice(sectors.length)] ?? null,
    valueChain: enterprise ? (['café', 'granos andinos', 'turismo', null][dice(4)] ?? null) : null,
    formalStatus: enterprise ? (['formal', 'in-process', 'informal'] as const)[dice(3)] ?? null : 'formal',
    exports: enterprise ? (['yes', 'no', 'no'] as const)[dice(3)] ?? null : null,
  };
  const sizes = enterprise
    ? ['2019-12-31', '2020-12-31'].map((sizedOn, at): DraftInput => ({
        id: stableId(`size ${sizedOn} ${id}`),
        kind: organisationSized.kind,
        occurredOn: sizedOn,
        payload: {
          organisationId: id, workersWomen: 2 + dice(14), workersMen: 1 + dice(16), workersUnknown: null,
          annualSales: at === 0 ? null : (200 + dice(900)) * 100_000, equity: null, currency: at === 0 ? null : 'BOB',
          basis: at === 0 ? 'estimated' : 'records',
        },
      }))
    : [];
  const sheet: DraftInput = {
    id: stableId(`sheet ${id}`), kind: organisationRegistered.kind, schemaVersion: organisationRegistered.version, occurredOn: SHEETS_ON, payload: told, rootId: id, supersedes: [leafId],
  };
  return [sheet, ...sizes];
}
