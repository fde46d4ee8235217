import assert from 'node:assert/strict';
import { stateAfter } from './given.ts';
import { outcomeOn } from './matrix.ts';
import type { Table } from './situation-cells.ts';
import { TABLES } from './situation-tables.ts';
import { ASKS, type Ask, SITUATIONS, type Step } from './situations.ts';

describe('Every command in every situation', () => {
  const asks = Object.keys(ASKS) as Ask[];

  for (const [step, { columns, rows }] of Object.entries(TABLES) as [Step, Table][]) {
    const histories = Object.entries(SITUATIONS[step]);

    it(`has a column for every situation of ${step}`, () => {
      assert.deepEqual(
        columns,
        histories.map(([name]) => name),
      );
    });

    for (const [column, [name, history]] of histories.entries()) {
      it(`${step}, ${name}`, () => {
        const found = asks.map((ask) => `${ask}: ${outcomeOn(stateAfter(...history), ask)}`);
        const expected = asks.map((ask) => `${ask}: ${rows[ask][column] ?? 'no cell'}`);
        assert.deepEqual(found, expected);
      });
    }
  }
});
