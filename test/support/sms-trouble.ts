/** What goes wrong at the text message service of the tests, on purpose. */
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { SendBody } from './sms-shapes.ts';

export interface Outcome {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

interface Extent {
  /** How many calls; 1 when not given. */
  times?: number;
  /** Only calls for this number. */
  to?: string;
  /** Whether the message is taken all the same, and only the answer goes wrong. */
  delivered?: boolean;
}

/**
 * How a call goes wrong: an HTTP answer, a 202 that refuses the recipient, no answer until released, an answer that
 * stops halfway, or a broken connection.
 */
export type SmsTrouble = Extent &
  (Outcome | { recipient: number } | { hang: true } | { halfway: 'plain' | 'gzip' } | { drop: true });

/** As the service writes them; they repeat what they were given. */
const badRequest = {
  status: 400,
  headers: { 'content-type': 'application/problem+json' },
  body: {
    title: 'One or more validation errors occurred.',
    status: 400,
    errors: { From: ['Invalid From phone number format: +31612345678'] },
  },
};
const denied = (status: number) => ({
  status,
  body: { error: { code: 'Denied', message: 'Denied by the resource provider: +31612345678.' } },
});

export const SMS_TROUBLE = {
  badRequest,
  denied: denied(401),
  forbidden: denied(403),
  notFound: denied(404),
  /** @param retryAfter seconds or an HTTP date, as it is on the wire. */
  throttled: (retryAfter: string) => ({ status: 429, headers: { 'retry-after': retryAfter } }),
  broken: { status: 500 },
  down: (retryAfter: string) => ({
    status: 503,
    headers: { 'content-type': 'text/html', 'retry-after': retryAfter },
    body: '<html>Down</html>',
  }),
  silent: { hang: true },
  dropped: { drop: true },
  /** It was taken, and nobody heard. */
  lostAnswer: { drop: true, delivered: true },
} satisfies Record<string, SmsTrouble | ((header: string) => SmsTrouble)>;

export interface SmsScript {
  /** Calls that met this trouble. */
  readonly calls: readonly SendBody[];
  /** Resolves at the first such call. */
  readonly met: Promise<void>;
  /** Resolves when somebody whose call hangs does not wait any longer. */
  readonly gaveUp: Promise<void>;
  /** Ends it, and lets calls that hang go on as if nothing were wrong. */
  release(): void;
}

interface Running {
  script: SmsScript;
  trouble: SmsTrouble;
  left: number;
  meet: (call: SendBody) => void;
  free: Promise<void>;
  giveUp: () => void;
}

/** A promise with its key; Node 20 has no `Promise.withResolvers`. */
const gate = (): { opened: Promise<void>; open: () => void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

const started = (trouble: SmsTrouble): Running => {
  const calls: SendBody[] = [];
  const first = gate();
  const free = gate();
  const left = gate();
  const running: Running = {
    trouble,
    left: trouble.times ?? 1,
    free: free.opened,
    giveUp: left.open,
    meet: (call) => {
      calls.push(call);
      running.left -= 1;
      first.open();
    },
    script: {
      calls,
      met: first.opened,
      gaveUp: left.opened,
      release: () => {
        running.left = 0;
        free.open();
      },
    },
  };
  return running;
};

export const answered = (reply: FastifyReply, { status, headers = {}, body }: Outcome): FastifyReply =>
  reply.status(status).headers(headers).send(body);

const recipientRefused = ([{ to }]: SendBody['smsRecipients'], httpStatusCode: number): Outcome => ({
  status: 202,
  body: { value: [{ to, httpStatusCode, errorMessage: `Refused: ${to}`, successful: false }] },
});

const HALF = '{"value":';

const goWrong = async (
  { trouble, free, giveUp }: Running,
  call: SendBody,
  reply: FastifyReply,
  accept: () => Outcome,
): Promise<unknown> => {
  const done = trouble.delivered === true ? accept() : undefined;
  if ('drop' in trouble) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if ('halfway' in trouble) {
    reply.hijack();
    const encoding = trouble.halfway === 'gzip' ? { 'content-encoding': 'gzip' } : {};
    reply.raw.writeHead(202, { 'content-type': 'application/json', ...encoding });
    reply.raw.write(trouble.halfway === 'gzip' ? gzipSync(HALF).subarray(0, 12) : HALF);
    return reply;
  }
  if ('hang' in trouble) {
    // For whoever gave up waiting nothing happens afterwards.
    const gone = once(reply.raw, 'close').then(() => true);
    if (!(await Promise.race([free, gone]))) return answered(reply, done ?? accept());
    giveUp();
    return reply.hijack();
  }
  if ('recipient' in trouble) {
    return answered(reply, recipientRefused(call.smsRecipients, trouble.recipient));
  }
  return answered(reply, trouble);
};

export const smsScripts = () => {
  const running: Running[] = [];
  return {
    add: (trouble: SmsTrouble): SmsScript => {
      const one = started(trouble);
      running.push(one);
      return one.script;
    },
    /** `accept` does what a healthy service does. */
    handle: async (call: SendBody, reply: FastifyReply, accept: () => Outcome): Promise<unknown> => {
      const [{ to }] = call.smsRecipients;
      const one = running.find(({ left, trouble }) => left > 0 && (trouble.to ?? to) === to);
      if (!one) return answered(reply, accept());
      one.meet(call);
      return goWrong(one, call, reply, accept);
    },
    /** Trouble that no call ever met. */
    unmet: (): number => running.filter(({ script }) => script.calls.length === 0).length,
  };
};
