// Stands between a `Reader` and the thread in which it has files read, and ends that thread where a file takes too much. It
// is a thread of its own, since the program's may be busy for a second while a file swells, and plain JavaScript, so that it
// needs no compiler. Message in: {question, limits}; out: the answer of the thread, or why there is none ({over} or {crash}),
// and the memory allowed in megabytes.
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Milliseconds between looks at the clock and the memory: a decompression bomb adds up to 50 MB in this time. */
const WATCH = 5;
/** A thread that a file has swollen by this share of the memory allowed is not used again. */
const SWOLLEN = 0.5;
/** Where memory is short, neither is one that its files have swollen by so many megabytes in all. */
const HEAVY = 100;

let started;
/** Bytes by which the process grew while the thread read, file by file. */
let grown = 0;

parentPort.on('message', async ({ question, limits }) => {
  try {
    parentPort.postMessage(await answer(question, limits));
  } catch (error) {
    parentPort.postMessage({ crash: String(error?.message ?? error), megabytes: limits.megabytes });
  }
});

async function answer(question, limits) {
  const isShort = process.memoryUsage.rss() > 1e6 * (limits.ceiling - limits.least);
  if (isShort && grown > 1e6 * HEAVY) await end();
  started ??= start();
  const thread = await started;
  const before = process.memoryUsage.rss();
  const megabytes = Math.min(limits.megabytes, Math.max(limits.least, limits.ceiling - before / 1e6));
  const found = await ask(thread, question, { seconds: limits.seconds, rss: before + 1e6 * megabytes });
  const isBroken = 'over' in found || 'crash' in found;
  const more = Math.max(0, process.memoryUsage.rss() - before);
  grown += more;
  if (isBroken || more > SWOLLEN * 1e6 * limits.megabytes) await end();
  return { ...found, megabytes: Math.round(megabytes) };
}

async function end() {
  const thread = await started?.catch(() => undefined);
  started = undefined;
  grown = 0;
  await thread?.terminate();
}

async function start() {
  const thread = new Worker(new URL(workerData.thread), {
    execArgv: [],
    // What parsers print is not for the user, and standard output is for data.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: workerData.heap },
  });
  thread.stdout.resume();
  thread.stderr.resume();
  // It may break between two files, over what the last one left behind: then the next has another.
  thread.once('exit', () => {
    started = undefined;
  });
  await new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.on('error', reject);
  });
  return thread;
}

/** The thread's answer, or why it has none. */
function ask(thread, question, limits) {
  return new Promise((resolve) => {
    const until = performance.now() + 1000 * limits.seconds;
    const watch = setInterval(() => {
      if (performance.now() > until) done({ over: 'time' });
      else if (process.memoryUsage.rss() > limits.rss) done({ over: 'memory' });
    }, WATCH);
    const crash = ({ code, message }) =>
      done(code === 'ERR_WORKER_OUT_OF_MEMORY' ? { over: 'memory' } : { crash: message });
    const done = (found) => {
      clearInterval(watch);
      thread.off('message', done).off('error', crash);
      resolve(found);
    };
    thread.on('message', done).on('error', crash);
    thread.postMessage(question, [question.bytes.buffer]);
  });
}
