/** What a programme set: its ages and rules of size, their history, and what other settings would change. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { WITHDRAWAL } from '../ledger/fold.ts';
import { payloadOf } from '../ledger/versions.ts';
import type { countBySettings, readRegistrySettings } from './settings-contract.ts';
import { ageGroupsSet, sizeRuleSet } from './entries.ts';
import { ageGroupsOf, sizesByOrganisation } from './list-pages.ts';
import { countRegistry } from './queries.ts';
import { ruleOn } from './rules.ts';
import { ageCounts, sizeCounts, sizeMoves } from './settings-counts.ts';
import { countBirths, findAgeDefinition, findSettings, findSizeDefinitions, type DefinitionRow, type SettingRow } from './settings-queries.ts';

type Page = z.input<typeof readRegistrySettings.answer>;
type Settings = z.output<typeof countBySettings.body>;

const KINDS = new Map<string, EntryKind>([ageGroupsSet, sizeRuleSet].map((kind) => [kind.kind, kind]));

export async function settingsPage(client: PoolClient, programmeId: string, today: string): Promise<Page> {
  const ages = await findAgeDefinition(client, programmeId);
  const rules = await findSizeDefinitions(client, programmeId);
  const inForce = ruleOn(rules.map(({ body }) => body), today);
  return {
    ageGroups: await ageGroupsOf(client, programmeId),
    ageDefinition: ages === null ? null : definitionOf(ages),
    sizeRules: rules.map((row) => ({ rule: row.body, definition: definitionOf(row), inForce: row.body === inForce })).toReversed(),
    history: historyOf(await findSettings(client, programmeId)).toReversed(),
  };
}

function definitionOf({ entryId, leaves, occurredOn, conflictFields, recordedAt, recordedBy }: DefinitionRow): NonNullable<Page['ageDefinition']> {
  return { entryId, leaves, occurredOn, conflictFields, recordedAt: recordedAt.toISOString(), recordedBy: recordedBy ?? '' };
}

/** In the order in which it came; a withdrawal shows what the thing last said. */
function historyOf(rows: readonly SettingRow[]): Page['history'] {
  const last = new Map<string, Record<string, unknown>>();
  return rows.map((row) => {
    const { entryId, kind, rootId, rootKind } = row;
    const payload = kind === WITHDRAWAL ? (last.get(rootId) ?? {}) : payloadOf(row.body, KINDS);
    last.set(rootId, payload);
    const act = kind === WITHDRAWAL ? 'withdrawn' : entryId === rootId ? 'set' : 'corrected';
    return {
      entryId,
      act,
      recordedAt: row.recordedAt.toISOString(),
      recordedBy: row.recordedBy ?? '',
      ageGroups: rootKind === ageGroupsSet.kind ? ageGroupsSet.payload.parse(payload) : null,
      sizeRule: rootKind === sizeRuleSet.kind ? sizeRuleSet.payload.parse(payload) : null,
    };
  });
}

/** How many stand where now, and by the settings given. */
export async function settingsCounts(
  client: PoolClient,
  programmeId: string,
  { ageGroups, sizeRule }: Settings,
  today: string,
): Promise<z.input<typeof countBySettings.answer>> {
  const births = await countBirths(client, programmeId);
  const groups = await ageGroupsOf(client, programmeId);
  const year = Number(today.slice(0, 4));
  const rows = await findSizeDefinitions(client, programmeId);
  const rules = rows.map(({ body }) => body);
  const others = rows.filter(({ entryId }) => entryId !== sizeRule?.insteadOf).map(({ body }) => body);
  const wanted = sizeRule === null ? rules : [...others, sizeRule.rule].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const day = sizeRule !== null && sizeRule.rule.from > today ? sizeRule.rule.from : today;
  const sized = await sizesByOrganisation(client, programmeId);
  const { organisations } = await countRegistry(client, programmeId);
  return {
    day,
    ages: { before: ageCounts(births, groups, year), after: ageCounts(births, ageGroups ?? groups, year) },
    sizes: {
      before: sizeCounts(sized, organisations, rules, day),
      after: sizeCounts(sized, organisations, wanted, day),
      moves: sizeMoves(sized, rules, wanted, day),
    },
  };
}
