import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { TriptychError } from '../error.ts';
import { ROOT } from '../root.ts';
import type { Answer, Opening, Task } from './child.ts';
import type { Step } from './contract.ts';
import { type Hand, HandLost } from './hand.ts';

/** Milliseconds after which the process is ended when nobody needs it: with its models it holds some 400 MB. */
const IDLE = 60_000;
/** Where both want the processor, the pages have three parts of four (a nice value of POSIX). */
const NICENESS = 5;

/**
 * The work done in a process of its own, with its own connection to the database, so that no page waits for it. The process is
 * started by the first task and ended when there is none for a while. Should it break, what it was at fails with
 * {@link HandLost}, and nothing of that is stored; the next task gets another process.
 */
export function workBeside(
  config: Config,
  options: Omit<Opening, 'config'> = {},
): Hand & { readonly pid: number | undefined } {
  let helper: Helper | undefined;
  let idle: NodeJS.Timeout | undefined;
  const end = (): void => {
    helper?.end();
    helper = undefined;
  };
  const ask = async <R>(task: Task, onStep?: (step: Step) => void): Promise<R> => {
    clearTimeout(idle);
    if (!helper?.isAlive) helper = new Helper({ ...options, config });
    const asked = helper;
    try {
      return (await asked.ask(task, onStep)) as R;
    } finally {
      if (asked === helper && asked.isIdle) idle = setTimeout(end, IDLE).unref();
    }
  };
  return {
    /** Of the process, while there is one. */
    get pid() {
      return helper?.pid;
    },
    add: (location, onStep) => ask({ add: location }, onStep),
    correct: (name, request) => ask({ correct: name, request }),
    async close() {
      clearTimeout(idle);
      const ended = helper?.ended;
      end();
      await ended;
    },
  };
}

/** One task that is under way. */
interface Waiting {
  onStep: ((step: Step) => void) | undefined;
  done: (result: unknown) => void;
  failed: (error: Error) => void;
}

/** One process, from its start to its end. */
class Helper {
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #isAlive = true;

  constructor(opening: Opening) {
    this.#child = fork(join(ROOT, 'src/adding/child.mjs'), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (this.#child.pid !== undefined) setPriority(this.#child.pid, NICENESS);
    this.#child.on('message', (answer: Answer) => this.#hear(answer));
    this.ended = new Promise((ended) => {
      const lost = (how: string): void => {
        this.#isAlive = false;
        for (const { failed } of this.#waiting.values()) failed(toLost(how));
        this.#waiting.clear();
        ended();
      };
      this.#child.once('error', ({ message }) => lost(message));
      this.#child.once('exit', (code, signal) => lost(signal ?? `exit code ${code}`));
    });
    this.#child.send(opening);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  ask(task: Task, onStep: Waiting['onStep']): Promise<unknown> {
    return new Promise((done, failed) => {
      const id = this.#count++;
      this.#waiting.set(id, { onStep, done, failed });
      this.#child.send({ ...task, id });
    });
  }

  end(): void {
    this.#isAlive = false;
    this.#child.kill();
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if ('step' in answer) {
      waiting?.onStep?.(answer.step);
      return;
    }
    this.#waiting.delete(answer.id);
    if ('code' in answer) waiting?.failed(new TriptychError(answer.code, answer.message));
    else if ('bug' in answer) waiting?.failed(new Error(answer.bug));
    else waiting?.done(answer.result);
  }
}

function toLost(how: string): HandLost {
  return new HandLost(
    `The process that reads documents ended in the middle of this one (${how}), and nothing of it was stored. What was sent is kept: add it again, or in parts.`,
  );
}
