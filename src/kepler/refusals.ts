/** Scrapes that must not be audited at all, each with its own sentence. */

import { AuditError } from '../errors.ts';
import type { ScrapeReport } from '../prometheus/reader.ts';
import type { ScrapeDraft } from './draft.ts';
import type { NodeDraft } from './node-draft.ts';

/** Throws for a text that holds no figures of a Kepler that can be audited. */
export function refuse(draft: ScrapeDraft, report: ScrapeReport, origin: string): void {
  refuseForeign(draft, origin);
  refuseTooOld(draft, origin);
  if (draft.rewrite.size + draft.legacy.size === 0) refuseWithoutFigures(draft, report, origin);
  for (const node of draft.rewrite.values()) refuseFakeMeter(node, origin);
}

function refuseForeign(draft: ScrapeDraft, origin: string): void {
  if (draft.foreignRows === 0 || draft.foreignRows < draft.rewriteRows) return;
  throw new AuditError(
    'NO_KEPLER_METRICS',
    `${origin} has metric names of Kepler, but in none of ${draft.rewriteRows} lines Kepler's labels zone or pod_id`,
    { hint: 'Point --kepler at a real Kepler endpoint (0.10 or later) instead of a lookalike exporter' },
  );
}

function refuseTooOld(draft: ScrapeDraft, origin: string): void {
  const unlabelled = draft.legacyRows > 0 && draft.legacyRowsWithoutMode === draft.legacyRows;
  const onlyOld = draft.tooOldRows > 0 && draft.rewriteRows + draft.legacyRows === 0;
  if (!(unlabelled || onlyOld)) return;
  const why = unlabelled
    ? 'its joules counters have no mode label, so dynamic and idle energy cannot be told apart'
    : 'it has only pod_curr_energy_* or *_energy_stat metrics';
  throw new AuditError('KEPLER_TOO_OLD', `${origin} comes from a Kepler that is too old to audit: ${why}`, {
    hint: 'Update Kepler to 0.10 or later',
  });
}

function refuseWithoutFigures(draft: ScrapeDraft, report: ScrapeReport, origin: string): never {
  if (draft.legacyRows > 0) refuseWithoutSensor(origin);
  if (report.truncated) refuseCut(report, origin);
  const infoRows = draft.buildRows + draft.cpuInfoRows + draft.legacyInfoRows;
  if (infoRows > 0) {
    const [version = 'of unknown version'] = [...draft.versions, ...draft.legacyVersions];
    throw new AuditError(
      'NO_KEPLER_METRICS',
      `${origin} is Kepler ${version}, but it has not measured anything yet`,
      {
        hint: 'Wait for its first refresh (about 10 s) and scrape again; if it stays so, read the log of Kepler',
      },
    );
  }
  throw new AuditError(
    'NO_KEPLER_METRICS',
    `${origin} is a scrape without Kepler metrics: ${lookedLike(report)}`,
    {
      hint: 'Kepler serves its metrics on port 28282 (0.10 and later) or 9102 (before), path /metrics',
    },
  );
}

function refuseWithoutSensor(origin: string): never {
  throw new AuditError(
    'NO_KEPLER_METRICS',
    `${origin} has joules counters of Kepler, but only idle ones or ones without a sensor behind them (source none or dummy)`,
    { hint: 'Run Kepler on a machine with RAPL, or update it to 0.10 or later' },
  );
}

function refuseCut(report: ScrapeReport, origin: string): never {
  throw new AuditError(
    'NO_KEPLER_METRICS',
    `${origin} ends in the middle of a line after ${report.bytes} bytes, before any power of a node or pod`,
    { hint: 'Fetch the scrape again and check that it is whole' },
  );
}

const MAX_NAMED_FAMILIES = 5;

function lookedLike(report: ScrapeReport): string {
  const families = report.families.slice(0, MAX_NAMED_FAMILIES).map((family) => `${family}_*`);
  if (families.length === 0) return `${report.lines} lines, none of them a metric`;
  if (families.includes('kepler_*')) return 'it has names of Kepler, but no node, pod or container power';
  const more = report.families.length > families.length ? ' and others' : '';
  return `it has ${families.join(', ')}${more}`;
}

/** The fake meter of `dev.fake-cpu-meter` reads paths named so (Kepler v0.11.2 internal/device/fake_cpu_power_meter.go). */
const FAKE_FILE = '/energy_';
/** It draws around 1e-5 to 1e-4 W and wraps at 1 J; a real node never stays below a milliwatt. */
const FAKE_BELOW_WATTS = 1e-3;
const FAKE_WRAP_JOULES = 1;

function refuseFakeMeter(node: NodeDraft, origin: string): void {
  const fakes = [...node.zoneFigures.values()].filter(({ path }) =>
    path.startsWith(FAKE_FILE, path.lastIndexOf('/')),
  );
  const [first] = fakes;
  if (first === undefined) return;
  const watts = fakes.reduce((sum, { figures }) => sum + (figures.watts.total ?? 0), 0);
  const joules = Math.max(...fakes.map(({ figures }) => figures.joules.total ?? 0));
  const known = fakes.some(({ figures }) => figures.watts.total !== null);
  if (known ? watts >= FAKE_BELOW_WATTS : joules > FAKE_WRAP_JOULES) return;
  throw new AuditError(
    'FAKE_METER',
    `${origin}: node ${node.label || 'without a name'} reads Kepler's fake meter (path ${first.path}, ${watts.toPrecision(3)} W), which measures nothing`,
    { hint: 'Set dev.fake-cpu-meter.enabled to false; on a machine without RAPL Kepler cannot measure' },
  );
}
