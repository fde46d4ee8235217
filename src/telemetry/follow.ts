import {
  type Attributes,
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  createContextKey,
  trace,
} from '@opentelemetry/api';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { About, Followed, Telemetry, Work } from '../core/telemetry.ts';
import { codeIn, kindOf } from './errors.ts';

/*
 * Only the pieces of work that the program names are followed. There is no automatic instrumentation of HTTP, Fastify or the
 * SDKs of Azure: it records addresses, and in those are the secrets of personal calendars, the ids of people in Teams and the
 * names of documents. For the same reason nothing is registered globally, where a library that traces itself would find it.
 */

interface Kind {
  kind: SpanKind;
  /** Begins a trace of its own, whatever it was that asked for it. */
  isRoot: boolean;
}

const KINDS: Readonly<Record<Work, Kind>> = {
  turn: { kind: SpanKind.SERVER, isRoot: true },
  sweep: { kind: SpanKind.INTERNAL, isRoot: true },
  tick: { kind: SpanKind.INTERNAL, isRoot: false },
  save: { kind: SpanKind.INTERNAL, isRoot: false },
  // One loop sends what many turns saved; each delivery is linked to the save that it comes from.
  delivery: { kind: SpanKind.CLIENT, isRoot: true },
};

const WORK = createContextKey('eerder-erbij work');

/** What can be noted of the turn of this context; undefined when it belongs to other work. */
export const turnIn = (context: Context): Pick<Followed, 'note'> | undefined => {
  const span = context.getValue(WORK) === ('turn' satisfies Work) ? trace.getSpan(context) : undefined;
  return span && { note: noteOn(span) };
};

export interface FollowingParts {
  tracer: Tracer;
  contexts: AsyncLocalStorageContextManager;
  /** What a piece of work follows from, and what else is known of it. */
  before: (work: Work, about: About) => { links: readonly SpanContext[]; about: About };
}

export const following =
  ({ tracer, contexts, before }: FollowingParts): Telemetry['follow'] =>
  async (work, about, run) => {
    const { kind, isRoot } = KINDS[work];
    const parent = isRoot ? ROOT_CONTEXT : contexts.active();
    const known = before(work, about);
    const span = tracer.startSpan(
      work,
      {
        kind,
        attributes: attributesOf({ ...known.about, ...about }),
        links: known.links.map((context): Link => ({ context })),
      },
      parent,
    );
    const context = trace.setSpan(parent, span).setValue(WORK, work);
    try {
      return await contexts.with(context, () => run(followed(span, context, contexts)));
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  };

const followed = (span: Span, context: Context, contexts: AsyncLocalStorageContextManager): Followed => ({
  note: noteOn(span),
  failed: (error) => {
    failed(span, error);
  },
  bound: (run) => contexts.bind(context, run),
});

const noteOn =
  (span: Span): Followed['note'] =>
  (about) => {
    span.setAttributes(attributesOf(about));
  };

/** Its message stays out: it may repeat what somebody typed. */
const failed = (span: Span, error: unknown): void => {
  const code = codeIn(error);
  span.setAttributes({ 'error.kind': kindOf(error), ...(code !== undefined && { 'error.code': code }) });
  span.setStatus({ code: SpanStatusCode.ERROR });
};

const attributesOf = (about: About): Attributes =>
  Object.fromEntries(
    Object.entries(about).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
