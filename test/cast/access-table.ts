/** The table of docs/access.md, written from the code: `node scripts/write-access.mjs`. */
import { ROLE_RULES, ROLES } from '../../src/access/rules.ts';
import { KINDS } from '../../src/app/catalogue.ts';
import type { Contract } from '../../src/platform/contract.ts';
import { nameOf } from './routes.ts';

/** Role by permission, then what each permission opens. A member narrowed to a partner has `(partner)`. */
export function accessTable(contracts: readonly Contract[]): string {
  const permissions = [...new Set(ROLES.flatMap((role) => ROLE_RULES[role].permissions))];
  const mark = (permission: string, role: (typeof ROLES)[number]): string => {
    const { permissions: own, reaches } = ROLE_RULES[role];
    if (!own.includes(permission)) return '';
    return reaches.includes('programme') ? (reaches.length > 1 ? 'yes, or partner' : 'yes') : 'partner';
  };
  return [
    `| permission | ${ROLES.join(' | ')} |`,
    `|---|${ROLES.map(() => '---|').join('')}`,
    ...permissions.map((permission) => `| ${permission} | ${ROLES.map((role) => mark(permission, role)).join(' | ')} |`),
    '',
    '| permission | routes | entry kinds |',
    '|---|---|---|',
    ...['anyone', 'signed-in', ...permissions].map((permission) => {
      const routes = contracts.filter((contract) => contract.permission === permission).map((contract) => `\`${nameOf(contract).replace('/api/programmes/:programme', '…')}\``);
      const kinds = KINDS.filter((kind) => kind.permission === permission).map(({ kind }) => `\`${kind}\``);
      return `| ${permission} | ${routes.sort().join(', ')} | ${kinds.sort().join(', ')} |`;
    }),
  ].join('\n');
}
