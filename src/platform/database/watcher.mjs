// Keeps one PostgreSQL running for the process that holds our standard input, and stops it when that pipe closes,
// however that process ended. Started by embedded.ts; only "stop" and "release" are said to it.
import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { clearStaleLock, livePostmaster } from './postmaster.mjs';

const PAUSE_MS_MIN = 200;
const PAUSE_MS_MAX = 5_000;
/** A server that ran this long failed for a new reason, so the pause begins anew. */
const STEADY_MS = 10_000;
const POLL_MS = 100;
/** Fast shutdown writes a checkpoint; after this long we cut it short, which costs a recovery but no row. */
const FAST_STOP_MS = 30_000;
/** A server that we took over lets go of its folder a moment before its process is gone. */
const GOING_MS_MAX = 2_000;
const LOG_BYTES_MAX = 5_000_000;

const { postgres, args, clusterFolder, logFile, identity, reach } = JSON.parse(process.argv[2]);
let stopping = false;
let child = null;

// A signal meant for the whole group must not overtake the owner, who still has requests to finish.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdout.on('error', () => {}); // The owner may be gone; there is nobody left to tell.

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'release') process.exit(0);
    if (line === 'stop') void stop();
  })
  .on('close', () => void stop());
await keepRunning();

async function keepRunning() {
  let pauseMs = PAUSE_MS_MIN;
  while (!stopping) {
    const startedAt = performance.now();
    const running = livePostmaster(clusterFolder);
    if (running === null) await runOne();
    else await endOf(running.pid);
    pauseMs = performance.now() - startedAt > STEADY_MS ? PAUSE_MS_MIN : Math.min(pauseMs * 2, PAUSE_MS_MAX);
    if (!stopping) await sleep(pauseMs);
  }
}

function runOne() {
  return new Promise((resolve) => {
    clearStaleLock(clusterFolder);
    const log = openLog();
    // Standard streams, then the folder itself where its path is closed to the server's user.
    const handed = reach === 'descriptor' ? [openSync(clusterFolder, 'r')] : [];
    child = spawn(postgres, args, { cwd: '/', stdio: ['ignore', log, log, ...handed], ...identity });
    for (const descriptor of [log, ...handed]) closeSync(descriptor);
    child.once('error', (error) => ended({ event: 'ended', reason: error.message }));
    child.once('exit', (code, signal) => ended({ event: 'ended', reason: signal ?? `code ${code}` }));
    function ended(report) {
      child = null;
      say(report);
      resolve();
    }
  });
}

/** The log says little, yet a server that fails every few seconds must not fill the disk. */
function openLog() {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(logFile, size > LOG_BYTES_MAX ? 'w' : 'a', 0o600);
}

async function endOf(pid) {
  while (livePostmaster(clusterFolder)?.pid === pid) await sleep(POLL_MS);
  say({ event: 'ended', reason: 'unknown' });
}

async function stop() {
  if (stopping) return;
  stopping = true;
  const startedAt = performance.now();
  let [sent, last, goneAt] = [null, null, null];
  for (;;) {
    const pid = child?.pid ?? livePostmaster(clusterFolder)?.pid;
    if (pid === undefined) {
      goneAt ??= performance.now();
      if (last === null || !isRunning(last) || performance.now() - goneAt > GOING_MS_MAX) process.exit(0);
      await sleep(20);
      continue;
    }
    last = pid;
    const signal = performance.now() - startedAt < FAST_STOP_MS ? 'SIGINT' : 'SIGQUIT';
    if (sent !== `${signal} ${pid}`) send(pid, signal);
    sent = `${signal} ${pid}`;
    await sleep(20);
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

function say(report) {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
