import assert from 'node:assert/strict';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';

/** A document with something in it that the store has no business with. */
export interface Note extends StoredDocument {
  readonly text?: string;
  readonly count?: number;
  readonly details?: unknown;
}

export const NOW = Date.parse('2026-11-23T13:05:00Z');

export const note = (
  id: string,
  rest: Omit<Note, 'id' | 'kind' | 'schema'> & { kind?: string } = {},
): Note => ({
  id,
  kind: 'case',
  schema: 1,
  ...rest,
});

export const created = async (store: DocumentStore, document: Note): Promise<string> => {
  const saved = await store.create(document);
  assert.ok(saved.ok, `${document.id} was not created`);
  return saved.version;
};

export const replaced = async (store: DocumentStore, document: Note, expected: string): Promise<string> => {
  const saved = await store.replace(document, expected);
  assert.ok(saved.ok, `${document.id} was not replaced`);
  return saved.version;
};
