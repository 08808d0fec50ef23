import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBothShapes } from '../test/shapes.ts';
import { type JobContext, openQueues, type Queues } from './queue.ts';

interface Work {
  readonly day: string;
}

/** A promise and the function that fulfils it. */
function signal<T = void>(): { promise: Promise<T>; give: (value: T) => void } {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not happen within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describeInBothShapes('queues', (shape) => {
  let producer: Queues;
  let consumer: Queues;
  let name: string;

  beforeEach(({ task }) => {
    name = `test-${task.id}`;
    producer = openQueues(shape);
    consumer = openQueues(shape);
  });

  afterEach(async () => {
    await consumer.close();
    await producer.close();
  });

  test('a job reaches a worker with its data, and is completed', async () => {
    const received = signal<JobContext<Work>>();
    consumer.createWorker<Work>(name, async (job) => received.give(job));
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' });

    const job = await received.promise;
    expect(job).toMatchObject({ id, data: { day: '2025-06-02' }, attempt: 1, lastAttempt: false });
    await until(async () => (await queue.state(id)) === 'completed');
  });

  test('adding a job under an id that is known adds nothing', async () => {
    const queue = producer.createQueue<Work>(name);
    await queue.add({ day: '2025-06-02' }, { jobId: 'plan-1' });
    await queue.add({ day: '2025-06-02' }, { jobId: 'plan-1' });
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
  });

  test('a job that fails is tried again and told which try it is', async () => {
    const attempts: [number, boolean][] = [];
    consumer.createWorker<Work>(name, async ({ attempt, lastAttempt }) => {
      attempts.push([attempt, lastAttempt]);
      throw new Error('no road');
    });
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' }, { attempts: 2, backoff: 1 });
    await until(async () => (await queue.state(id)) === 'failed');
    expect(attempts).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('a job that has not begun can be taken off the queue', async () => {
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' });
    expect(await queue.remove(id)).toBe(true);
    expect(await queue.remove(id)).toBe(false);
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
  });

  test('a running job cannot be taken off the queue', async () => {
    const begun = signal();
    const finish = signal();
    consumer.createWorker<Work>(name, async () => {
      begun.give();
      await finish.promise;
    });
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' });
    await begun.promise;
    expect(await queue.remove(id)).toBe(false);
    finish.give();
    await until(async () => (await queue.state(id)) === 'completed');
  });

  test('closing a worker tells its running job, waits for it, and takes no new one', async () => {
    const begun = signal();
    const finished: string[] = [];
    const worker = consumer.createWorker<Work>(name, async (job) => {
      begun.give();
      await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve()));
      finished.push(job.id);
    });
    const queue = producer.createQueue<Work>(name);
    const first = await queue.add({ day: '2025-06-02' });
    const second = await queue.add({ day: '2025-06-03' });
    await begun.promise;
    await worker.close();
    expect(finished).toEqual([first]);
    expect(await queue.state(second)).toBe('waiting');
  });

  test('a job given up because its worker closes goes to another at once and has cost no try', async () => {
    const begun = signal();
    const closing = consumer.createWorker<Work>(name, async (job) => {
      begun.give();
      await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve()));
      throw new Error('interrupted');
    });
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' }, { attempts: 1 });
    await begun.promise;
    await closing.close();
    expect(await queue.state(id)).toBe('waiting');

    const again = signal<JobContext<Work>>();
    consumer.createWorker<Work>(name, async (job) => again.give(job));
    expect(await again.promise).toMatchObject({ id, attempt: 1 });
  });

  test('the job of a worker that vanished is done by another', async () => {
    const begun = signal();
    const lost = openQueues(shape);
    lost.createWorker<Work>(
      name,
      async () => {
        begun.give();
        await new Promise(() => undefined);
      },
      { stalledAfterSeconds: 1 },
    );
    const queue = producer.createQueue<Work>(name);
    const id = await queue.add({ day: '2025-06-02' });
    await begun.promise;
    // Closing without patience is what death looks like from outside: the job stays claimed and is never finished.
    await lost.close(0);

    const again = signal<string>();
    consumer.createWorker<Work>(name, async (job) => again.give(job.id), { stalledAfterSeconds: 1 });
    expect(await again.promise).toBe(id);
  });

  test('a schedule makes jobs until it is removed', async () => {
    const received = signal<Work>();
    consumer.createWorker<Work>(name, async (job) => received.give(job.data));
    const queue = producer.createQueue<Work>(name);
    await queue.schedule('daily', { every: 100 }, { day: 'today' });
    expect(await received.promise).toEqual({ day: 'today' });
    expect(await queue.unschedule('daily')).toBe(true);
    expect(await queue.unschedule('daily')).toBe(false);
  });

  test('what is scheduled can be asked of the store, also whether it was lost', async () => {
    const queue = producer.createQueue<Work>(name);
    expect(await queue.scheduled('daily')).toBeNull();
    await queue.schedule('daily', { pattern: '0 4 * * *', tz: 'Asia/Ho_Chi_Minh' }, { day: 'today' });
    await queue.schedule('hourly', { every: 3_600_000 }, { day: 'today' });
    expect(await queue.scheduled('daily')).toEqual({ pattern: '0 4 * * *', tz: 'Asia/Ho_Chi_Minh' });
    expect(await queue.scheduled('hourly')).toEqual({ every: 3_600_000 });
    await queue.schedule('daily', { pattern: '30 2 * * *', tz: 'Asia/Ho_Chi_Minh' }, { day: 'today' });
    expect(await consumer.createQueue<Work>(name).scheduled('daily')).toMatchObject({ pattern: '30 2 * * *' });
    await queue.unschedule('daily');
    expect(await queue.scheduled('daily')).toBeNull();
  });

  test('health says whether the store answers', async () => {
    expect(await producer.healthy()).toBe(true);
  });
});
