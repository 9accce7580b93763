import { expect, test } from 'vitest';
import { stepOf } from '../../src/operations/scenario-steps.ts';

const hintOf = (text: string): string => {
  try {
    stepOf(text);
  } catch (error) {
    return (error as { hint: string }).hint;
  }
  return '';
};

test.each(['right-size=0.2', 'right-size=5%', 'right-size=20W', 'right-size=-200%'])(
  'what is advised instead of %s is taken',
  (text) => {
    const examples = hintOf(text).match(/[+-]?\d+%/g) ?? [];
    for (const example of examples) expect(() => stepOf(`right-size=${example}`)).not.toThrow();
    expect(examples.length).toBeGreaterThan(0);
  },
);
