import type { Tool } from './tool.ts';
export const TOOLS: readonly Tool[] = [];
