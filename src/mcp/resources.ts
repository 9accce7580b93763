import type { ResourceFamily } from './resource.ts';
export const RESOURCES: readonly ResourceFamily[] = [];
