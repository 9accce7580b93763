import type { Prompt } from './prompt.ts';
export const PROMPTS: readonly Prompt[] = [];
