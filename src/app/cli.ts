/** The command line `digna`: what it was asked, which command, which exit code. */
import { parseArgs } from 'node:util';
import { CannotStart } from '../platform/database/cannot-start.ts';
import { Problem } from '../platform/problem.ts';
import { OPTIONS, UsageError } from './asked.ts';
import { COMMANDS, HELP, type Command } from './commands.ts';
import { withHouse } from './with-house.ts';

/** 0 done; 1 refused or failed; 2 the command was not understood. */
async function main(args: readonly string[]): Promise<number> {
  const asked = understand(args);
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  return withHouse(process.env, (house, database) => asked.command.run({ ...asked, house, database, write: writeLine }));
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function understand(args: readonly string[]) {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'options');
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) return null;
  const command = findCommand(positionals);
  return { command, positionals: positionals.slice(command.words.length), values };
}

function findCommand(positionals: readonly string[]): Command {
  const found = COMMANDS.find(({ words }) => words.every((word, at) => positionals[at] === word));
  if (found === undefined) throw new UsageError(positionals.join(' '));
  return found;
}

function problemLine({ code, message, details }: Problem): string {
  return `${code}: ${message}${details === null || details === undefined ? '' : ` ${JSON.stringify(details)}`}`;
}

/** A file that is not there, a folder, no right to it, a full disk: no fault of ours. */
function isOfFile(error: unknown): error is Error & { readonly code: string; readonly path: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' && 'path' in error && typeof error.path === 'string';
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) process.stderr.write(`No se entiende la orden / Not understood: ${error.message}\n\n${HELP}`);
    else if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`);
    else if (error instanceof Problem) process.stderr.write(`${problemLine(error)}\n`);
    else if (isOfFile(error)) process.stderr.write(`No se puede leer o escribir / Cannot read or write: ${error.path} (${error.code})\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
