/** One handler per wanted sample. */

import type { Row } from '../prometheus/reader.ts';
import { legacyContainerHandler, legacyNodeHandler } from './collect-legacy.ts';
import {
  nodeHandler,
  platformHandler,
  podHandler,
  type RowHandler,
  usageRatioHandler,
  vmHandler,
} from './collect-rewrite.ts';
import type { ScrapeDraft } from './draft.ts';
import { FAMILIES, type Family, type Role } from './families.ts';

/** More sockets than any machine Kepler runs on; keeps a hostile label from filling memory. */
const MAX_SOCKETS = 64;

/** Hands each row to the handler of its sample, which is made for the first one: most samples never come. */
export function rowHandler(draft: ScrapeDraft): RowHandler {
  const handlers: RowHandler[] = [];
  return (row) => {
    const known = handlers[row.sample];
    if (known !== undefined) known(row);
    else handlers[row.sample] = firstOf(draft, row);
  };
}

function firstOf(draft: ScrapeDraft, row: Row): RowHandler {
  const handler = handlerOf(draft, (FAMILIES[row.sample] as Family).role);
  handler(row);
  return handler;
}

function handlerOf(draft: ScrapeDraft, role: Role): RowHandler {
  switch (role.of) {
    case 'node':
      return nodeHandler(draft, role);
    case 'nodeGpu':
      return eitherNodeGpu(nodeHandler(draft, role), legacyNodeHandler(draft, 'gpu'));
    case 'pod':
    case 'podGpu':
      return podHandler(draft, role);
    case 'legacyContainer':
      return legacyContainerHandler(draft, role.component);
    case 'legacyNode':
      return legacyNodeHandler(draft, role.component);
    default:
      return sideHandlerOf(draft, role.of);
  }
}

/** Of the two generations that share a name only the legacy one has a mode (label 4). */
const eitherNodeGpu =
  (rewrite: RowHandler, legacy: RowHandler): RowHandler =>
  (row) =>
    (row.label(4) === '' ? rewrite : legacy)(row);

type SideRole = Exclude<Role['of'], 'node' | 'nodeGpu' | 'pod' | 'podGpu' | 'legacyContainer' | 'legacyNode'>;

/** Rows that carry no energy of pods or nodes. */
function sideHandlerOf(draft: ScrapeDraft, of: SideRole): RowHandler {
  const table: Readonly<Record<SideRole, RowHandler>> = {
    vm: vmHandler(draft),
    usageRatio: usageRatioHandler(draft),
    platform: platformHandler(draft),
    cpuInfo: (row) => {
      draft.cpuInfoRows += 1;
      if (draft.sockets.size < MAX_SOCKETS) draft.sockets.add(row.label(0));
    },
    build: (row) => {
      draft.buildRows += 1;
      if (row.label(0) !== '') draft.versions.add(row.label(0));
    },
    legacyBuild: (row) => {
      draft.buildRows += 1;
      if (row.label(0) !== '') draft.legacyVersions.add(row.label(0));
    },
    legacyInfo: (row) => {
      draft.legacyInfoRows += 1;
      if (row.label(0) !== '') draft.sources.add(row.label(0));
    },
    tooOld: () => {
      draft.tooOldRows += 1;
    },
  };
  return table[of];
}
